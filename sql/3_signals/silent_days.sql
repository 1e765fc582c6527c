-- How much of the days on which a workload might have been there it was not: of those on which anything in its period was answered; days that are missing
-- from an export are nobody's silence. A workload that is there in the last four days of the log might be new: of that, the days before its first do
-- not count. In days of UTC, by answered calls; nothing of a log that has fewer than fourteen days.
-- in: calls, lanes        out: silent_days
-- grain: one row a (period, workload) with an answered call, of periods with fourteen days and more
-- cannot see: a service that was switched off, or moved to another key
create or replace temp table silent_days as
with answered as (
    select distinct
        lane,
        start_us // 86400000000 as day
    from calls
    where not has_failed
), lane_days as (
    select
        l.period,
        a.lane,
        a.day
    from answered as a
    join lanes as l on l.lane = a.lane
), log_days as (
    select distinct
        period,
        day
    from lane_days
), long_logs as (
    select
        period,
        max(day) as log_end_day
    from log_days
    group by period
    having count(*) >= 14
), own as (
    select
        d.lane,
        d.period,
        case when max(d.day) > max(g.log_end_day) - 4 then min(d.day) else 0 end as possible_from_day,
        count(*) as days_there
    from lane_days as d
    join long_logs as g on g.period = d.period
    group by d.lane, d.period
)
select
    o.lane,
    1 - cast(max(o.days_there) as double) / count(*) as silent_day_share
from own as o
join log_days as d on d.period = o.period and d.day >= o.possible_from_day
group by o.lane
