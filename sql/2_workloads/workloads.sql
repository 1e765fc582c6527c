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
    -- a name for people: where several models share it, the model is part of it
    case
        when min(models_of_name) = 1 then min(short_name)
        else concat(min(short_name), ' · ', min(normal_model))
    end as name
from (
    select
        k.*,
        n.short_name,
        n.models_of_name
    from workload_keys as k
    join (
        select
            coalesce(app, api_key, workspace, 'no name') as short_name,
            count(distinct normal_model) as models_of_name
        from workload_keys
        group by coalesce(app, api_key, workspace, 'no name')
    ) as n on n.short_name = coalesce(k.app, k.api_key, k.workspace, 'no name')
) as named
group by workload_id
