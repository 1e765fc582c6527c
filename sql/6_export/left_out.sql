-- Billed requests without a price, which FOCUS has no way to tell: what they used, and what the log itself says that they were charged.
-- in: daily_usage, exported_periods, costs            out: left_out
-- grain: one row a model_id
-- params: -
create or replace temp table left_out as
select
    u.model_id,
    min(coalesce(u.why, a.why)) as why,
    cast(sum(u.billed_requests) as bigint) as requests,
    cast(
        sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens + u.output_tokens) as bigint
    ) as tokens,
    cast(sum(u.billed_usd) as decimal(38, 16)) as billed_usd
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
where u.billed_requests > 0
    and a.usd is null
group by u.model_id
