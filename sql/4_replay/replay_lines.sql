-- The cost lines of what a cache may serve, and which of them share one. A cache belongs to a workload and a model, so
-- that a workload's figures hold whatever the others do; a workload never spans two workspaces, so caches are never shared across one.
-- The logged tokens are those that caches read and wrote. last_us: when the last request of the line began.
-- in: priced_requests            out: replay_lines
-- grain: one row a (period, workload_id, price_card, service_tier, geo, is_stopped)
-- params: -
create or replace temp table replay_lines as
select
    cast(row_number() over (order by period, workload_id, price_card, service_tier, geo, is_stopped) as integer) as line_no,
    -- A change of price leaves a cache alone; another model, speed or geography has its own.
    cast(dense_rank() over (order by period, workload_id, platform, model_id, speed, geo) as integer) as scope_no,
    period,
    workload_id,
    price_card,
    service_tier,
    geo,
    is_stopped,
    -- Where nobody publishes the least, the most that any model asks for: what is smaller is not counted on.
    coalesce(min_cacheable_tokens, 4096) as least_tokens,
    sum(cache_read_tokens) as read_tokens,
    sum(cache_write_5m_tokens) as write_5m_tokens,
    sum(cache_write_1h_tokens) as write_1h_tokens,
    max(start_us) as last_us
from priced_requests
where billed = 1
    and has_cache_prices
    -- Other providers cache by themselves, by other rules; inside batches nobody knows when a request ran.
    and platform in ('anthropic', 'bedrock', 'vertex')
    and service_tier <> 'batch'
group by period, workload_id, price_card, service_tier, geo, is_stopped, platform, model_id, speed, min_cacheable_tokens
