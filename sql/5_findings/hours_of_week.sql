-- When a workload's requests began, by weekday and hour of the period's own zone: weekday 1 is Monday.
-- in: requests, periods            out: hours_of_week
-- grain: one row a (period, workload_id, weekday, hour) with requests
-- params: -
create or replace table hours_of_week as
with local_requests as (
    select
        r.period,
        r.workload_id,
        timezone(p.zone, coalesce(r.started_at, r.ended_at)) as local_at
    from requests as r
    inner join periods as p on p.period = r.period
    where r.workload_id is not null
)
select
    period,
    workload_id,
    cast(isodow(local_at) as integer) as weekday,
    cast(hour(local_at) as integer) as hour,
    count(*) as requests
from local_requests
group by period, workload_id, weekday, hour
