-- What a workload that caches would have cost in each setting: as it did, without a cache, and replayed with a life of five minutes or an hour
-- (null where it was not replayed). better: the cheapest other one; a replayed one only where it saves more than the replay may be wrong by.
-- in: cache_use, scenario_costs, cached_scenario_costs            out: cache_settings
-- grain: one row a (period, workload_id) that used a cache
-- params: replay_error_share
create or replace table cache_settings as
with replayed as (
    select
        period,
        workload_id,
        min(case when scenario = 'cache_5m' then likely_usd end) as cache_5m_usd,
        min(case when scenario = 'cache_1h' then likely_usd end) as cache_1h_usd
    from cached_scenario_costs
    group by period, workload_id
), amounts as (
    select
        u.period,
        u.workload_id,
        a.usd as as_billed_usd,
        a.all_uncached_usd as without_usd,
        r.cache_5m_usd,
        r.cache_1h_usd,
        a.usd - a.usd * cast($replay_error_share as decimal(3, 2)) as told_below_usd
    from cache_use as u
    inner join scenario_costs as a
        on a.period = u.period
        and a.workload_id = u.workload_id
        and a.scenario = 'as_billed'
    left join replayed as r on r.period = u.period and r.workload_id = u.workload_id
), offered as (
    select
        period,
        workload_id,
        'without' as setting,
        1 as place,
        without_usd as usd
    from amounts
    where without_usd < as_billed_usd
    union all
    select
        period,
        workload_id,
        'cache_5m' as setting,
        2 as place,
        cache_5m_usd as usd
    from amounts
    where cache_5m_usd < told_below_usd
    union all
    select
        period,
        workload_id,
        'cache_1h' as setting,
        3 as place,
        cache_1h_usd as usd
    from amounts
    where cache_1h_usd < told_below_usd
), ranked as (
    select
        period,
        workload_id,
        setting,
        usd,
        -- of equal amounts the simpler
        row_number() over (partition by period, workload_id order by usd, place) as rank
    from offered
)
select
    a.period,
    a.workload_id,
    a.as_billed_usd,
    a.without_usd,
    a.cache_5m_usd,
    a.cache_1h_usd,
    r.setting as better,
    r.usd as better_usd
from amounts as a
left join ranked as r on r.period = a.period and r.workload_id = a.workload_id and r.rank = 1
