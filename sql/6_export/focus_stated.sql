-- What the log itself says was charged, where nobody publishes a price: all kinds of tokens together, at no unit price. A charge of zero is left out: gateways
-- write it where they know no price.
-- in: daily_usage, exported_periods, costs            out: focus_stated
-- grain: one row a (period, workload_id, day, platform, model_id, service_tier, geo)
-- params: -
create or replace temp view focus_stated as
select
    u.period,
    u.workload_id,
    u.day,
    u.platform,
    u.model_id,
    cast(null as varchar) as price_card,
    u.service_tier,
    u.geo,
    'all' as token_kind,
    cast(null as decimal(19, 16)) as usd_each,
    cast(null as decimal(19, 16)) as list_usd_each,
    cast(
        sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens + u.output_tokens) as bigint
    ) as quantity,
    cast(sum(u.billed_usd) as decimal(38, 16)) as usd,
    cast(null as decimal(38, 16)) as batch_usd
from daily_usage as u
inner join exported_periods as e on u.period = e.period
left join costs as a
    on u.period = a.period
    and u.workload_id = a.workload_id
    and u.price_card = a.price_card
    and u.service_tier = a.service_tier
    and u.geo = a.geo
    and u.is_stopped = a.is_stopped
    and a.scenario = 'as_billed'
where u.is_stated
    and u.billed_requests > 0
    and a.usd is null
group by u.period, u.workload_id, u.day, u.platform, u.model_id, u.service_tier, u.geo
having sum(u.billed_usd) > 0
