-- How many calls start right after some call of the workload ended, beyond chance (1 - exp(-rate x window)); and how many start
-- with nothing running, less than a second after the last end: the beat of a loop. `machine_run_share` is the share of calls in
-- episodes of which one of the two holds, or whose starts are as regular as a metronome: far from 0 and 1, the key is mixed.
-- in: flow                out: triggered
-- grain: one row a (period, workload)
-- params: trigger_window_s, idle_gap_s
-- cannot see: triggers when ends are not logged; a start and an end written by different clocks
create or replace temp table triggered as
with episodes as (
    select
        lane,
        episode,
        count(*) as starts,
        sum(case when since_end_us < cast($trigger_window_s * 1000000 as bigint) then 1 else 0 end) as close_starts,
        sum(case when in_flight = 0 and since_end_us < 1000000 then 1 else 0 end) as back_to_back_starts,
        greatest(max(start_us) - min(start_us), 1) as span_us,
        cast(max(start_us) - min(start_us) as double) / greatest(count(*) - 1, 1) as mean_gap_us,
        cast(sum(
            case
                when in_flight > 0 or since_end_us <= $idle_gap_s * 1000000
                    then cast(since_start_us as decimal(19, 0)) * cast(since_start_us as decimal(19, 0))
            end
        ) as double) / greatest(count(*) - 1, 1) as mean_square_gap_us
    from flow
    group by lane, episode
), measured as (
    select
        *,
        1 - exp(-1.0e0 * starts * cast($trigger_window_s * 1000000 as bigint) / span_us) as chance_share,
        cast(close_starts as double) / starts as close_share,
        cast(back_to_back_starts as double) / starts as loop_share
    from episodes
)
select
    lane,
    greatest(
        -- millionths: a sum of integers is the same in whatever order its parts come
        cast(sum(close_starts * 1000000 - cast(round(starts * chance_share * 1000000) as bigint)) as double) / 1000000 / sum(starts),
        0
    ) as trigger_lift,
    cast(sum(back_to_back_starts) as double) / sum(starts) as back_to_back_share,
    cast(sum(starts) as double) / count(*) as mean_episode_requests,
    cast(sum(starts * starts) as double) / sum(starts) as typical_episode_requests,
    count(*) as episodes,
    cast(sum(
        case
            when starts >= 4 and (close_share - chance_share >= 0.3 or loop_share >= 0.6) then starts
            when starts >= 24 and mean_square_gap_us < 1.04 * mean_gap_us * mean_gap_us then starts
            else 0
        end
    ) as double) / sum(starts) as machine_run_share
from measured
group by lane
