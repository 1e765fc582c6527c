-- Adds what each breakpoint does: the advice where to put them. depth 0 is the end of the prompt.
-- in: mark_reads, replay_lines            out: breakpoint_reads
-- grain: one row a (line, ttl, setting, depth)
-- params: ttl
insert into breakpoint_reads by name
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    $ttl as ttl,
    m.setting,
    m.depth,
    count(*) as requests,
    cast(sum(case when m.write_tokens = 0 then 1 else 0 end) as bigint) as reads,
    cast(sum(m.end_tokens) as bigint) as marked_tokens,
    cast(sum(m.read_tokens) as bigint) as read_tokens,
    cast(sum(m.write_tokens) as bigint) as write_tokens,
    cast(sum(case when m.is_early then 1 else 0 end) as bigint) as early_writes,
    cast(sum(case when m.is_early then m.write_tokens else 0 end) as bigint) as early_tokens
from mark_reads as m
inner join replay_lines as l on l.line_no = m.line_no
group by l.period, l.workload_id, l.price_card, l.service_tier, l.geo, m.setting, m.depth
