-- How steady the number of running calls is: its variance over its mean (Fano), in windows of 32 consecutive starts of an
-- episode, weighted by starts. A pool of workers keeps it near 0, people arriving on their own near 1, crowds above.
-- Null where hardly anything ran at once (mean below one half): a serial loop has its own signal.
-- in: flow                out: in_flight
-- grain: one row a (period, workload) with a window that can be judged
-- cannot see: calls of the same pool that went to another model or key
create or replace temp table in_flight as
with windows as (
    select
        lane,
        episode,
        cast(place // 32 as bigint) as block,
        count(*) as starts,
        cast(sum(in_flight) as bigint) as running,
        cast(sum(in_flight * in_flight) as bigint) as squares
    from flow
    -- until the first of an episode is done, a pool fills
    where last_ended_place >= episode
    group by lane, episode, cast(place // 32 as bigint)
)
select
    lane,
    cast(sum(starts) as bigint) as in_flight_starts,
    cast(sum(running) as double) / sum(starts) as in_flight_mean,
    -- variance / mean x starts = squares x starts / running - running; in millionths, because a sum of integers is the same in
    -- whatever order its parts come
    cast(sum(cast(round((cast(squares as double) * starts / running - running) * 1000000) as bigint)) as double)
        / 1000000 / sum(starts) as in_flight_fano
from windows
where starts >= 8 and 2 * running >= starts
group by lane
