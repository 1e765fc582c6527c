-- What each breakpoint of the cheaper setting saves: of the tokens between the one before it and itself, reads at the read's price and writes at
-- the write's, against the same tokens uncached. depth 0 is the end of the prompt. Below zero: it costs more than it saves.
-- early_usd: what a fan-out cost, against reading what the first call wrote.
-- in: breakpoint_reads, cached_scenario_costs, rates            out: breakpoint_costs
-- grain: one row a (period, workload_id, scenario, depth)
-- params: -
create or replace table breakpoint_costs as
with weighed as (
    select
        b.*,
        c.scenario,
        cast(b.read_tokens as decimal(15, 0)) * (r.input_usd_per_token - r.cache_read_usd_per_token) as spared_usd,
        cast(b.write_tokens as decimal(15, 0)) * (
            case when b.ttl = '5m' then r.cache_write_5m_usd_per_token else r.cache_write_1h_usd_per_token end
            - r.input_usd_per_token
        ) as added_usd,
        cast(b.early_tokens as decimal(15, 0)) * (
            case when b.ttl = '5m' then r.cache_write_5m_usd_per_token else r.cache_write_1h_usd_per_token end
            - r.cache_read_usd_per_token
        ) as early_usd
    from breakpoint_reads as b
    inner join cached_scenario_costs as c
        on c.period = b.period
        and c.workload_id = b.workload_id
        and c.scenario = 'cache_' || b.ttl
        and c.setting = b.setting
    inner join rates as r
        on r.price_card = b.price_card
        and r.service_tier = b.service_tier
        and r.geo = b.geo
        and r.scenario = 'as_billed'
)
select
    period,
    workload_id,
    scenario,
    depth,
    cast(sum(requests) as bigint) as requests,
    cast(sum(reads) as bigint) as reads,
    cast(sum(marked_tokens) as bigint) as marked_tokens,
    cast(sum(read_tokens) as bigint) as read_tokens,
    cast(sum(write_tokens) as bigint) as write_tokens,
    cast(sum(spared_usd - added_usd) as decimal(38, 16)) as saves_usd,
    cast(sum(early_writes) as bigint) as early_writes,
    cast(sum(early_usd) as decimal(38, 16)) as early_usd
from weighed
group by period, workload_id, scenario, depth
