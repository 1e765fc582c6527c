-- How runs of several at once come to their end. `dwindling_calls`: how many calls each of those at work still makes once half of them have stopped for good.
-- A list of items is handed out until it is empty: then no call starts any more, and it is about 0. Work of which each step needs the one before goes on
-- where it is, and the last of them go on alone: half the length of a task, 1 and more.
-- `ended_runs`: the episodes that it is measured on: of 15 calls and more, in whose middle half more than 1.3 others ran at a start.
-- in: flow                out: endings
-- grain: one row a (period, workload) with such an episode
-- cannot see: one worker alone; a list that was cut in parts of its own for each worker dwindles, too
create or replace temp table endings as
with numbered as (
    -- an episode is named by the place of its first call, and its calls follow each other
    select
        lane,
        episode,
        in_flight,
        place - episode as number,
        count(*) over (partition by lane, episode) as calls
    from flow
), runs as (
    select
        lane,
        episode,
        calls,
        sum(in_flight) as in_flight,
        count(*) as starts
    from numbered
    where calls >= 15 and number >= calls // 4 and number < calls - calls // 4
    group by lane, episode, calls
    -- 1.3 in whole numbers
    having 10 * sum(in_flight) > 13 * count(*)
), ended as (
    select
        r.lane,
        r.episode,
        r.calls - 1 - max(n.number) as dwindling,
        -- thousandths, so that the order of a sum does not matter
        r.in_flight * 1000 // r.starts as at_work
    from runs as r
    join numbered as n on n.lane = r.lane and n.episode = r.episode
    where 2 * n.in_flight * r.starts > r.in_flight
    group by r.lane, r.episode, r.calls, r.in_flight, r.starts
)
select
    lane,
    count(*) as ended_runs,
    cast(sum(dwindling) as double) * 1000 / cast(sum(at_work) as double) as dwindling_calls
from ended
group by lane
