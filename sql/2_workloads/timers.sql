-- Calls that a timer starts: those in a slot of the hour (3 minutes) or of the day (5 minutes) in which the stream makes three calls or more
-- in sixteen hours or six days and in four of ten of its span, and four times as many as in its other slots: less may be a person's habit.
-- in: arrivals            out: timers
-- grain: one row a call in such a slot
create or replace temp table timers as
with cycles as (
    select 3600000000 as cycle_us, 180000000 as slot_us, 20 as slots, 16 as least_cycles
    union all
    select 86400000000 as cycle_us, 300000000 as slot_us, 288 as slots, 6 as least_cycles
), followed as (
    select
        stream,
        start_us,
        lag(start_us, 2) over by_start as second_before_us,
        lag(start_us, 3) over by_start as third_before_us
    from arrivals
    where not is_batch
    window by_start as (partition by stream order by seq)
), filled as (
    -- each slot of an hour or a day with three calls or more has one third call
    select
        f.stream,
        c.cycle_us,
        c.slot_us,
        c.slots,
        cast(f.start_us % c.cycle_us // c.slot_us as bigint) as slot,
        count(*) as cycles
    from followed as f
    join cycles as c
        on f.start_us // c.slot_us = f.second_before_us // c.slot_us
        and (f.third_before_us is null or f.start_us // c.slot_us <> f.third_before_us // c.slot_us)
    group by f.stream, c.cycle_us, c.slot_us, c.slots, cast(f.start_us % c.cycle_us // c.slot_us as bigint)
    having count(*) >= max(c.least_cycles)
), spans as (
    select
        stream,
        count(*) as calls,
        min(start_us) as first_us,
        max(start_us) as last_us
    from arrivals
    where not is_batch
    group by stream
), regular as (
    select
        f.*,
        s.calls
    from filled as f
    join spans as s on s.stream = f.stream
    where f.cycles * 10 >= (s.last_us // f.cycle_us - s.first_us // f.cycle_us + 1) * 4
), slots as (
    select
        r.stream,
        r.cycle_us,
        r.slot_us,
        r.slot,
        r.cycles
    from regular as r
    join arrivals as a on a.stream = r.stream and cast(a.start_us % r.cycle_us // r.slot_us as bigint) = r.slot
    where not a.is_batch
    group by r.stream, r.cycle_us, r.slot_us, r.slot, r.cycles
    having count(*) * (max(r.slots) - 1) >= 4 * (max(r.calls) - count(*))
), slices as (
    -- what a slot holds beside the timer's calls comes at any of its moments: a quarter of a minute counts where a call comes in it three
    -- times in twenty
    select
        a.stream,
        s.cycle_us,
        cast(a.start_us % s.cycle_us // 15000000 as bigint) as slice
    from arrivals as a
    join slots as s on s.stream = a.stream and s.slot = cast(a.start_us % s.cycle_us // s.slot_us as bigint)
    where not a.is_batch
    group by a.stream, s.cycle_us, s.slot, cast(a.start_us % s.cycle_us // 15000000 as bigint)
    having count(distinct a.start_us // s.cycle_us) * 20 >= max(s.cycles) * 3
)
select distinct
    a.place,
    a.stream,
    a.key_no,
    a.seq,
    a.start_us,
    a.end_us
from arrivals as a
join slices as s on s.stream = a.stream and s.slice = cast(a.start_us % s.cycle_us // 15000000 as bigint)
where not a.is_batch
