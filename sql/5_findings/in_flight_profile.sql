-- How many calls of a workload were under way on its busiest day (UTC, by starts; of equal ones the first): the day from its first start
-- to its last end, in at most 144 equal steps. `in_flight`: at the beginning of a step; it holds until the next row. `peak`: the most at
-- any moment of the step, null where none began in it.
-- in: calls, flow, lanes  out: in_flight_profile
-- grain: one row a (period, workload_id, step) in which a call began or the number changed
-- cannot see: ends that the log lacks are estimated
create or replace table in_flight_profile as
with days as (
    select
        lane,
        cast(start_us // 86400000000 as bigint) as day,
        count(*) as starts,
        min(start_us) as since_us,
        max(end_us) as until_us
    from calls
    group by lane, cast(start_us // 86400000000 as bigint)
), ranked as (
    select
        *,
        row_number() over (partition by lane order by starts desc, day) as place
    from days
), busiest as (
    select
        lane,
        day,
        starts,
        since_us,
        least(until_us, (day + 1) * 86400000000) as until_us
    from ranked
    where place = 1
), windows as (
    select
        *,
        -- the shortest of some round lengths of which 144 are enough
        case
            when until_us - since_us <= 144 * cast(1000000 as bigint) then 1
            when until_us - since_us <= 144 * cast(5000000 as bigint) then 5
            when until_us - since_us <= 144 * cast(15000000 as bigint) then 15
            when until_us - since_us <= 144 * cast(60000000 as bigint) then 60
            when until_us - since_us <= 144 * cast(120000000 as bigint) then 120
            when until_us - since_us <= 144 * cast(300000000 as bigint) then 300
            else 600
        end as step_s
    from busiest
), under_way as (
    select
        c.lane,
        w.since_us,
        w.step_s,
        c.start_us,
        c.end_us
    from calls as c
    inner join windows as w on w.lane = c.lane and c.start_us < w.until_us and c.end_us > w.since_us
), changes as (
    -- a call is under way from the first step at or after its start to the last one before its end
    select
        lane,
        case
            when start_us <= since_us then 0
            else cast((start_us - since_us - 1) // (step_s * cast(1000000 as bigint)) as bigint) + 1
        end as step,
        1 as change
    from under_way
    union all
    select
        lane,
        cast((end_us - since_us - 1) // (step_s * cast(1000000 as bigint)) as bigint) + 1 as step,
        -1 as change
    from under_way
), steps as (
    select
        lane,
        step,
        sum(change) as change
    from changes
    group by lane, step
), counted as (
    select
        lane,
        step,
        cast(sum(change) over (partition by lane order by step) as bigint) as in_flight
    from steps
), peaks as (
    select
        f.lane,
        cast((f.start_us - w.since_us) // (w.step_s * cast(1000000 as bigint)) as bigint) as step,
        cast(max(f.in_flight) + 1 as bigint) as peak
    from flow as f
    inner join windows as w on w.lane = f.lane and f.start_us between w.since_us and w.until_us
    group by f.lane, cast((f.start_us - w.since_us) // (w.step_s * cast(1000000 as bigint)) as bigint)
)
select
    l.period,
    l.workload_id,
    make_timestamptz(w.since_us) as since_at,
    cast(ceil(cast(w.until_us - w.since_us as double) / (w.step_s * cast(1000000 as bigint))) as bigint) as steps,
    cast(w.step_s as bigint) as step_s,
    w.starts,
    coalesce(c.step, p.step) as step,
    c.in_flight,
    p.peak
from counted as c
full join peaks as p on p.lane = c.lane and p.step = c.step
inner join windows as w on w.lane = coalesce(c.lane, p.lane)
inner join lanes as l on l.lane = w.lane
where coalesce(c.step, p.step) * w.step_s * cast(1000000 as bigint) < w.until_us - w.since_us
