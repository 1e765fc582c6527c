-- What a workload that was not replayed would cost at least with a cache: every token of every prompt read, none written. Token counts
-- alone tell no more; no saving rests on it. What already runs in batches, and lines without a price of reads, stay as billed.
-- in: usage, rates, costs, cached_scenario_costs            out: cache_bounds
-- grain: one row a (period, workload_id) without a replay
-- params: -
create or replace table cache_bounds as
with lines as (
    select
        u.period,
        u.workload_id,
        a.usd as as_billed_usd,
        case
            when u.billed_requests = 0 or u.service_tier = 'batch' then a.usd
            else cast(
                cast(
                    u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens as decimal(15, 0)
                ) * r.cache_read_usd_per_token
                + (
                    cast(u.output_tokens as decimal(15, 0)) * r.output_usd_per_token
                    + case
                        when u.web_search_requests = 0 then cast(0 as decimal(34, 16))
                        else cast(u.web_search_requests as decimal(15, 0)) * r.web_search_usd
                    end
                ) as decimal(38, 16)
            )
        end as read_usd
    from usage as u
    inner join costs as a
        on a.period = u.period
        and a.workload_id = u.workload_id
        and a.price_card = u.price_card
        and a.service_tier = u.service_tier
        and a.geo = u.geo
        and a.is_stopped = u.is_stopped
        and a.scenario = 'as_billed'
    left join rates as r
        on r.price_card = u.price_card
        and r.service_tier = u.service_tier
        and r.geo = u.geo
        and r.scenario = 'as_billed'
    where a.usd is not null
)
select
    l.period,
    l.workload_id,
    cast(sum(coalesce(l.read_usd, l.as_billed_usd)) as decimal(38, 16)) as bound_usd
from lines as l
left join cached_scenario_costs as c on c.period = l.period and c.workload_id = l.workload_id
where c.workload_id is null
group by l.period, l.workload_id
having sum(case when l.read_usd < l.as_billed_usd then 1 else 0 end) > 0
