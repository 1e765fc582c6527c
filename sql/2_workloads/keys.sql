-- The names under which requests of a period arrived, numbered. A caller is everything behind one provider, workspace, API key and app:
-- what may hold several kinds of work, and one job over several models.
-- in: requests, price_models   out: keys
-- grain: one row a distinct (period, provider, workspace, api_key, app, model as logged, batched or not)
create or replace temp table keys as
select
    *,
    cast(row_number() over (
        order by
            period, provider nulls first, workspace nulls first, api_key nulls first, app nulls first, model nulls first, is_batch
    ) as integer) as key_no,
    cast(dense_rank() over (
        order by period, provider nulls first, workspace nulls first, api_key nulls first, app nulls first
    ) as integer) as caller
from (
    select distinct
        r.period,
        r.provider,
        r.workspace,
        r.api_key,
        r.app,
        r.model,
        r.service_tier = 'batch' as is_batch,
        coalesce(m.model_id, r.model, 'unknown model') as normal_model
    from requests as r
    left join price_models as m
        on m.model is not distinct from r.model
        and m.provider is not distinct from r.provider
    where r.period is not null
) as found
