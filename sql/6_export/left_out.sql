-- What has no price, and no charge in the log itself, which FOCUS has no way to tell: billed requests and their tokens. requests is null where usage
-- totals are all there is.
-- in: daily_usage, bucket_costs, exported_periods, costs            out: left_out
-- grain: one row a model_id
-- params: -
create or replace temp table left_out as
select
    u.model_id,
    min(coalesce(u.why, a.why)) as why,
    cast(sum(u.billed_requests) as bigint) as requests,
    cast(
        sum(u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens + u.output_tokens) as bigint
    ) as tokens
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
    and coalesce(u.billed_usd, 0) = 0
group by u.model_id
union all
select
    c.model_id,
    min(c.why) as why,
    null as requests,
    cast(
        sum(c.input_tokens + c.cache_read_tokens + c.cache_write_5m_tokens + c.cache_write_1h_tokens + c.output_tokens) as bigint
    ) as tokens
from bucket_costs as c
inner join exported_periods as e on c.period = e.period
where c.as_billed_usd is null
group by c.model_id
