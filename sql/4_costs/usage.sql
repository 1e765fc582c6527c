-- Tokens of each workload, by the price card that applies to them: its days added up. A line without a card says why.
-- is_stopped: a batch does not take these requests.
-- in: daily_usage            out: usage
-- grain: one row a (period, workload_id, price_card, service_tier, geo, why, is_stopped)
-- params: -
create or replace table usage as
select
    period,
    workload_id,
    price_card,
    service_tier,
    geo,
    why,
    is_stopped,
    cast(sum(requests) as bigint) as requests,
    cast(sum(billed_requests) as bigint) as billed_requests,
    cast(sum(input_tokens) as bigint) as input_tokens,
    cast(sum(cache_read_tokens) as bigint) as cache_read_tokens,
    cast(sum(cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
    cast(sum(cache_write_1h_tokens) as bigint) as cache_write_1h_tokens,
    cast(sum(output_tokens) as bigint) as output_tokens,
    cast(sum(web_search_requests) as bigint) as web_search_requests,
    cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
    cast(sum(case when is_stated then requests else 0 end) as bigint) as requests_with_billed_usd
from daily_usage
group by period, workload_id, price_card, service_tier, geo, why, is_stopped
