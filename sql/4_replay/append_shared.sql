-- Adds what would be read of the chosen heads if all requests came at once and nothing ended: all but the first of each head.
-- in: block_totals, marks (of ttl `ever`), replay_lines            out: replay
-- grain: one row a line
-- params: -
insert into replay by name
with placed as (
    select
        scope_no,
        line_no,
        hash,
        end_tokens,
        row_number() over (partition by scope_no, place order by depth desc) as from_the_end
    from marks
    where is_head
), heads as (
    select
        line_no,
        hash,
        sum(end_tokens) as head_tokens,
        max(end_tokens) as first_tokens
    from placed
    where from_the_end = 1
    group by scope_no, line_no, hash
), marked as (
    select
        line_no,
        cast(sum(head_tokens - first_tokens) as bigint) as read_tokens,
        cast(sum(first_tokens) as bigint) as write_tokens
    from heads
    group by line_no
)
select
    l.period,
    l.workload_id,
    l.price_card,
    l.service_tier,
    l.geo,
    l.is_stopped,
    'ever' as ttl,
    'shared' as policy,
    'head' as setting,
    'exact' as grade,
    c.requests,
    c.input_tokens,
    c.cache_read_tokens,
    c.cache_write_5m_tokens,
    c.cache_write_1h_tokens,
    coalesce(m.read_tokens, 0) as read_tokens,
    coalesce(m.write_tokens, 0) as write_tokens
from block_totals as c
inner join replay_lines as l on l.line_no = c.line_no
left join marked as m on m.line_no = c.line_no
