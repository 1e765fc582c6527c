-- Calls that a timer starts: those in a slot of the hour (3 minutes) or of the day (5 minutes) in which the caller makes three calls or more
-- in sixteen hours or six days and in four of ten of its span, and four times as many as in its other slots: less may be a person's habit.
-- in: arrivals            out: timers
-- grain: one row a call in such a slot
create or replace temp table timers as
with cycles as (
    select 3600000000 as cycle_us, 180000000 as slot_us, 20 as slots, 16 as least_cycles
    union all
    select 86400000000 as cycle_us, 300000000 as slot_us, 288 as slots, 6 as least_cycles
), counted as (
    select
        a.caller,
        c.cycle_us,
        cast(a.start_us // c.cycle_us as bigint) as cycle,
        cast(a.start_us % c.cycle_us // c.slot_us as bigint) as slot,
        count(*) as calls
    from arrivals as a
    cross join cycles as c
    where not a.is_batch
    group by a.caller, c.cycle_us, cast(a.start_us // c.cycle_us as bigint), cast(a.start_us % c.cycle_us // c.slot_us as bigint)
), spans as (
    select
        caller,
        cycle_us,
        cast(sum(calls) as bigint) as calls,
        max(cycle) - min(cycle) + 1 as cycles
    from counted
    group by caller, cycle_us
), slots as (
    select
        n.caller,
        n.cycle_us,
        n.slot
    from counted as n
    join spans as s on s.caller = n.caller and s.cycle_us = n.cycle_us
    join cycles as c on c.cycle_us = n.cycle_us
    group by n.caller, n.cycle_us, n.slot
    having sum(case when n.calls >= 3 then 1 else 0 end) >= max(c.least_cycles)
        and sum(case when n.calls >= 3 then 1 else 0 end) * 10 >= max(s.cycles) * 4
        and sum(n.calls) * (max(c.slots) - 1) >= 4 * (max(s.calls) - sum(n.calls))
)
select distinct
    a.place,
    a.caller,
    a.key_no,
    a.start_us,
    a.end_us,
    a.prompt_tokens,
    a.output_tokens,
    a.cache_read_tokens
from arrivals as a
join slots as s on s.caller = a.caller and s.slot = cast(a.start_us % s.cycle_us // case when s.cycle_us = 3600000000 then 180000000 else 300000000 end as bigint)
where not a.is_batch
