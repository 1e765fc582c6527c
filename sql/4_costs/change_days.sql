-- Billed requests that ran on a day on which their model's price changed. Providers publish days, not hours: which of
-- the two prices such a request paid is not certain.
-- in: requests, price_places, price_changes            out: change_days
-- grain: one row a (period, platform, model_id, speed, changed_at) with such requests
-- params: -
create or replace table change_days as
select
    r.period,
    c.platform,
    c.model_id,
    c.speed,
    c.changed_at,
    count(*) as requests
from requests as r
inner join price_places as m
    on r.provider is not distinct from m.provider
    and r.model is not distinct from m.model
    and r.inference_geo is not distinct from m.inference_geo
inner join price_changes as c
    on m.platform = c.platform
    and m.model_id = c.model_id
    and case when r.speed = 'fast' then 'fast' else 'standard' end = c.speed
    and coalesce(r.started_at, r.ended_at) >= c.changed_at
    and coalesce(r.started_at, r.ended_at) < c.changed_at + interval 1 day
where r.status = 'succeeded'
    and r.period is not null
group by r.period, c.platform, c.model_id, c.speed, c.changed_at
