-- What a workload costs in each scenario, and what the source itself says was billed. A line that a scenario cannot
-- price stays as billed, and why says so; usd is null where that is the whole workload.
-- in: costs, usage            out: scenario_costs
-- grain: one row a (period, workload_id, scenario)
-- params: -
create or replace table scenario_costs as
with lines as (
    select
        c.period,
        c.workload_id,
        c.scenario,
        c.billed_requests,
        -- Only what has a price as billed takes part in any scenario: all of them add up the same requests.
        case when a.usd is not null then c.usd end as usd,
        case when a.usd is not null then coalesce(c.usd, a.usd) end as kept_usd,
        case when a.usd is not null then coalesce(c.uncached_usd, a.usd) end as kept_uncached_usd,
        case when a.usd is not null then coalesce(c.all_uncached_usd, a.all_uncached_usd) end as all_uncached_usd,
        coalesce(c.why, a.why) as why
    from costs as c
    inner join costs as a
        on c.period = a.period
        and c.workload_id = a.workload_id
        and c.price_card is not distinct from a.price_card
        and c.service_tier = a.service_tier
        and c.geo = a.geo
        and c.is_stopped = a.is_stopped
        and a.scenario = 'as_billed'
        -- Lines without a card differ by why, which no scenario changes.
        and (c.price_card is not null or c.why is not distinct from a.why)
),
workload_scenarios as (
    select
        period,
        workload_id,
        scenario,
        cast(sum(kept_usd) as decimal(38, 16)) as usd,
        cast(sum(kept_uncached_usd) as decimal(38, 16)) as uncached_usd,
        cast(sum(all_uncached_usd) as decimal(38, 16)) as all_uncached_usd,
        sum(case when usd is not null then billed_requests else 0 end) as priced_requests,
        sum(billed_requests) as billed_requests,
        sum(case when usd is null then billed_requests else 0 end) as other_requests,
        min(case when usd is null then why end) as first_why,
        count(distinct case when usd is null then why end) as reasons
    from lines
    group by period, workload_id, scenario
)
select
    period,
    workload_id,
    scenario,
    case when priced_requests > 0 or billed_requests = 0 then usd end as usd,
    -- No luck with caches: every input token uncached, or as it is where that is dearer.
    case when priced_requests > 0 or billed_requests = 0 then greatest(usd, uncached_usd) end as floor_usd,
    -- The same tier with every input token uncached, cheaper or dearer: what a cache did is the difference.
    case when priced_requests > 0 or billed_requests = 0 then all_uncached_usd end as all_uncached_usd,
    case
        when other_requests > 0 then
            case
                when other_requests = billed_requests then ''
                else cast(cast(other_requests as bigint) as varchar) || ' of '
                    || cast(cast(billed_requests as bigint) as varchar)
                    || case
                        when scenario = 'as_billed' then ' requests have no price: '
                        else ' requests stay as they are: '
                    end
            end
            || first_why
            || case
                when reasons > 1 then ' (and ' || cast(reasons - 1 as varchar) || ' other reasons)'
                else ''
            end
    end as why
from workload_scenarios
union all
select
    period,
    workload_id,
    'billed' as scenario,
    cast(sum(billed_usd) as decimal(38, 16)) as usd,
    cast(null as decimal(38, 16)) as floor_usd,
    cast(null as decimal(38, 16)) as all_uncached_usd,
    case
        when sum(requests_with_billed_usd) = 0 then 'the source says nothing about charges'
        when sum(requests_with_billed_usd) < sum(requests) then
            'the source gives a charge for ' || cast(cast(sum(requests_with_billed_usd) as bigint) as varchar) || ' of '
            || cast(cast(sum(requests) as bigint) as varchar) || ' requests'
    end as why
from usage
group by period, workload_id
