-- Requests that belong together: one provider, workspace, API key, app and model, batched or on demand.
-- in: workload_keys       out: workloads
-- grain: one row a workload
create or replace table workloads as
select
    workload_id,
    min(provider) as provider,
    min(workspace) as workspace,
    min(api_key) as api_key,
    min(app) as app,
    min(normal_model) as model,
    [min(normal_model)] as models,
    min(component) as component,
    min(coalesce(app, api_key, workspace, 'no name')) as name
from workload_keys
group by workload_id
