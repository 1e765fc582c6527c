-- What caching as it was logged brought a workload outside batches, against the same tokens uncached: what reads spared, and what writes cost
-- beyond input. Exact: token counts and prices, and nothing else.
-- in: cache_lines, costs, rates            out: cache_use
-- grain: one row a (period, workload_id) that used a cache
-- params: -
create or replace table cache_use as
select
    l.period,
    l.workload_id,
    cast(sum(c.cache_read_tokens) as bigint) as read_tokens,
    cast(sum(c.cache_write_5m_tokens) as bigint) as write_5m_tokens,
    cast(sum(c.cache_write_1h_tokens) as bigint) as write_1h_tokens,
    cast(sum(
        cast(c.cache_read_tokens as decimal(15, 0)) * (r.input_usd_per_token - r.cache_read_usd_per_token)
    ) as decimal(38, 16)) as spared_usd,
    cast(sum(
        case
            when c.cache_write_5m_tokens = 0 then cast(0 as decimal(35, 16))
            else cast(c.cache_write_5m_tokens as decimal(15, 0)) * (r.cache_write_5m_usd_per_token - r.input_usd_per_token)
        end
        + case
            when c.cache_write_1h_tokens = 0 then cast(0 as decimal(35, 16))
            else cast(c.cache_write_1h_tokens as decimal(15, 0)) * (r.cache_write_1h_usd_per_token - r.input_usd_per_token)
        end
    ) as decimal(38, 16)) as premium_usd
from cache_lines as l
inner join costs as c
    on c.period = l.period
    and c.workload_id = l.workload_id
    and c.price_card = l.price_card
    and c.service_tier = l.service_tier
    and c.geo = l.geo
    and c.is_stopped = l.is_stopped
    and c.scenario = 'as_billed'
inner join rates as r
    on r.price_card = l.price_card
    and r.service_tier = l.service_tier
    and r.geo = l.geo
    and r.scenario = 'as_billed'
    and r.why is null
group by l.period, l.workload_id
