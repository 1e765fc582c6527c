-- Whether episodes begin by the clock: how closely their starts agree on an hour of the day (needs five days) and on a minute of the
-- hour (needs twelve hours); 1 = always the same, 0 = any.
-- in: flow                out: schedule
-- grain: one row a (period, workload)
-- cannot see: a calendar (month ends, holidays)
create or replace table schedule as
with starts as (
    select
        period,
        workload_id,
        episode,
        min(start_us) as first_us,
        count(*) as requests
    from flow
    group by period, workload_id, episode
), turned as (
    select
        period,
        workload_id,
        requests,
        cast(first_us // 86400000000 as bigint) as day,
        cast(first_us // 3600000000 as bigint) as hour,
        cast(first_us % 86400000000 as double) / 86400000000 * 6.283185307179586 as day_angle,
        cast(first_us % 3600000000 as double) / 3600000000 * 6.283185307179586 as hour_angle
    from starts
)
select
    period,
    workload_id,
    count(distinct day) as start_days,
    count(distinct hour) as start_hours,
    case
        when count(distinct day) >= 5
            then sqrt(power(sum(cos(day_angle) * requests), 2) + power(sum(sin(day_angle) * requests), 2)) / sum(requests)
    end as day_concentration,
    case
        when count(distinct hour) >= 12
            then sqrt(power(sum(cos(hour_angle) * requests), 2) + power(sum(sin(hour_angle) * requests), 2)) / sum(requests)
    end as hour_concentration
from turned
group by period, workload_id
