-- A workload that ran on demand and need not have, or may need not have, with what a batch would save.
-- sure: batchable at high confidence, no luck with caches. likely: and medium confidence, cache use as logged.
-- ceiling: everything not provably blocked, uncertain included. Each may be negative; without a batch price all are
-- null, with why. move_to: the cheapest way that `options` found; without a replay a batch, unless it saves nothing without cache hits (then
-- as_billed); `ask` where nobody knows. position is the order in which a reader sees them: sure, then likely, then workload_id.
-- in: verdicts, workloads, scenario_costs, options            out: findings
-- grain: one row a (period, workload_id)
-- params: -
create or replace table findings as
with judged as (
    select
        v.period,
        v.workload_id,
        v.verdict,
        v.band,
        a.usd as as_billed_usd,
        b.usd as scenario_usd,
        b.floor_usd,
        coalesce(b.why, a.why) as cost_why,
        coalesce(o.option, case when b.floor_usd >= a.usd then 'as_billed' else 'batch' end) as cheapest
    from verdicts as v
    inner join workloads as w
        on v.workload_id = w.workload_id
        and w.component <> 'batch'
    inner join scenario_costs as a
        on v.period = a.period
        and v.workload_id = a.workload_id
        and a.scenario = 'as_billed'
    left join scenario_costs as b
        on v.period = b.period
        and v.workload_id = b.workload_id
        and b.scenario = 'batch'
    left join options as o
        on v.period = o.period
        and v.workload_id = o.workload_id
    where v.verdict in ('batchable', 'uncertain')
        and a.usd > 0
),
saved as (
    select
        *,
        case
            when scenario_usd is null then null
            when verdict = 'batchable' and band = 'high' then cast(as_billed_usd - floor_usd as decimal(38, 16))
            else cast(0 as decimal(38, 16))
        end as saving_sure_usd,
        case
            when scenario_usd is null then null
            when verdict = 'batchable' and band in ('high', 'medium')
                then cast(as_billed_usd - scenario_usd as decimal(38, 16))
            else cast(0 as decimal(38, 16))
        end as saving_likely_usd,
        cast(as_billed_usd - scenario_usd as decimal(38, 16)) as saving_ceiling_usd
    from judged
)
select
    period,
    workload_id,
    case when verdict = 'batchable' then cheapest else 'ask' end as move_to,
    as_billed_usd,
    scenario_usd,
    saving_sure_usd,
    saving_likely_usd,
    saving_ceiling_usd,
    cost_why as why,
    row_number() over (
        partition by period
        order by saving_sure_usd desc nulls last, saving_likely_usd desc nulls last, workload_id
    ) as position
from saved
