-- What was going on in its workload when each call started: how many ran, how long since the last end and the last start.
-- in: calls               out: flow
-- grain: one row a request in a period
-- params: idle_gap_s
create or replace temp table flow as
with events as (
    select period, workload_id, request_id, start_us as at_us, 1 as step
    from calls
    union all
    select period, workload_id, request_id, end_us as at_us, -1 as step
    from calls
), swept as (
    select
        period,
        workload_id,
        request_id,
        at_us,
        step,
        -- an end at the same microsecond as a start comes first: the worker is free
        sum(step) over flow as running,
        max(case when step = -1 then at_us end) over flow as last_end_us
    from events
    window flow as (
        partition by period, workload_id
        order by at_us, step, request_id
        rows between unbounded preceding and current row
    )
), starts as (
    select
        period,
        workload_id,
        request_id,
        at_us as start_us,
        cast(running - 1 as bigint) as in_flight,
        at_us - last_end_us as since_end_us,
        at_us - lag(at_us) over (partition by period, workload_id order by at_us, request_id) as since_start_us,
        row_number() over (partition by period, workload_id order by at_us, request_id) as place
    from swept
    where step = 1
)
select
    *,
    -- an episode ends when nothing ran for $idle_gap_s seconds
    sum(case when in_flight = 0 and (since_end_us is null or since_end_us > $idle_gap_s * 1000000) then 1 else 0 end) over (
        partition by period, workload_id
        order by start_us, request_id
        rows between unbounded preceding and current row
    ) as episode
from starts
