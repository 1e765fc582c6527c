-- What usage totals cost, and what their tokens would have cost as a batch. as_billed_usd is null where nobody publishes a price (why
-- says so), batch_usd where there is no batch price, or no batch (why_no_batch). A tier that the export does not tell is taken
-- for the standard one: is_tier_told. The day is the UTC day on which a bucket begins.
-- in: placed_buckets, bucket_rates            out: bucket_costs
-- grain: one row a (period, day, provider, model, service_tier, speed, inference_geo, context_window, price_card)
-- params: -
create or replace table bucket_costs as
with summed as (
    select
        b.period,
        b.day,
        b.provider,
        b.model,
        b.platform,
        b.model_id,
        coalesce(b.service_tier, 'standard') as service_tier,
        b.service_tier is not null as is_tier_told,
        b.speed,
        b.inference_geo,
        b.context_window,
        r.price_card,
        case when r.provider_found is null then 'no price of that day' else r.why end as why,
        r.why_no_batch,
        r.input_usd, r.cache_read_usd, r.cache_write_5m_usd, r.cache_write_1h_usd, r.output_usd, r.web_search_usd,
        r.batch_input_usd, r.batch_cache_read_usd, r.batch_cache_write_5m_usd, r.batch_cache_write_1h_usd, r.batch_output_usd,
        count(*) as buckets,
        cast(sum(b.requests) as bigint) as requests,
        cast(sum(b.input_tokens) as bigint) as input_tokens,
        cast(sum(b.cache_read_tokens) as bigint) as cache_read_tokens,
        cast(sum(b.cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
        cast(sum(b.cache_write_1h_tokens) as bigint) as cache_write_1h_tokens,
        cast(sum(b.output_tokens) as bigint) as output_tokens,
        cast(sum(b.web_search_requests) as bigint) as web_search_requests
    from placed_buckets as b
    left join (select *, true as provider_found from bucket_rates) as r
        on b.provider is not distinct from r.provider
        and b.model is not distinct from r.model
        and b.service_tier is not distinct from r.service_tier
        and b.speed is not distinct from r.speed
        and b.inference_geo is not distinct from r.inference_geo
        and b.context_window is not distinct from r.context_window
        and b.bucket_start >= r.valid_from
        and b.bucket_start < r.valid_until
    where b.left_out is null
    group by all
),
priced as (
    select
        *,
        -- no tokens of a kind without a price cost nothing
        cast(
            case when input_tokens = 0 then 0 else cast(input_tokens as decimal(15, 0)) * input_usd end
            + case when cache_read_tokens = 0 then 0 else cast(cache_read_tokens as decimal(15, 0)) * cache_read_usd end
            + case when cache_write_5m_tokens = 0 then 0 else cast(cache_write_5m_tokens as decimal(15, 0)) * cache_write_5m_usd end
            + case when cache_write_1h_tokens = 0 then 0 else cast(cache_write_1h_tokens as decimal(15, 0)) * cache_write_1h_usd end
            + case when output_tokens = 0 then 0 else cast(output_tokens as decimal(15, 0)) * output_usd end
            + case when web_search_requests = 0 then 0 else cast(web_search_requests as decimal(15, 0)) * web_search_usd end
            as decimal(38, 16)
        ) as as_billed_usd,
        cast(
            case when input_tokens = 0 then 0 else cast(input_tokens as decimal(15, 0)) * batch_input_usd end
            + case when cache_read_tokens = 0 then 0 else cast(cache_read_tokens as decimal(15, 0)) * batch_cache_read_usd end
            + case when cache_write_5m_tokens = 0 then 0 else cast(cache_write_5m_tokens as decimal(15, 0)) * batch_cache_write_5m_usd end
            + case when cache_write_1h_tokens = 0 then 0 else cast(cache_write_1h_tokens as decimal(15, 0)) * batch_cache_write_1h_usd end
            + case when output_tokens = 0 then 0 else cast(output_tokens as decimal(15, 0)) * batch_output_usd end
            + case when web_search_requests = 0 then 0 else cast(web_search_requests as decimal(15, 0)) * web_search_usd end
            as decimal(38, 16)
        ) as batch_usd
    from summed
)
select
    period,
    day,
    provider,
    model,
    platform,
    model_id,
    service_tier,
    is_tier_told,
    speed,
    inference_geo,
    context_window,
    price_card,
    buckets,
    requests,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    output_tokens,
    web_search_requests,
    as_billed_usd,
    case
        when as_billed_usd is not null then null
        when why is not null then why
        when input_tokens > 0 and input_usd is null then 'its input has no price'
        when output_tokens > 0 and output_usd is null then 'its output has no price'
        when cache_read_tokens > 0 and cache_read_usd is null then 'its cache reads have no price'
        when web_search_requests > 0 and web_search_usd is null then 'its web searches have no price'
        else 'its cache writes have no price'
    end as why,
    case when as_billed_usd is not null then batch_usd end as batch_usd,
    case
        when as_billed_usd is not null and batch_usd is null then coalesce(why_no_batch, 'a kind of its tokens has no batch price')
    end as why_no_batch
from priced
