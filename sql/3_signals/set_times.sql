-- How much of it begins at set times of the day: the share of requests whose episode begins in five minutes of the day in which episodes
-- begin on five days and on four in ten of its days. Several timers, each with a time of its own, agree on no one hour.
-- in: episodes            out: set_times
-- grain: one row a (period, workload) of which no more than twenty episodes begin a day: of more, some meet in a slot by chance
-- cannot see: a timer whose start is spread over more than a few minutes; weekdays
create or replace temp table set_times as
with days as (
    select
        lane,
        count(distinct cast(first_us // 86400000000 as bigint)) as start_days,
        count(*) as episodes,
        sum(starts) as requests
    from episodes
    group by lane
), slots as (
    select
        lane,
        cast(first_us % 86400000000 // 300000000 as bigint) as slot,
        count(distinct cast(first_us // 86400000000 as bigint)) as slot_days,
        sum(starts) as requests
    from episodes
    group by lane, cast(first_us % 86400000000 // 300000000 as bigint)
)
select
    d.lane,
    cast(sum(case when s.slot_days >= 5 and s.slot_days * 10 >= d.start_days * 4 then s.requests else 0 end) as double)
        / max(d.requests) as set_time_share
from days as d
join slots as s on s.lane = d.lane
where d.episodes <= d.start_days * 20
group by d.lane
