-- The cheapest way to run a workload that its verdict allows, and what caches would save. Batches only where nobody waits; inside them a
-- cache counts with the least hits that are documented; a cache alone only where it saves more than the replay may be wrong by.
-- cache_saving_*: caches on what stays on demand; on what `findings` counts as moved, what they save beyond the batch, in it or in its place:
-- added to the saving of `findings` it counts nothing twice. None of it is sure: that takes luck. What moves in the ceiling alone stays in
-- likely: both ceilings count it, and overlap_usd is what they count twice.
-- is_cache_near: a cache alone costs at most that share of as billed more, and delays nothing.
-- in: verdicts, workloads, scenario_costs, cached_scenario_costs            out: options
-- grain: one row a (period, workload_id) that was replayed
-- params: replay_error_share, cache_near_share
create or replace table options as
with cached as (
    select
        period,
        workload_id,
        min(case when scenario in ('cache_5m', 'cache_1h') then likely_usd end) as cache_usd,
        min(case when scenario in ('cache_5m', 'cache_1h') then best_usd end) as cache_best_usd,
        min(case when scenario = 'cache_5m' then likely_usd end) as cache_5m_usd,
        min(case when scenario = 'cache_1h' then likely_usd end) as cache_1h_usd,
        min(case when scenario = 'batch_cache_5m' then floor_usd end) as batch_cache_5m_usd,
        min(case when scenario = 'batch_cache_1h' then floor_usd end) as batch_cache_1h_usd,
        min(case when scenario in ('batch_cache_5m', 'batch_cache_1h') then likely_usd end) as batch_cache_usd,
        min(case when scenario in ('batch_cache_5m', 'batch_cache_1h') then best_usd end) as batch_cache_best_usd
    from cached_scenario_costs
    group by period, workload_id
), amounts as (
    select
        c.*,
        v.verdict,
        v.band,
        a.usd as as_billed_usd,
        b.usd as batch_usd,
        b.floor_usd as batch_floor_usd,
        c.cache_usd < a.usd - a.usd * cast($replay_error_share as decimal(3, 2)) as is_cache_told
    from cached as c
    inner join verdicts as v on v.period = c.period and v.workload_id = c.workload_id
    inner join workloads as w on w.workload_id = c.workload_id and w.component <> 'batch'
    inner join scenario_costs as a
        on a.period = c.period
        and a.workload_id = c.workload_id
        and a.scenario = 'as_billed'
    left join scenario_costs as b
        on b.period = c.period
        and b.workload_id = c.workload_id
        and b.scenario = 'batch'
    where a.usd > 0
), offered as (
    select
        period,
        workload_id,
        'as_billed' as option,
        1 as place,
        as_billed_usd as usd
    from amounts
    union all
    select
        period,
        workload_id,
        'cache_5m' as option,
        2 as place,
        cache_5m_usd as usd
    from amounts
    where is_cache_told
    union all
    select
        period,
        workload_id,
        'cache_1h' as option,
        3 as place,
        cache_1h_usd as usd
    from amounts
    where is_cache_told
    union all
    select
        period,
        workload_id,
        'batch' as option,
        4 as place,
        -- without the cache hits of the log: inside a batch nobody promises any
        batch_floor_usd as usd
    from amounts
    where verdict = 'batchable'
    union all
    select
        period,
        workload_id,
        'batch_cache_5m' as option,
        5 as place,
        batch_cache_5m_usd as usd
    from amounts
    where verdict = 'batchable' and batch_usd is not null
    union all
    select
        period,
        workload_id,
        'batch_cache_1h' as option,
        6 as place,
        batch_cache_1h_usd as usd
    from amounts
    where verdict = 'batchable' and batch_usd is not null
), ranked as (
    select
        period,
        workload_id,
        option,
        usd,
        -- of equal amounts the simpler
        row_number() over (partition by period, workload_id order by usd, place) as rank
    from offered
    where usd is not null
), told as (
    select
        a.*,
        r.option,
        r.usd as option_usd,
        -- which figures of `findings` count it as moved: there only what a cache saves beyond the batch is left to save
        coalesce(verdict = 'batchable' and band in ('high', 'medium') and batch_usd is not null, false) as moves_in_likely,
        coalesce(verdict in ('batchable', 'uncertain') and batch_usd is not null, false) as moves_in_ceiling,
        case when is_cache_told then as_billed_usd - cache_usd else 0 end as stays_likely_usd,
        greatest(as_billed_usd - cache_best_usd, 0) as stays_best_usd,
        greatest(
            batch_usd - least(coalesce(batch_cache_usd, batch_usd), case when is_cache_told then cache_usd else batch_usd end), 0
        ) as beyond_likely_usd,
        greatest(batch_usd - least(coalesce(batch_cache_best_usd, batch_usd), cache_best_usd), 0) as beyond_best_usd
    from amounts as a
    inner join ranked as r on r.period = a.period and r.workload_id = a.workload_id and r.rank = 1
), counted as (
    select
        *,
        case when moves_in_likely then beyond_likely_usd else stays_likely_usd end as likely_usd,
        case
            when moves_in_likely then beyond_best_usd
            when moves_in_ceiling then greatest(stays_best_usd, beyond_best_usd)
            else stays_best_usd
        end as best_usd,
        case when moves_in_ceiling then beyond_best_usd else stays_best_usd end as added_usd
    from told
)
select
    period,
    workload_id,
    option,
    as_billed_usd,
    option_usd,
    cache_usd,
    coalesce(
        option in ('batch', 'batch_cache_5m', 'batch_cache_1h')
        and is_cache_told
        and cache_usd <= option_usd + as_billed_usd * cast($cache_near_share as decimal(3, 2)),
        false
    ) as is_cache_near,
    cast(0 as decimal(38, 16)) as cache_saving_sure_usd,
    cast(likely_usd as decimal(38, 16)) as cache_saving_likely_usd,
    cast(best_usd as decimal(38, 16)) as cache_saving_ceiling_usd,
    cast(best_usd - added_usd as decimal(38, 16)) as overlap_usd
from counted
