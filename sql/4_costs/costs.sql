-- What a line of usage costs in each scenario. usd is null where nobody publishes a price, and why says so (a line of
-- failed requests costs 0 whatever its model). all_uncached_usd is the same line with every input token uncached;
-- uncached_usd the same, except that a line whose tier the scenario does not change keeps what its cache really did.
-- in: usage, scenarios, rates            out: costs
-- grain: one row a (period, workload_id, price_card, service_tier, geo, is_stopped, scenario); without a card, also a why
-- params: -
create or replace table costs as
with lines as (
    select
        u.period,
        u.workload_id,
        u.price_card,
        u.service_tier,
        u.geo,
        u.is_stopped,
        s.scenario,
        u.requests,
        u.billed_requests,
        u.input_tokens,
        u.cache_read_tokens,
        u.cache_write_5m_tokens,
        u.cache_write_1h_tokens,
        u.output_tokens,
        u.web_search_requests,
        u.why as no_card,
        s.tier = 'as_logged' or s.tier = u.service_tier as is_unmoved,
        r.price_card is not null and r.why is null and not (s.tier = 'batch' and u.is_stopped) as has_rate,
        case when s.tier = 'batch' and u.is_stopped then 'a batch does not take them as they are' else r.why end as no_rate,
        cast(u.input_tokens as decimal(15, 0)) * r.input_usd_per_token as input_usd,
        -- Zero tokens of a kind without a price cost nothing; more than zero have no price.
        case
            when u.cache_read_tokens = 0 then cast(0 as decimal(34, 16))
            else cast(u.cache_read_tokens as decimal(15, 0)) * r.cache_read_usd_per_token
        end as cache_read_usd,
        case
            when u.cache_write_5m_tokens = 0 then cast(0 as decimal(34, 16))
            else cast(u.cache_write_5m_tokens as decimal(15, 0)) * r.cache_write_5m_usd_per_token
        end as cache_write_5m_usd,
        case
            when u.cache_write_1h_tokens = 0 then cast(0 as decimal(34, 16))
            else cast(u.cache_write_1h_tokens as decimal(15, 0)) * r.cache_write_1h_usd_per_token
        end as cache_write_1h_usd,
        cast(u.output_tokens as decimal(15, 0)) * r.output_usd_per_token as output_usd,
        case
            when u.web_search_requests = 0 then cast(0 as decimal(34, 16))
            else cast(u.web_search_requests as decimal(15, 0)) * r.web_search_usd
        end as searches_usd,
        cast(
            u.input_tokens + u.cache_read_tokens + u.cache_write_5m_tokens + u.cache_write_1h_tokens as decimal(15, 0)
        ) * r.input_usd_per_token as uncached_input_usd
    from usage as u
    cross join scenarios as s
    left join rates as r
        on u.price_card = r.price_card
        and u.service_tier = r.service_tier
        and u.geo = r.geo
        and s.scenario = r.scenario
),
added as (
    select
        *,
        case
            when billed_requests = 0 then cast(0 as decimal(38, 16))
            when has_rate then cast(
                ((input_usd + cache_read_usd) + (cache_write_5m_usd + cache_write_1h_usd))
                + (output_usd + searches_usd) as decimal(38, 16)
            )
        end as usd,
        case
            when billed_requests = 0 then cast(0 as decimal(38, 16))
            when has_rate then cast(uncached_input_usd + (output_usd + searches_usd) as decimal(38, 16))
        end as all_uncached_usd
    from lines
)
select
    period,
    workload_id,
    price_card,
    service_tier,
    geo,
    is_stopped,
    scenario,
    requests,
    billed_requests,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    output_tokens,
    web_search_requests,
    usd,
    case when is_unmoved then usd else all_uncached_usd end as uncached_usd,
    all_uncached_usd,
    case
        when no_card is not null then no_card
        when usd is not null then null
        when not has_rate then no_rate
        else 'cache tokens or web searches without a published price for ' || price_card
    end as why
from added
