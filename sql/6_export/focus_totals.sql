-- The same where usage totals are all there is: what was paid on each UTC day by one workspace and API key for one kind of token on one price card, tier and
-- geography. Nobody knows of which workload. What bucket_costs has no price for has none here. Empty beside calls.
-- in: placed_buckets, bucket_rates, bucket_costs, exported_periods, list_rates, names            out: focus_totals
-- grain: one row a (period, day, workspace, api_key, model_id, price_card, service_tier, geo, token_kind)
-- params: -
create or replace temp view focus_totals as
with lines as (
    select
        c.period,
        c.day,
        b.workspace,
        b.api_key,
        c.platform,
        c.model_id,
        c.price_card,
        c.service_tier,
        case when c.inference_geo = 'us' then 'us' else 'global' end as geo,
        c.batch_usd is not null as has_batch,
        r.input_usd,
        r.cache_read_usd,
        r.cache_write_5m_usd,
        r.cache_write_1h_usd,
        r.output_usd,
        r.web_search_usd,
        r.batch_input_usd,
        r.batch_cache_read_usd,
        r.batch_cache_write_5m_usd,
        r.batch_cache_write_1h_usd,
        r.batch_output_usd,
        b.input_tokens,
        b.cache_read_tokens,
        b.cache_write_5m_tokens,
        b.cache_write_1h_tokens,
        b.output_tokens,
        b.web_search_requests
    from placed_buckets as b
    inner join exported_periods as e on b.period = e.period
    inner join bucket_rates as r
        on b.provider is not distinct from r.provider
        and b.model is not distinct from r.model
        and b.service_tier is not distinct from r.service_tier
        and b.speed is not distinct from r.speed
        and b.inference_geo is not distinct from r.inference_geo
        and b.context_window is not distinct from r.context_window
        and b.bucket_start >= r.valid_from
        and b.bucket_start < r.valid_until
    inner join bucket_costs as c
        on b.period = c.period
        and b.day = c.day
        and b.provider is not distinct from c.provider
        and b.model is not distinct from c.model
        and b.service_tier is not distinct from case when c.is_tier_told then c.service_tier end
        and b.speed is not distinct from c.speed
        and b.inference_geo is not distinct from c.inference_geo
        and b.context_window is not distinct from c.context_window
        and r.price_card = c.price_card
    where b.left_out is null
        and c.as_billed_usd is not null
),
named as (
    select kind, id, min(name) as name
    from names
    where name is not null
    group by kind, id
),
kinds_of_lines as (
    -- with nulls: what has no batch price was paid all the same
    select *
    from lines
    unpivot include nulls (
        (quantity, usd_each, batch_usd_each)
        for token_kind in (
            (input_tokens, input_usd, batch_input_usd) as 'input',
            (cache_read_tokens, cache_read_usd, batch_cache_read_usd) as 'cache_read',
            (cache_write_5m_tokens, cache_write_5m_usd, batch_cache_write_5m_usd) as 'cache_write_5m',
            (cache_write_1h_tokens, cache_write_1h_usd, batch_cache_write_1h_usd) as 'cache_write_1h',
            (output_tokens, output_usd, batch_output_usd) as 'output',
            (web_search_requests, web_search_usd, web_search_usd) as 'web_search'
        )
    )
)
select
    k.period,
    cast(null as varchar) as workload_id,
    k.day,
    k.workspace,
    min(coalesce(w.name, k.workspace)) as workspace_name,
    k.api_key,
    min(coalesce(a.name, k.api_key)) as api_key_name,
    k.platform,
    k.model_id,
    k.price_card,
    k.service_tier,
    k.geo,
    k.token_kind,
    k.usd_each,
    coalesce(l.usd_each, k.usd_each) as list_usd_each,
    cast(sum(k.quantity) as bigint) as quantity,
    cast(sum(cast(k.quantity as decimal(15, 0)) * k.usd_each) as decimal(38, 16)) as usd,
    case
        when bool_or(k.has_batch)
            then cast(sum(cast(k.quantity as decimal(15, 0)) * case when k.has_batch then k.batch_usd_each else k.usd_each end) as decimal(38, 16))
    end as batch_usd
from kinds_of_lines as k
left join named as w on w.kind = 'workspace' and k.workspace = w.id
left join named as a on a.kind = 'api_key' and k.api_key = a.id
left join list_rates as l
    on k.price_card = l.price_card
    and k.service_tier = l.service_tier
    and k.geo = l.geo
    and k.token_kind = l.token_kind
    and cast(k.day as timestamptz) >= l.valid_from
    and cast(k.day as timestamptz) < l.valid_until
where k.quantity > 0
group by all
