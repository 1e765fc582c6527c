-- The cost lines of what already caches. is_long: most of what is written is written for an hour. last_us: when the last request of any
-- line in the period began.
-- in: replay_lines            out: cache_lines
-- grain: one row a (period, workload_id, price_card, service_tier, geo, is_stopped) of a cache that is used
-- params: -
create or replace temp table cache_lines as
with scopes as (
    select
        scope_no,
        sum(write_1h_tokens) > sum(write_5m_tokens) as is_long,
        sum(write_5m_tokens + write_1h_tokens) > 0 as has_writes
    from replay_lines
    group by scope_no
    having sum(read_tokens + write_5m_tokens + write_1h_tokens) > 0
)
select
    l.line_no,
    l.scope_no,
    s.is_long,
    s.has_writes,
    max(l.last_us) over (partition by l.period) as last_us,
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    l.is_stopped
from replay_lines as l
inner join scopes as s on s.scope_no = l.scope_no
