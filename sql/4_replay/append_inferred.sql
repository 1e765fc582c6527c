-- Adds what sessions that grow would have read and written.
-- in: session_reads, replay_lines            out: replay
-- grain: one row a (line, ttl)
-- params: -
insert into replay by name
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    t.ttl,
    'provider' as policy,
    'head_end' as setting,
    'inferred' as grade,
    count(*) as requests,
    cast(sum(case when t.ttl = '5m' then s.read_tokens_5m else s.read_tokens_1h end) as bigint) as read_tokens,
    cast(sum(s.marked_tokens - case when t.ttl = '5m' then s.read_tokens_5m else s.read_tokens_1h end) as bigint) as write_tokens
from session_reads as s
inner join replay_lines as l on l.line_no = s.line_no
cross join (select '5m' as ttl union all select '1h' as ttl) as t
group by l.period, l.workload_id, l.price_card, l.service_tier, l.geo, t.ttl
