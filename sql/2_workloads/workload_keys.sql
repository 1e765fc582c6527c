-- The keys under which requests arrived, and the workload each belongs to. Already-batched traffic is a workload of its own.
-- The id is made of what the traffic is called, never of a rank or a date, so that it is the same next month.
-- in: requests, price_models   out: workload_keys
-- grain: one row a distinct (provider, workspace, api_key, app, model as logged, component)
create or replace temp table workload_keys as
select
    *,
    left(md5(concat_ws(
        '|',
        coalesce(provider, '-'),
        coalesce(workspace, '-'),
        coalesce(api_key, '-'),
        coalesce(app, '-'),
        coalesce(normal_model, '-'),
        component
    )), 12) as workload_id
from (
    select distinct
        r.provider,
        r.workspace,
        r.api_key,
        r.app,
        r.model,
        r.service_tier = 'batch' as is_batch,
        case when r.service_tier = 'batch' then 'batch' else 'on_demand' end as component,
        coalesce(m.model_id, r.model, 'unknown model') as normal_model
    from requests as r
    left join price_models as m
        on m.model is not distinct from r.model
        and m.provider is not distinct from r.provider
) as keys
