-- In how few episodes and hours nearly all of it is: the largest, until they hold 95% of its calls. A job of five runs that has got a few calls of a
-- neighbour, one here and one there, is five runs. So is a quiet service with five crowds: what was left out shows in active_hour_share. Hours are
-- counted as a share of those from the first of them to the last; calls that failed come in no hour, but belong to their episode.
-- in: calls, episodes     out: main_parts
-- grain: one row a (period, workload)
-- cannot see: whose the calls are that it leaves out
create or replace temp table main_parts as
with pieces as (
    select
        lane,
        false as is_hour,
        episode as piece,
        starts as calls
    from episodes
    union all
    select
        lane,
        true as is_hour,
        cast(start_us // 3600000000 as bigint) as piece,
        count(*) as calls
    from calls
    where not has_failed
    group by lane, cast(start_us // 3600000000 as bigint)
), largest_first as (
    select
        *,
        sum(calls) over (partition by lane, is_hour) as all_calls,
        sum(calls) over (
            partition by lane, is_hour
            order by calls desc, piece
            rows between unbounded preceding and current row
        ) - calls as larger_calls
    from pieces
), kept as (
    select
        lane,
        is_hour,
        piece
    from largest_first
    where larger_calls * 20 < all_calls * 19
)
select
    lane,
    cast(sum(case when not is_hour then 1 else 0 end) as bigint) as main_episodes,
    cast(sum(case when is_hour then 1 else 0 end) as double)
        / (max(case when is_hour then piece end) - min(case when is_hour then piece end) + 1) as main_hour_share
from kept
group by lane
