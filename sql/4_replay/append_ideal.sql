-- Adds what a cache without rules would have read and written; `ever`: as a stream without a pause would.
-- in: ideal_depths, replay_lines            out: replay
-- grain: one row a (line, ttl)
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
    'ideal' as policy,
    'every_block' as setting,
    'exact' as grade,
    -- every prompt with blocks has a first one
    cast(max(case when d.depth = 1 then d.requests else 0 end) as bigint) as requests,
    cast(
        sum(case t.ttl when '5m' then d.read_tokens_5m when '1h' then d.read_tokens_1h else d.read_tokens_ever end) as bigint
    ) as read_tokens,
    cast(
        sum(d.tokens - case t.ttl when '5m' then d.read_tokens_5m when '1h' then d.read_tokens_1h else d.read_tokens_ever end)
        as bigint
    ) as write_tokens
from ideal_depths as d
inner join replay_lines as l on l.line_no = d.line_no
cross join (select '5m' as ttl union all select '1h' as ttl union all select 'ever' as ttl) as t
group by l.period, l.workload_id, l.price_card, l.service_tier, l.geo, l.is_stopped, t.ttl
