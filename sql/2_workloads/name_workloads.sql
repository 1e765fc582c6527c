-- Gives each workload a name for people: where several share it, what tells them apart is part of it. Of all workloads that there are,
-- whatever their period: a workload is called the same in every month.
-- in: workloads           out: workloads
-- grain: one row a workload
create or replace table workloads as
with told as (
    select
        * exclude (name),
        coalesce(app, api_key, workspace, 'no name') as short_name,
        array_to_string(models, ' + ') as all_models
    from workloads
), shared as (
    select
        short_name,
        count(distinct all_models) as models_of_name,
        count(distinct component) as components_of_name
    from told
    group by short_name
)
select
    t.* exclude (short_name, all_models),
    case
        when s.models_of_name = 1 and s.components_of_name = 1 then t.short_name
        when s.models_of_name = 1 then concat(t.short_name, ' · ', t.component)
        when s.components_of_name = 1 then concat(t.short_name, ' · ', t.all_models)
        else concat(t.short_name, ' · ', t.component, ' · ', t.all_models)
    end as name
from told as t
join shared as s on s.short_name = t.short_name
