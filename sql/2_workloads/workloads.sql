-- Requests that belong together and behave alike: one component of one provider, workspace, API key, app and model (a job: models).
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
    -- a name for people: where several workloads share it, what tells them apart is part of it
    case
        when min(models_of_name) = 1 and min(components_of_name) = 1 then min(short_name)
        when min(models_of_name) = 1 then concat(min(short_name), ' · ', min(component))
        when min(components_of_name) = 1 then concat(min(short_name), ' · ', min(models))
        else concat(min(short_name), ' · ', min(component), ' · ', min(models))
    end as name
from (
    select
        p.*,
        n.short_name,
        n.models_of_name,
        n.components_of_name
    from parts as p
    join (
        select
            coalesce(app, api_key, workspace, 'no name') as short_name,
            count(distinct models) as models_of_name,
            count(distinct component) as components_of_name
        from parts
        group by coalesce(app, api_key, workspace, 'no name')
    ) as n on n.short_name = coalesce(p.app, p.api_key, p.workspace, 'no name')
) as named
group by workload_id
