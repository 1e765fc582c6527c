-- How many calls start right after some call of the workload ended, beyond chance (1 - exp(-rate x window)), within the window or a third of it; and how many start
-- with nothing running, less than a second after the last end: the beat of a loop. `machine_run_share` is the share of calls in
-- episodes of which one of the two holds, or whose starts are as regular as a metronome: far from 0 and 1, the key is mixed.
-- `typical_episode_requests` is the length of the run that a call is in, on average over calls: one run of 400 and fourteen of 5 make 341.
-- `alone_lift`: in episodes of 24 starts and more, how many more calls than by chance (exp(-rate x mean duration)) start while no other runs: one after
-- the other about as many as would overlap, people who do not know of each other none, a pool less than none.
-- in: episodes, volume    out: triggered
-- grain: one row a (period, workload)
-- params: trigger_window_s
-- cannot see: triggers when ends are not logged; a start and an end written by different clocks
create or replace temp table triggered as
with measured as (
    select
        e.*,
        exp(-1000000.0e0 * e.starts * v.mean_duration_s / greatest(e.span_us, 1)) as alone_by_chance,
        1 - exp(-1.0e0 * e.starts * cast($trigger_window_s * 1000000 as bigint) / greatest(e.span_us, 1)) as close_by_chance,
        1 - exp(-1.0e0 * e.starts * (cast($trigger_window_s * 1000000 as bigint) // 3) / greatest(e.span_us, 1)) as closest_by_chance,
        1 - exp(-500000.0e0 * e.starts / greatest(e.span_us, 1)) as joint_by_chance,
        cast(e.close_starts as double) / e.starts as close_share,
        cast(e.closest_starts as double) / e.starts as closest_share,
        cast(e.back_to_back_starts as double) / e.starts as loop_share,
        cast(e.span_us as double) / greatest(e.starts - 1, 1) as mean_gap_us,
        e.squared_gaps / greatest(e.starts - 1, 1) as mean_square_gap_us
    from episodes as e
    join volume as v on v.lane = e.lane
)
select
    lane,
    greatest(
        -- millionths: a sum of integers is the same in whatever order its parts come
        cast(sum(close_starts * 1000000 - cast(round(starts * close_by_chance * 1000000) as bigint)) as double) / 1000000 / sum(starts),
        cast(sum(closest_starts * 1000000 - cast(round(starts * closest_by_chance * 1000000) as bigint)) as double) / 1000000 / sum(starts),
        0
    ) as trigger_lift,
    cast(sum(back_to_back_starts) as double) / sum(starts) as back_to_back_share,
    cast(sum(joint_starts) as double) / sum(starts) as together_share,
    -- beyond what the rate of the episode explains
    cast(sum(joint_starts * 1000000 - cast(round(starts * joint_by_chance * 1000000) as bigint)) as double) / 1000000 / sum(starts) as together_lift,
    cast(sum(case when starts >= 24 then alone_starts * 1000000 - cast(round(starts * alone_by_chance * 1000000) as bigint) end) as double)
        / 1000000 / sum(case when starts >= 24 then starts end) as alone_lift,
    cast(sum(starts) as double) / count(*) as mean_episode_requests,
    cast(sum(starts * starts) as double) / sum(starts) as typical_episode_requests,
    count(*) as episodes,
    cast(sum(
        case
            when starts >= 4 and (close_share - close_by_chance >= 0.3 or closest_share - closest_by_chance >= 0.3 or loop_share >= 0.6) then starts
            when starts >= 24 and mean_square_gap_us < 1.04 * mean_gap_us * mean_gap_us then starts
            else 0
        end
    ) as double) / sum(starts) as machine_run_share
from measured
group by lane
