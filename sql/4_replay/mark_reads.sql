-- What each breakpoint reads and writes by the provider's rules: of the tokens between the breakpoint before it and itself, read is what
-- lies before the deepest entry that the request finds, and written the rest.
-- An entry is written by a response, can be read once that has begun, and lives from the start of the request that wrote it or last read
-- it. So a request finds it if the latest writer that has begun to answer by now started within the life; or if the last one to come by
-- found it, within the life. That is: if there was such a writer since the last pause in which nobody came by for as long as it lives.
-- in: marks            out: mark_reads
-- grain: one row a (setting, request, breakpoint)
-- params: life_us
create or replace temp table mark_reads as
with shared as (
    -- what one request alone passes by is written and never found
    select
        setting,
        scope_no,
        hash
    from marks
    group by setting, scope_no, hash
    having count(*) > 1
), numbered as (
    select
        m.*,
        -- Every prefix has a stretch of time of its own, wider than any clock: one window for all, in place of one a prefix, and
        -- what belongs to another prefix is always too long ago.
        cast(dense_rank() over (partition by m.setting, m.scope_no order by m.hash) as decimal(19, 0))
        * cast(10000000000000000 as decimal(17, 0)) as stretch
    from marks as m
    inner join shared as s
        on s.setting = m.setting
        and s.scope_no = m.scope_no
        and s.hash = m.hash
), events as (
    -- a request comes by when it starts; what it writes is there when its response begins, before whoever starts at that instant
    select
        setting,
        scope_no,
        stretch + start_us as at_us,
        1 as step,
        cast(null as decimal(38, 0)) as writer_us,
        place,
        end_tokens
    from numbered
    union all
    select
        setting,
        scope_no,
        stretch + begun_us as at_us,
        0 as step,
        stretch + start_us as writer_us,
        null as place,
        null as end_tokens
    from numbered
    where is_mark
), seen as (
    select
        *,
        at_us - max(case when step = 1 then at_us end) over (
            partition by setting, scope_no
            order by at_us, step
            rows between unbounded preceding and 1 preceding
        ) as pause_us,
        max(writer_us) over (
            partition by setting, scope_no
            order by at_us, step
            rows between unbounded preceding and current row
        ) as writer_by_us
    from events
), dated as (
    select
        *,
        -- Which of requests that start together comes first does not matter: the first has the pause, all have the same writer.
        max(case when step = 1 and (pause_us is null or pause_us > cast($life_us as bigint)) then at_us end) over so_far as since_us,
        max(case when step = 1 and at_us - writer_by_us <= cast($life_us as bigint) then at_us end) over so_far as found_us
    from seen
    window so_far as (
        partition by setting, scope_no
        order by at_us, step
        rows between unbounded preceding and current row
    )
), found as (
    select
        setting,
        scope_no,
        place,
        max(end_tokens) as found_tokens
    from dated
    where step = 1 and found_us >= since_us
    group by setting, scope_no, place
), placed as (
    select
        setting,
        scope_no,
        line_no,
        place,
        depth,
        end_tokens,
        is_head,
        -- one window a scope, in place of one a request
        case
            when lag(place) over request = place then lag(end_tokens) over request
            else 0
        end as from_tokens
    from marks
    where is_mark
    window request as (partition by setting, scope_no order by place, depth)
)
select
    p.setting,
    p.scope_no,
    p.line_no,
    p.place,
    -- 0 is the end of the prompt, wherever that is
    case when p.is_head then p.depth else 0 end as depth,
    p.end_tokens,
    greatest(least(coalesce(f.found_tokens, 0), p.end_tokens) - p.from_tokens, 0) as read_tokens,
    p.end_tokens - greatest(least(coalesce(f.found_tokens, 0), p.end_tokens), p.from_tokens) as write_tokens
from placed as p
left join found as f
    on f.setting = p.setting
    and f.scope_no = p.scope_no
    and f.place = p.place
