-- Requests that belong together and behave alike: one component of one provider, workspace, API key, app and model (a job: models).
-- They get their names from `name_workloads`, which looks at all of them.
-- in: parts               out: workloads
-- grain: one row a workload
create or replace table workloads as
select
    workload_id,
    min(provider) as provider,
    min(workspace) as workspace,
    min(api_key) as api_key,
    min(app) as app,
    case when min(models) not like '% + %' then min(models) end as model,
    string_split(min(models), ' + ') as models,
    min(component) as component,
    cast(null as text) as name
from parts
group by workload_id
