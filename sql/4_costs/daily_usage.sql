-- Tokens of each workload and day (UTC), by the price card that applies to them. Only succeeded requests are billed; the
-- others count as requests without tokens. A line without a card says why. is_stated: the log says what these requests
-- were charged.
-- in: priced_requests            out: daily_usage
-- grain: one row a (period, workload_id, day, platform, model_id, price_card, service_tier, geo, why, is_stopped, is_stated)
-- params: -
create or replace table daily_usage as
select
    period,
    workload_id,
    cast(happened_at as date) as day,
    platform,
    model_id,
    price_card,
    service_tier,
    geo,
    why,
    is_stopped,
    billed_usd is not null as is_stated,
    count(*) as requests,
    cast(sum(billed) as bigint) as billed_requests,
    cast(sum(billed * input_tokens) as bigint) as input_tokens,
    cast(sum(billed * cache_read_tokens) as bigint) as cache_read_tokens,
    cast(sum(billed * cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
    cast(sum(billed * cache_write_1h_tokens) as bigint) as cache_write_1h_tokens,
    cast(sum(billed * output_tokens) as bigint) as output_tokens,
    cast(sum(billed * web_search_requests) as bigint) as web_search_requests,
    cast(sum(billed_usd) as decimal(38, 16)) as billed_usd
from priced_requests
group by
    period, workload_id, cast(happened_at as date), platform, model_id, price_card, service_tier, geo, why, is_stopped,
    billed_usd is not null
