-- When a workload's requests began, by weekday and hour of the period's own zone: weekday 1 is Monday. Quarters of an hour are counted first,
-- in UTC: every zone is some quarters off it, so that only few instants need to be told in the zone.
-- in: requests, periods            out: hours_of_week
-- grain: one row a (period, workload_id, weekday, hour) with requests
-- params: -
create or replace table hours_of_week as
with quarters as (
    select
        period,
        workload_id,
        epoch_us(coalesce(started_at, ended_at)) // 900000000 as quarter,
        count(*) as requests
    from requests
    where workload_id is not null
    group by period, workload_id, quarter
), local_quarters as (
    select
        q.period,
        q.workload_id,
        timezone(p.zone, make_timestamptz(q.quarter * 900000000)) as local_at,
        q.requests
    from quarters as q
    inner join periods as p on p.period = q.period
)
select
    period,
    workload_id,
    cast(isodow(local_at) as integer) as weekday,
    cast(hour(local_at) as integer) as hour,
    cast(sum(requests) as bigint) as requests
from local_quarters
group by period, workload_id, weekday, hour
