-- Calls that did not succeed, by what became of them: cut off by whoever asked, turned away because too many came (429), out of time. And
-- whether the workload went on: whether a call began within a minute of a failed one's end, before any other ended. Counted in calls; the error names
-- are those of the providers' and gateways' own documentation (rate_limit_error, ThrottlingException, RateLimitError, 429 …).
-- in: requests, lanes, calls, flow   out: failures
-- grain: one row a (period, workload) with a failed call
-- cannot see: failures that were not logged (many exports hold answered calls only); which call was repeated, because a failed one has no tokens
create or replace temp table failures as
with failed as (
    select
        period,
        workload_id,
        count(*) as failed_calls,
        count(error_type) as explained_calls,
        cast(sum(case when status = 'canceled' then 1 else 0 end) as bigint) as canceled_calls,
        -- of UTC
        count(distinct case when status = 'canceled' then epoch_us(coalesce(started_at, ended_at)) // 86400000000 end) as canceled_days,
        cast(sum(
            case
                when error_type ilike '%429%' or error_type ilike '%rate%limit%' or error_type ilike '%throttl%'
                    or error_type ilike '%too%many%requests%' or error_type ilike '%quota%' or error_type ilike '%resource%exhausted%'
                    then 1
                else 0
            end
        ) as bigint) as rate_limited_calls,
        cast(sum(
            case
                when error_type ilike '%timeout%' or error_type ilike '%timed%out%' or error_type ilike '%deadline%'
                    or error_type ilike '%408%' or error_type ilike '%504%'
                    then 1
                else 0
            end
        ) as bigint) as timed_out_calls
    from requests
    where period is not null and status <> 'succeeded'
    group by period, workload_id
), followed as (
    select
        f.lane,
        count(distinct f.place) as followed_calls
    from flow as n
    join calls as f on f.lane = n.lane and f.place = n.last_ended_place
    where f.has_failed and n.since_end_us <= 60000000
    group by f.lane
)
select
    l.lane,
    f.failed_calls,
    f.explained_calls,
    f.canceled_calls,
    f.canceled_days,
    f.rate_limited_calls,
    f.timed_out_calls,
    coalesce(n.followed_calls, 0) as followed_calls
from failed as f
join lanes as l on l.period = f.period and l.workload_id = f.workload_id
left join followed as n on n.lane = l.lane
