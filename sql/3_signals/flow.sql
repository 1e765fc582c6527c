-- What was going on in its workload when each call started: how many ran, how long since the last end and the last start.
-- in: calls               out: flow
-- grain: one row a request in a period
-- params: idle_gap_s
-- Places stand in for running sums: of the rn events so far, `place` were starts, so rn - place were ends (a window sum costs
-- five times as much as a row number).
create or replace temp table flow as
with events as (
    select lane, start_us as at_us, 1 as step, place, since_start_us, null::bigint as ended_place
    from calls
    union all
    select lane, end_us as at_us, -1 as step, place, null::bigint as since_start_us, place as ended_place
    from calls
), swept as (
    select
        lane,
        at_us,
        step,
        place,
        since_start_us,
        -- an end at the same microsecond as a start comes first: the worker is free
        2 * place - row_number() over so_far - 1 as in_flight,
        last_value(case when step = -1 then at_us end ignore nulls) over (
            so_far rows between unbounded preceding and current row
        ) as last_end_us,
        last_value(ended_place ignore nulls) over (
            so_far rows between unbounded preceding and current row
        ) as last_ended_place
    from events
    window so_far as (partition by lane order by at_us, step, place)
), starts as (
    select
        lane,
        at_us as start_us,
        place,
        last_ended_place,
        in_flight,
        at_us - last_end_us as since_end_us,
        since_start_us,
        -- an episode ends when nothing ran for $idle_gap_s seconds
        case
            when in_flight = 0 and (last_end_us is null or at_us - last_end_us > $idle_gap_s * 1000000) then place
        end as opens_at
    from swept
    where step = 1
)
select
    lane,
    start_us,
    place,
    last_ended_place,
    in_flight,
    since_end_us,
    since_start_us,
    -- named by the place of its first call
    last_value(opens_at ignore nulls) over (
        partition by lane
        order by place
        rows between unbounded preceding and current row
    ) as episode
from starts
