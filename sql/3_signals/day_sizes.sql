-- Whether it is of the same size each day: the variance over the mean of its calls a day, on the days on which it ran. People who come on their own make it 1 at
-- the least, and mostly far more; a list that is gone through anew each day makes it about 0. Its days begin twelve hours before its usual hour.
-- in: episodes, schedule  out: day_sizes
-- grain: one row a (period, workload) that ran on five days
-- cannot see: a list that grows; a run that goes on past the next day's start counts for the day on which it began
create or replace temp table day_sizes as
with turned as (
    select
        e.lane,
        cast(floor((e.first_us - (s.day_hour + 12) * 3600000000) / 86400000000) as bigint) as day,
        e.starts
    from episodes as e
    join schedule as s on s.lane = e.lane
    where s.day_hour is not null
), days as (
    select
        lane,
        day,
        cast(sum(starts) as bigint) as calls
    from turned
    group by lane, day
)
select
    lane,
    count(*) as sized_days,
    cast(sum(calls) as double) / count(*) as mean_day_requests,
    -- squares x days / calls - calls, a day
    (cast(sum(calls * calls) as double) * count(*) / sum(calls) - cast(sum(calls) as double)) / count(*) as day_size_fano
from days
group by lane
