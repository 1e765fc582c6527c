-- How the requests of a workload were asked for, as far as it decides whether a batch would take them, and what those requests cost.
-- told_*: how many say so at all. Requests that already ran in batches are not counted.
-- in: requests, priced_requests, price_cards, rates            out: manners
-- grain: one row a (period, workload_id, price_card, geo, and each of the is_ columns); without a card usd is null
-- params: batch_most_max_tokens
create or replace temp table manners as
with seen as (
    select
        period,
        workload_id,
        price_card,
        service_tier,
        geo,
        platform,
        coalesce(streamed, false) as is_streamed,
        coalesce(stop_reason = 'tool_use', false) as is_tool_stop,
        speed = 'fast' as is_fast,
        service_tier = 'priority' as is_priority,
        coalesce(max_tokens > cast($batch_most_max_tokens as bigint), false) as is_above_max_tokens,
        coalesce(max_tokens = 0, false) as is_prewarming,
        web_search_requests > 0 as is_searching,
        cache_read_tokens > 0 as is_cache_reading,
        is_stopped,
        count(*) as calls,
        count(streamed) as told_streamed,
        count(stop_reason) as told_stop_reason,
        count(max_tokens) as told_max_tokens,
        cast(sum(billed) as bigint) as billed_calls,
        cast(sum(billed * input_tokens) as bigint) as input_tokens,
        cast(sum(billed * cache_read_tokens) as bigint) as cache_read_tokens,
        cast(sum(billed * cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
        cast(sum(billed * cache_write_1h_tokens) as bigint) as cache_write_1h_tokens,
        cast(sum(billed * output_tokens) as bigint) as output_tokens,
        cast(sum(billed * web_search_requests) as bigint) as web_search_requests
    from priced_requests
    where service_tier <> 'batch'
    group by
        period, workload_id, price_card, service_tier, geo, platform,
        coalesce(streamed, false), coalesce(stop_reason = 'tool_use', false), speed = 'fast', service_tier = 'priority',
        coalesce(max_tokens > cast($batch_most_max_tokens as bigint), false), coalesce(max_tokens = 0, false),
        web_search_requests > 0, cache_read_tokens > 0, is_stopped
)
select
    s.period,
    s.workload_id,
    s.platform,
    s.is_streamed,
    s.is_tool_stop,
    s.is_fast,
    s.is_priority,
    s.is_above_max_tokens,
    s.is_prewarming,
    s.is_searching,
    s.is_cache_reading,
    s.is_stopped,
    not s.is_fast and (k.price_card is null or k.batch_input_usd_per_mtok is null) as is_without_batch_price,
    s.calls,
    s.told_streamed,
    s.told_stop_reason,
    s.told_max_tokens,
    case
        when s.billed_calls = 0 then cast(0 as decimal(38, 16))
        when r.price_card is null or r.why is not null then null
        -- the same sum as in costs.sql, over fewer requests
        else cast(
            (
                (
                    cast(s.input_tokens as decimal(15, 0)) * r.input_usd_per_token
                    + case
                        when s.cache_read_tokens = 0 then cast(0 as decimal(34, 16))
                        else cast(s.cache_read_tokens as decimal(15, 0)) * r.cache_read_usd_per_token
                    end
                )
                + (
                    case
                        when s.cache_write_5m_tokens = 0 then cast(0 as decimal(34, 16))
                        else cast(s.cache_write_5m_tokens as decimal(15, 0)) * r.cache_write_5m_usd_per_token
                    end
                    + case
                        when s.cache_write_1h_tokens = 0 then cast(0 as decimal(34, 16))
                        else cast(s.cache_write_1h_tokens as decimal(15, 0)) * r.cache_write_1h_usd_per_token
                    end
                )
            )
            + (
                cast(s.output_tokens as decimal(15, 0)) * r.output_usd_per_token
                + case
                    when s.web_search_requests = 0 then cast(0 as decimal(34, 16))
                    else cast(s.web_search_requests as decimal(15, 0)) * r.web_search_usd
                end
            ) as decimal(38, 16)
        )
    end as usd
from seen as s
left join price_cards as k on k.price_card = s.price_card
left join rates as r
    on r.price_card = s.price_card
    and r.service_tier = s.service_tier
    and r.geo = s.geo
    and r.scenario = 'as_billed'
