-- A workload's stretches of activity between idle gaps: how many calls, when, and how they follow on each other.
-- in: flow                out: episodes
-- grain: one row an episode of a (period, workload)
-- params: trigger_window_s, idle_gap_s
create or replace temp table episodes as
select
    lane,
    episode,
    count(*) as starts,
    min(start_us) as first_us,
    max(start_us) - min(start_us) as span_us,
    cast(sum(case when since_end_us < cast($trigger_window_s * 1000000 as bigint) then 1 else 0 end) as bigint) as close_starts,
    -- a client beside the log starts the next call within a third of that: by then chance explains little
    cast(sum(case when since_end_us < cast($trigger_window_s * 1000000 as bigint) // 3 then 1 else 0 end) as bigint) as closest_starts,
    cast(sum(case when in_flight = 0 and since_end_us < 1000000 then 1 else 0 end) as bigint) as back_to_back_starts,
    cast(sum(case when since_start_us < 500000 then 1 else 0 end) as bigint) as joint_starts,
    cast(sum(case when in_flight = 0 then 1 else 0 end) as bigint) as alone_starts,
    -- of the gaps between its starts; 38 digits hold the square of a century of microseconds
    cast(sum(
        case
            when in_flight > 0 or since_end_us <= $idle_gap_s * 1000000
                then cast(since_start_us as decimal(19, 0)) * cast(since_start_us as decimal(19, 0))
        end
    ) as double) as squared_gaps
from flow
group by lane, episode
