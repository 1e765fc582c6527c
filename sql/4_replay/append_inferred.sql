-- Adds what sessions that grow would have read and written: by breakpoints at the end of prompts, and nothing without them.
-- in: session_reads, replay_lines            out: replay
-- grain: one row a (line, ttl, setting)
-- params: -
insert into replay by name
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    l.is_stopped,
    t.ttl,
    'provider' as policy,
    t.setting,
    'inferred' as grade,
    count(*) as requests,
    cast(sum(s.input_tokens) as bigint) as input_tokens,
    cast(sum(s.cache_read_tokens) as bigint) as cache_read_tokens,
    cast(sum(s.cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
    cast(sum(s.cache_write_1h_tokens) as bigint) as cache_write_1h_tokens,
    cast(sum(t.ends * case when t.ttl = '5m' then s.read_tokens_5m else s.read_tokens_1h end) as bigint) as read_tokens,
    cast(
        sum(t.ends * (s.marked_tokens - case when t.ttl = '5m' then s.read_tokens_5m else s.read_tokens_1h end)) as bigint
    ) as write_tokens
from session_reads as s
inner join replay_lines as l on l.line_no = s.line_no
cross join (
    select
        '5m' as ttl,
        'head' as setting,
        0 as ends
    union all
    select
        '5m' as ttl,
        'head_end' as setting,
        1 as ends
    union all
    select
        '1h' as ttl,
        'head' as setting,
        0 as ends
    union all
    select
        '1h' as ttl,
        'head_end' as setting,
        1 as ends
) as t
group by l.period, l.workload_id, l.price_card, l.service_tier, l.geo, l.is_stopped, t.ttl, t.setting
