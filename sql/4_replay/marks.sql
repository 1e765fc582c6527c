-- Where prompts meet the cache: their breakpoints (is_mark), at the chosen depths (is_head) and at the end of every prompt, and within 20
-- blocks before one, what the end of another prompt may have written.
-- in: prompt_blocks, breakpoints            out: marks
-- grain: one row a (request, block)
-- params: ttl
create or replace temp table marks as
with heads as (
    select
        scope_no,
        depth
    from breakpoints
    where ttl = $ttl
), ends as (
    select
        scope_no,
        hash
    from prompt_blocks
    where depth = last_depth
        and end_tokens >= least_tokens
    group by scope_no, hash
), looked_at as (
    select
        b.scope_no,
        b.line_no,
        b.place,
        b.depth,
        b.hash,
        b.end_tokens,
        b.start_us,
        b.begun_us,
        h.depth is not null as is_head,
        b.depth = b.last_depth as is_end,
        e.hash is not null
        and (
            b.depth > b.last_depth - 20
            or exists (
                select 1
                from heads as m
                where m.scope_no = b.scope_no
                    and m.depth <= b.last_depth
                    and b.depth <= m.depth
                    and b.depth > m.depth - 20
            )
        ) as is_in_sight
    from prompt_blocks as b
    left join heads as h on h.scope_no = b.scope_no and h.depth = b.depth
    left join ends as e on e.scope_no = b.scope_no and e.hash = b.hash
    -- what is too short is not cached
    where b.end_tokens >= b.least_tokens
)
select
    scope_no,
    line_no,
    place,
    depth,
    hash,
    end_tokens,
    start_us,
    begun_us,
    is_head or is_end as is_mark,
    is_head
from looked_at
where is_head or is_end or is_in_sight
