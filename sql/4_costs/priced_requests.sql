-- The requests of the judged periods with the price card that applies to each. Only succeeded requests are billed. A request without a
-- card keeps its row, with null and why. model_id is the price book's, or the logged name where it has none.
-- begun_us: when the response began, from which on what it wrote to a cache can be read; where the log does not say, when it ended, or 0.8 s
-- and 65 tokens a second after its start: never too early. is_stopped: ran outside batches, and Anthropic's take no such request (docs/replay.md, "What stands against a batch"): it stays as billed.
-- in: requests, price_places, price_cards, batch_limits            out: priced_requests
-- grain: one row a request in a period
-- params: -
create or replace temp view priced_requests as
with cards as (
    -- A request matches one card at most: dates are half-open, and a prompt is either over the threshold or not.
    select
        price_card,
        platform,
        model_id,
        speed,
        valid_from,
        min_cacheable_tokens,
        cache_read_usd_per_mtok is not null as has_cache_prices,
        cache_read_usd_per_mtok,
        cache_write_5m_usd_per_mtok,
        cache_write_1h_usd_per_mtok,
        web_search_usd,
        coalesce(valid_until, cast('9999-01-01 00:00:00+00:00' as timestamptz)) as valid_until,
        case when prompt_band = 'long' then over_tokens else cast(-1 as bigint) end as more_than_tokens,
        case when prompt_band = 'short' then over_tokens else cast(9223372036854775807 as bigint) end as at_most_tokens
    from price_cards
),
calls as (
    select
        period,
        workload_id,
        provider,
        model,
        inference_geo,
        coalesce(service_tier, 'standard') as service_tier,
        case when speed = 'fast' then 'fast' else 'standard' end as speed,
        coalesce(started_at, ended_at) as happened_at,
        input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens as prompt_tokens,
        case when status = 'succeeded' then 1 else 0 end as billed,
        input_tokens,
        cache_read_tokens,
        cache_write_5m_tokens,
        cache_write_1h_tokens,
        output_tokens,
        coalesce(web_search_requests, 0) as web_search_requests,
        billed_usd,
        request_id,
        session_id,
        started_at,
        first_token_at,
        ended_at,
        streamed,
        stop_reason,
        max_tokens,
        prefix_blocks
    from requests
    where period is not null
),
met as (
    select
        c.*,
        m.platform as price_platform,
        m.model_id as price_model_id,
        m.geo as price_geo,
        m.why as no_model,
        k.price_card,
        k.min_cacheable_tokens,
        k.has_cache_prices,
        -- what it used has no published price: it has none by itself, and its neighbours keep theirs
        c.billed = 1 and (
            (c.cache_read_tokens > 0 and k.cache_read_usd_per_mtok is null)
            or (c.cache_write_5m_tokens > 0 and k.cache_write_5m_usd_per_mtok is null)
            or (c.cache_write_1h_tokens > 0 and k.cache_write_1h_usd_per_mtok is null)
            or (c.web_search_requests > 0 and k.web_search_usd is null)
        ) as is_beyond_card
    from calls as c
    left join price_places as m
        on c.provider is not distinct from m.provider
        and c.model is not distinct from m.model
        and c.inference_geo is not distinct from m.inference_geo
    left join cards as k
        on m.platform = k.platform
        and m.model_id = k.model_id
        and c.speed = k.speed
        -- one condition: the planner would take what four of them leave for next to nothing, and build the tables of later joins of all calls
        and case
            when c.happened_at >= k.valid_from
                and c.happened_at < k.valid_until
                and c.prompt_tokens > k.more_than_tokens
                and c.prompt_tokens <= k.at_most_tokens then 1
            else 0
        end = 1
)
select
    * exclude (price_platform, price_model_id, price_geo, no_model, price_card, is_beyond_card),
    coalesce(price_platform, provider) as platform,
    coalesce(price_model_id, model) as model_id,
    case when not is_beyond_card then price_card end as price_card,
    coalesce(price_geo, 'global') as geo,
    epoch_us(happened_at) as start_us,
    greatest(
        coalesce(
            epoch_us(first_token_at),
            case when started_at is not null then epoch_us(ended_at) end,
            epoch_us(happened_at) + 800000 + output_tokens * 15385
        ),
        -- no answer begins before it was asked for
        epoch_us(happened_at) + 1
    ) as begun_us,
    coalesce(
        price_platform = 'anthropic'
        and service_tier <> 'batch'
        and (max_tokens = 0 or max_tokens > (select most_max_tokens from batch_limits) or service_tier = 'priority'),
        false
    ) as is_stopped,
    case
        when price_card is not null and is_beyond_card
            then 'cache tokens or web searches without a published price for ' || price_card
        when price_card is not null then null
        when price_model_id is null then no_model
        else 'no ' || case when speed = 'fast' then 'fast-mode ' else '' end || 'price of ' || price_model_id
            || ' on ' || price_platform || ' at that time'
    end as why
from met
