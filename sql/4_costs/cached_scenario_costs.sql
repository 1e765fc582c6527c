-- What a workload costs under a cache: with no luck, likely, at best, and (inside batches) if every request found its head.
-- in: cached_costs            out: cached_scenario_costs
-- grain: one row a (period, workload_id, scenario), of workloads that were replayed and have a price
-- params: -
create or replace table cached_scenario_costs as
select
    period,
    workload_id,
    scenario,
    min(setting) as setting,
    cast(sum(case when luck = 'likely' then replayed_requests else 0 end) as bigint) as replayed_requests,
    cast(sum(case when luck = 'likely' then billed_requests else 0 end) as bigint) as billed_requests,
    cast(sum(case when luck = 'likely' and is_kept then billed_requests else 0 end) as bigint) as kept_requests,
    cast(sum(case when luck = 'floor' then usd end) as decimal(38, 16)) as floor_usd,
    cast(sum(case when luck = 'likely' then usd end) as decimal(38, 16)) as likely_usd,
    cast(sum(case when luck = 'best' then usd end) as decimal(38, 16)) as best_usd,
    cast(sum(case when luck = 'bound' then usd end) as decimal(38, 16)) as bound_usd,
    min(why) as why
from cached_costs
group by period, workload_id, scenario
having sum(usd) is not null
