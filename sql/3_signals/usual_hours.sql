-- How much of it begins about the same hour of the day, whatever else it does: the share of requests whose episode begins in the hour (UTC, from a full
-- or half one on) in which most do, of the hours in which episodes begin on five days and more. A timer that starts late, and is started by hand now and
-- then as well, agrees on no hour on average, but on one mostly. 0 where no hour has five days.
-- in: episodes            out: usual_hours
-- grain: one row a (period, workload) whose episodes begin on five days and more
-- cannot see: weekdays; an hour that moves with the clocks
create or replace temp table usual_hours as
with halves as (
    select
        lane,
        cast(first_us // 86400000000 as bigint) as day,
        cast(first_us % 86400000000 // 1800000000 as bigint) as half_hour,
        sum(starts) as requests
    from episodes
    group by lane, cast(first_us // 86400000000 as bigint), cast(first_us % 86400000000 // 1800000000 as bigint)
), hours as (
    select
        lane,
        half_hour,
        sum(requests) as requests,
        count(distinct day) as days
    from (
        select
            lane,
            day,
            half_hour,
            requests
        from halves
        union all
        -- the hour that began half an hour before has them, too
        select
            lane,
            day,
            (half_hour + 47) % 48 as half_hour,
            requests
        from halves
    ) as either
    group by lane, half_hour
), whole as (
    select
        lane,
        sum(requests) as requests
    from halves
    group by lane
    having count(distinct day) >= 5
)
select
    h.lane,
    cast(max(case when h.days >= 5 then h.requests else 0 end) as double) / max(w.requests) as usual_hour_share
from hours as h
join whole as w on w.lane = h.lane
group by h.lane
