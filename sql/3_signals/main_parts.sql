-- In how few episodes and hours nearly all of it is: the largest, until they hold 95% of its calls. A job of five runs that has got a few calls of a
-- neighbour, one here and one there, is five runs; a service loses hardly any. Hours are counted as a share of those from its first call to its last.
-- in: calls, episodes     out: main_parts
-- grain: one row a (period, workload)
-- cannot see: whose the calls are that it leaves out
create or replace temp table main_parts as
with pieces as (
    select
        lane,
        0 as sort,
        episode as piece,
        starts as calls
    from episodes
    union all
    select
        lane,
        1 as sort,
        cast(start_us // 3600000000 as bigint) as piece,
        count(*) as calls
    from calls
    group by lane, cast(start_us // 3600000000 as bigint)
), largest_first as (
    select
        *,
        sum(calls) over (partition by lane, sort) as all_calls,
        sum(calls) over (
            partition by lane, sort
            order by calls desc, piece
            rows between unbounded preceding and current row
        ) - calls as larger_calls
    from pieces
)
select
    lane,
    cast(sum(case when sort = 0 and larger_calls * 20 < all_calls * 19 then 1 else 0 end) as bigint) as main_episodes,
    cast(sum(case when sort = 1 and larger_calls * 20 < all_calls * 19 then 1 else 0 end) as double)
        / (max(case when sort = 1 then piece end) - min(case when sort = 1 then piece end) + 1) as main_hour_share
from largest_first
group by lane
