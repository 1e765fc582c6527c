-- How steady the number of running calls is: its variance over its mean (Fano), in windows of 32 consecutive starts of an
-- episode, weighted by starts. A pool of workers keeps it near 0, people arriving on their own near 1, crowds above.
-- Null where hardly anything ran at once (mean below one half): a serial loop has its own signal.
-- in: flow                out: in_flight
-- grain: one row a (period, workload) with a window that can be judged
-- cannot see: calls of the same pool that went to another model or key
create or replace table in_flight as
with windows as (
    select
        period,
        workload_id,
        episode,
        cast(place // 32 as bigint) as block,
        count(*) as starts,
        cast(sum(in_flight) as double) / count(*) as mean_running,
        cast(sum(in_flight * in_flight) as double) / count(*) as mean_square
    from flow
    group by period, workload_id, episode, cast(place // 32 as bigint)
)
select
    period,
    workload_id,
    sum(starts) as in_flight_starts,
    sum(mean_running * starts) / sum(starts) as in_flight_mean,
    sum(greatest(mean_square - mean_running * mean_running, 0) / mean_running * starts) / sum(starts) as in_flight_fano
from windows
where starts >= 8 and mean_running >= 0.5
group by period, workload_id
