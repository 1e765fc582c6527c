-- How long results would take if a workload's requests were collected and submitted as batches: when an episode is over, which is known after
-- the idle gap that ends one; at each full hour, or at midnight, in the period's zone. Waits are counted in minutes, rounded up; a share of requests waits at most that long. A batch holds so many
-- requests and so many bytes; bytes are estimated from tokens, and often bind first.
-- Added delays: the median wait and what a batch usually takes, the wait of 95 % and what slow ones take, the longest wait and the limit.
-- is_recommended, and because of what: of the schedules that fit a queue and collect enough a submission, the one whose longest wait is
-- shortest (`soonest`); where none collects enough, the one with the fewest submissions (`fewest`); where none fits a queue, the one whose
-- queue is shortest (`smallest`). most_queued_requests: the largest submission with what was submitted before and may still run, if slow ones
-- take batch_slow_min. queue_tier: the first tier whose queue holds that.
-- in: flow, episodes, volume, lanes, verdicts, workloads, periods            out: batch_delays
-- grain: one row a (period, workload_id, schedule), of workloads that could or may run as batches
-- params: batch_most_requests, batch_most_bytes, batch_bytes_per_token, batch_bytes_per_request, batch_usual_min, batch_slow_min,
--     batch_limit_min, batch_worth_requests, batch_queue_start, batch_queue_build, batch_queue_scale, idle_gap_s
create or replace table batch_delays as
with asked as (
    select
        l.lane,
        l.period,
        l.workload_id,
        p.zone,
        cast(ceil(v.mean_prompt_tokens) as bigint) * cast($batch_bytes_per_token as bigint)
            + cast($batch_bytes_per_request as bigint) as bytes_a_request
    from lanes as l
    inner join volume as v on v.lane = l.lane
    inner join verdicts as d on d.period = l.period and d.workload_id = l.workload_id and d.verdict in ('batchable', 'uncertain')
    inner join workloads as w on w.workload_id = l.workload_id and w.component <> 'batch'
    inner join periods as p on p.period = l.period
), counted as (
    -- narrow first: a row a minute, in place of one a request
    select
        f.lane,
        f.episode,
        a.zone,
        cast(f.start_us // 60000000 as bigint) as at_minute,
        count(*) as requests
    from flow as f
    inner join asked as a on a.lane = f.lane
    group by f.lane, f.episode, a.zone, cast(f.start_us // 60000000 as bigint)
), local_minutes as (
    select
        *,
        timezone(zone, make_timestamptz(at_minute * 60000000)) as local_at
    from counted
), timed as (
    select
        *,
        60 - minute(local_at) as to_hour_min,
        -- a day on which the clocks change has 23 or 25 hours
        cast(epoch_us(timezone(zone, cast(cast(local_at as date) as timestamp) + interval 1 day)) // 60000000 as bigint) - at_minute
            as to_midnight_min
    from local_minutes
), submitted as (
    select
        c.lane,
        'episode' as schedule,
        c.episode as submission,
        c.at_minute,
        cast((e.first_us + e.span_us + cast($idle_gap_s as bigint) * 1000000) // 60000000 as bigint) + 1 - c.at_minute as wait_min,
        c.requests
    from counted as c
    inner join episodes as e on e.lane = c.lane and e.episode = c.episode
    union all
    select
        lane,
        'hourly' as schedule,
        -- the minute of submission names it
        at_minute + to_hour_min as submission,
        at_minute,
        to_hour_min as wait_min,
        requests
    from timed
    union all
    select
        lane,
        'nightly' as schedule,
        at_minute + to_midnight_min as submission,
        at_minute,
        to_midnight_min as wait_min,
        requests
    from timed
), submissions as (
    select
        s.lane,
        s.schedule,
        s.submission,
        max(s.at_minute + s.wait_min) as submitted_minute,
        cast(sum(s.requests) as bigint) as requests,
        -- a request takes up its share of whichever limit it fills first
        greatest(
            cast(ceil(cast(sum(s.requests) as double) / $batch_most_requests) as bigint),
            cast(ceil(cast(sum(s.requests) * max(a.bytes_a_request) as double) / $batch_most_bytes) as bigint)
        ) as batches
    from submitted as s
    inner join asked as a on a.lane = s.lane
    group by s.lane, s.schedule, s.submission
), queues as (
    select
        *,
        -- what was submitted before and may still run: as long as slow ones take
        sum(requests) over (
            partition by lane, schedule
            order by submitted_minute
            range between cast($batch_slow_min as bigint) - 1 preceding and current row
        ) as queued_requests
    from submissions
), sizes as (
    select
        lane,
        schedule,
        count(*) as submissions,
        cast(sum(batches) as bigint) as batches,
        cast(sum(requests) as bigint) as requests,
        max(requests) as largest_submission_requests,
        cast(max(queued_requests) as bigint) as most_queued_requests
    from queues
    group by lane, schedule
), waits as (
    select
        lane,
        schedule,
        wait_min,
        cast(sum(requests) as bigint) as requests
    from submitted
    group by lane, schedule, wait_min
), ranked as (
    select
        lane,
        schedule,
        wait_min,
        sum(requests) over (partition by lane, schedule order by wait_min) as so_far,
        sum(requests) over (partition by lane, schedule) as total
    from waits
), measured as (
    select
        a.period,
        a.workload_id,
        r.schedule,
        z.submissions,
        z.batches,
        z.largest_submission_requests,
        z.most_queued_requests,
        a.bytes_a_request,
        a.bytes_a_request * cast($batch_most_requests as bigint) > cast($batch_most_bytes as bigint) as is_bound_by_bytes,
        z.requests >= z.submissions * cast($batch_worth_requests as bigint) as is_worth_it,
        z.most_queued_requests <= cast($batch_queue_scale as bigint) as fits_a_queue,
        min(case when r.so_far * 2 >= r.total then r.wait_min end) as wait_median_min,
        min(case when r.so_far * 100 >= r.total * 95 then r.wait_min end) as wait_95_min,
        max(r.wait_min) as wait_most_min
    from ranked as r
    inner join asked as a on a.lane = r.lane
    inner join sizes as z on z.lane = r.lane and z.schedule = r.schedule
    group by
        a.period, a.workload_id, r.schedule, z.submissions, z.batches, z.requests, z.largest_submission_requests, z.most_queued_requests, a.bytes_a_request
), ordered as (
    select
        *,
        row_number() over (
            partition by period, workload_id
            order by
                case when fits_a_queue then 0 else 1 end,
                case when fits_a_queue then 0 else most_queued_requests end,
                case when is_worth_it then 0 else 1 end,
                case when is_worth_it then wait_most_min else submissions end,
                -- of equal ones the simpler
                case schedule when 'episode' then 1 when 'hourly' then 2 else 3 end
        ) as rank
    from measured
)
select
    period,
    workload_id,
    schedule,
    submissions,
    batches,
    largest_submission_requests,
    most_queued_requests,
    case
        when most_queued_requests <= cast($batch_queue_start as bigint) then 'Start'
        when most_queued_requests <= cast($batch_queue_build as bigint) then 'Build'
        when fits_a_queue then 'Scale'
    end as queue_tier,
    bytes_a_request,
    is_bound_by_bytes,
    wait_median_min,
    wait_95_min,
    wait_most_min,
    wait_median_min + cast($batch_usual_min as bigint) as typical_min,
    wait_95_min + cast($batch_slow_min as bigint) as slow_min,
    wait_most_min + cast($batch_limit_min as bigint) as latest_min,
    rank = 1 as is_recommended,
    case when rank > 1 then null when not fits_a_queue then 'smallest' when is_worth_it then 'soonest' else 'fewest' end as because
from ordered
