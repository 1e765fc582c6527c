-- How much of it begins about the same hour of the day, whatever else it does: the share of requests whose episode begins in the hour, from a full or
-- half one on, in which most do. A timer that starts late, and is started by hand now and then as well, agrees on no hour on average, but on one mostly.
-- in: episodes            out: usual_hours
-- grain: one row a (period, workload)
-- cannot see: weekdays; an hour that moves with the clocks
create or replace temp table usual_hours as
with halves as (
    select
        lane,
        cast(first_us % 86400000000 // 1800000000 as bigint) as half_hour,
        sum(starts) as requests
    from episodes
    group by lane, cast(first_us % 86400000000 // 1800000000 as bigint)
), hours as (
    select
        lane,
        half_hour,
        sum(requests) as requests
    from (
        select
            lane,
            half_hour,
            requests
        from halves
        union all
        -- the hour that began half an hour before has them, too
        select
            lane,
            (half_hour + 47) % 48 as half_hour,
            requests
        from halves
    ) as either
    group by lane, half_hour
)
select
    lane,
    -- every episode lies in two of the hours
    cast(max(requests) as double) * 2 / sum(requests) as usual_hour_share
from hours
group by lane
