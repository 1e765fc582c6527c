-- The cost lines of what already caches, and which of them share a cache (as in replay_lines.sql). is_long: most of what is written is
-- written for an hour. last_us: when the last request of any of them in the period began.
-- in: priced_requests            out: cache_lines
-- grain: one row a (period, workload_id, price_card, service_tier, geo) of a cache that is used
-- params: -
create or replace temp table cache_lines as
with lines as (
    select
        cast(dense_rank() over (order by period, workload_id, platform, model_id, speed, geo) as integer) as scope_no,
        period,
        workload_id,
        price_card,
        service_tier,
        geo,
        sum(cache_read_tokens) as read_tokens,
        sum(cache_write_5m_tokens) as write_5m_tokens,
        sum(cache_write_1h_tokens) as write_1h_tokens,
        max(epoch_us(happened_at)) as last_us
    from priced_requests
    where billed = 1
        and has_cache_prices
        and platform in ('anthropic', 'bedrock', 'vertex')
        -- inside batches nobody knows when a request ran
        and service_tier <> 'batch'
    group by period, workload_id, price_card, service_tier, geo, platform, model_id, speed
), scopes as (
    select
        scope_no,
        sum(write_1h_tokens) > sum(write_5m_tokens) as is_long,
        sum(write_5m_tokens + write_1h_tokens) > 0 as has_writes
    from lines
    group by scope_no
    having sum(read_tokens + write_5m_tokens + write_1h_tokens) > 0
)
select
    cast(row_number() over (order by l.period, l.workload_id, l.price_card, l.service_tier, l.geo) as integer) as line_no,
    l.scope_no,
    s.is_long,
    s.has_writes,
    max(l.last_us) over (partition by l.period) as last_us,
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo
from lines as l
inner join scopes as s on s.scope_no = l.scope_no
