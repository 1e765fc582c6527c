-- Adds what each breakpoint does: the advice where to put them. depth 0 is the end of the prompt.
-- Of the requests of a line that are the first at a head and start at one instant, all but one write in vain; where their tokens differ,
-- that one has the most.
-- in: mark_reads, replay_lines            out: breakpoint_reads
-- grain: one row a (line, ttl, setting, depth)
-- params: ttl
insert into breakpoint_reads by name
with together as (
    -- all that is not new at a head in one row, as it is summed anyway
    select
        line_no,
        setting,
        depth,
        new_hash,
        count(*) as requests,
        sum(case when write_tokens = 0 then 1 else 0 end) as reads,
        sum(end_tokens) as marked_tokens,
        sum(read_tokens) as read_tokens,
        sum(write_tokens) as write_tokens,
        max(write_tokens) as first_tokens,
        sum(case when is_early then 1 else 0 end) as early_writes,
        sum(case when is_early then write_tokens else 0 end) as early_tokens
    from mark_reads
    group by line_no, setting, depth, new_hash, case when new_hash is not null then start_us end
)
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    $ttl as ttl,
    t.setting,
    t.depth,
    cast(sum(t.requests) as bigint) as requests,
    cast(sum(t.reads) as bigint) as reads,
    cast(sum(t.marked_tokens) as bigint) as marked_tokens,
    cast(sum(t.read_tokens) as bigint) as read_tokens,
    cast(sum(t.write_tokens) as bigint) as write_tokens,
    cast(sum(case when t.new_hash is null then t.early_writes else t.requests - 1 end) as bigint) as early_writes,
    cast(sum(case when t.new_hash is null then t.early_tokens else t.write_tokens - t.first_tokens end) as bigint) as early_tokens
from together as t
inner join replay_lines as l on l.line_no = t.line_no
group by l.period, l.workload_id, l.price_card, l.service_tier, l.geo, t.setting, t.depth
