-- Adds what prompts with known blocks would have read and written by the provider's rules, in each setting.
-- in: mark_reads, replay_lines            out: replay
-- grain: one row a (line, setting)
-- params: ttl
insert into replay by name
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    $ttl as ttl,
    'provider' as policy,
    m.setting,
    'exact' as grade,
    count(distinct m.place) as requests,
    cast(sum(m.read_tokens) as bigint) as read_tokens,
    cast(sum(m.write_tokens) as bigint) as write_tokens
from mark_reads as m
inner join replay_lines as l on l.line_no = m.line_no
group by l.period, l.workload_id, l.price_card, l.service_tier, l.geo, m.setting
