-- What each workload paid on each UTC day for one kind of token (or for web searches) on one price card, tier and geography: one unit price, so
-- that quantity times price is the amount. Only what has a price: what has none is not free, and is counted beside the export. batch_usd: the same
-- as a batch; what a batch does not take costs there what it costs. Null: no batch takes any of it.
-- list_usd_each: the same at list price, where the prices are a user's own and the book has one.
-- in: daily_usage, exported_periods, rates, list_rates, costs            out: focus_charges
-- grain: one row a (period, workload_id, day, model_id, price_card, service_tier, geo, token_kind)
-- params: -
create or replace temp view focus_charges as
with lines as (
    select
        u.period,
        u.workload_id,
        u.day,
        u.platform,
        u.model_id,
        u.price_card,
        u.service_tier,
        u.geo,
        b.usd is not null as has_batch,
        u.input_tokens,
        u.cache_read_tokens,
        u.cache_write_5m_tokens,
        u.cache_write_1h_tokens,
        u.output_tokens,
        u.web_search_requests
    from daily_usage as u
    inner join exported_periods as e on u.period = e.period
    inner join costs as a
        on u.period = a.period
        and u.workload_id = a.workload_id
        and u.price_card = a.price_card
        and u.service_tier = a.service_tier
        and u.geo = a.geo
        and u.is_stopped = a.is_stopped
        and a.scenario = 'as_billed'
        and a.usd is not null
    inner join costs as b
        on u.period = b.period
        and u.workload_id = b.workload_id
        and u.price_card = b.price_card
        and u.service_tier = b.service_tier
        and u.geo = b.geo
        and u.is_stopped = b.is_stopped
        and b.scenario = 'batch'
),
kinds_of_lines as (
    unpivot lines
    on
        input_tokens as 'input',
        cache_read_tokens as 'cache_read',
        cache_write_5m_tokens as 'cache_write_5m',
        cache_write_1h_tokens as 'cache_write_1h',
        output_tokens as 'output',
        web_search_requests as 'web_search'
    into
        name token_kind
        value quantity
),
prices as (
    unpivot rates
    on
        input_usd_per_token as 'input',
        cache_read_usd_per_token as 'cache_read',
        cache_write_5m_usd_per_token as 'cache_write_5m',
        cache_write_1h_usd_per_token as 'cache_write_1h',
        output_usd_per_token as 'output',
        web_search_usd as 'web_search'
    into
        name token_kind
        value usd_each
)
select
    k.period,
    k.workload_id,
    k.day,
    k.platform,
    k.model_id,
    k.price_card,
    k.service_tier,
    k.geo,
    k.token_kind,
    r.usd_each,
    coalesce(l.usd_each, r.usd_each) as list_usd_each,
    cast(sum(k.quantity) as bigint) as quantity,
    cast(sum(cast(k.quantity as decimal(15, 0)) * r.usd_each) as decimal(38, 16)) as usd,
    case
        when bool_or(k.has_batch)
            then cast(sum(cast(k.quantity as decimal(15, 0)) * case when k.has_batch then s.usd_each else r.usd_each end) as decimal(38, 16))
    end as batch_usd
from kinds_of_lines as k
inner join prices as r
    on k.price_card = r.price_card
    and k.service_tier = r.service_tier
    and k.geo = r.geo
    and k.token_kind = r.token_kind
    and r.scenario = 'as_billed'
left join prices as s
    on k.price_card = s.price_card
    and k.service_tier = s.service_tier
    and k.geo = s.geo
    and k.token_kind = s.token_kind
    and s.scenario = 'batch'
left join list_rates as l
    on k.price_card = l.price_card
    and k.service_tier = l.service_tier
    and k.geo = l.geo
    and k.token_kind = l.token_kind
    and cast(k.day as timestamptz) >= l.valid_from
    and cast(k.day as timestamptz) < l.valid_until
where k.quantity > 0
group by all
