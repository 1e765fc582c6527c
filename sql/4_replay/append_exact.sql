-- Adds what prompts with known blocks would have read and written by the provider's rules, in each setting; zero where it has no breakpoint.
-- in: block_totals, mark_reads, replay_lines            out: replay
-- grain: one row a (line, setting)
-- params: ttl
insert into replay by name
with marked as (
    select
        line_no,
        setting,
        cast(sum(read_tokens) as bigint) as read_tokens,
        cast(sum(write_tokens) as bigint) as write_tokens
    from mark_reads
    group by line_no, setting
)
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    l.is_stopped,
    $ttl as ttl,
    'provider' as policy,
    s.setting,
    'exact' as grade,
    c.requests,
    c.input_tokens,
    c.cache_read_tokens,
    c.cache_write_5m_tokens,
    c.cache_write_1h_tokens,
    coalesce(m.read_tokens, 0) as read_tokens,
    coalesce(m.write_tokens, 0) as write_tokens
from block_totals as c
cross join (select 'head' as setting union all select 'head_end' as setting) as s
inner join replay_lines as l on l.line_no = c.line_no
left join marked as m on m.line_no = c.line_no and m.setting = s.setting
