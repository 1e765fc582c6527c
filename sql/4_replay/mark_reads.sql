-- What each breakpoint reads and writes by the provider's rules: of the tokens between the breakpoint before it and itself, read is what
-- lies before the deepest entry that the request finds, and written the rest.
-- An entry is written by a response, can be read once that has begun, and lives from the start of the request that wrote it or last read
-- it. So a request finds it if the latest writer that has begun to answer by now started within the life; or if the last one to come by
-- found it, within the life. That is: if there was such a writer since the last pause in which nobody came by for as long as it lives.
-- Settings: `head` has breakpoints at the chosen depths alone, `head_end` also at the end of every prompt. A head is met in both by the same
-- requests, all of which have a breakpoint there: when it is found is the same in both.
-- is_early: it wrote what a call that started before it, within the life, was about to write: no answer of that had begun in time (a fan-out).
-- new_hash: the head, where no such call had started before. Of those that start with it at one instant each but one is early as well, and
-- nothing in a log says which one: append_breakpoints counts them by instant.
-- in: marks            out: mark_reads
-- grain: one row a (setting, request, breakpoint)
-- params: life_us
create or replace temp table mark_reads as
with shared as (
    -- what one request alone passes by is written and never found
    select
        scope_no,
        hash
    from marks
    group by scope_no, hash
    having count(*) > 1
), numbered as (
    select
        m.*,
        -- Every prefix has a stretch of time of its own, wider than any clock: one window for all, in place of one a prefix, and
        -- what belongs to another prefix is always too long ago.
        cast(dense_rank() over (partition by m.scope_no order by m.hash) as decimal(19, 0))
        * cast(10000000000000000 as decimal(17, 0)) as stretch
    from marks as m
    inner join shared as s
        on s.scope_no = m.scope_no
        and s.hash = m.hash
), events as (
    -- a request comes by when it starts; what it writes is there when its response begins, before whoever starts at that instant
    select
        scope_no,
        stretch + start_us as at_us,
        1 as step,
        cast(null as decimal(38, 0)) as writer_us,
        place,
        end_tokens,
        is_head
    from numbered
    union all
    select
        scope_no,
        stretch + begun_us as at_us,
        0 as step,
        stretch + start_us as writer_us,
        null as place,
        null as end_tokens,
        null as is_head
    from numbered
    where is_mark
), seen as (
    select
        *,
        at_us - max(case when step = 1 then at_us end) over (
            partition by scope_no
            order by at_us, step
            rows between unbounded preceding and 1 preceding
        ) as pause_us,
        max(writer_us) over (
            partition by scope_no
            order by at_us, step
            rows between unbounded preceding and current row
        ) as writer_by_us
    from events
), dated as (
    select
        *,
        -- In whatever order requests that start together come, all have the same: the first has the pause, and they share the writer.
        max(case when step = 1 and (pause_us is null or pause_us > cast($life_us as bigint)) then at_us end) over so_far as since_us,
        max(case when step = 1 and at_us - writer_by_us <= cast($life_us as bigint) then at_us end) over so_far as found_us
    from seen
    window so_far as (
        partition by scope_no
        order by at_us, step
        rows between unbounded preceding and current row
    )
), found as (
    select
        scope_no,
        place,
        max(case when is_head and found_us >= since_us then end_tokens end) as head_tokens,
        max(case when found_us >= since_us then end_tokens end) as any_tokens,
        -- whoever came by here at an earlier instant, with no pause since, came by at every head before it as well
        max(case when is_head and since_us < at_us and not coalesce(found_us >= since_us, false) then end_tokens end) as early_tokens
    from dated
    where step = 1
    group by scope_no, place
), placed as (
    select
        s.setting,
        m.scope_no,
        m.line_no,
        m.place,
        m.depth,
        m.hash,
        m.start_us,
        m.end_tokens,
        m.is_head,
        -- one window a scope, in place of one a request
        case
            when lag(m.place) over request = m.place then lag(m.end_tokens) over request
            else 0
        end as from_tokens
    from marks as m
    inner join (select 'head' as setting union all select 'head_end' as setting) as s
        on m.is_head or (m.is_mark and s.setting = 'head_end')
    window request as (partition by s.setting, m.scope_no order by m.place, m.depth)
), met as (
    select
        p.*,
        coalesce(case when p.setting = 'head' then f.head_tokens else f.any_tokens end, 0) as found_tokens,
        coalesce(f.early_tokens, 0) as early_tokens
    from placed as p
    left join found as f on f.scope_no = p.scope_no and f.place = p.place
)
select
    setting,
    scope_no,
    line_no,
    place,
    -- 0 is the end of the prompt, wherever that is
    case when is_head then depth else 0 end as depth,
    end_tokens,
    greatest(least(found_tokens, end_tokens) - from_tokens, 0) as read_tokens,
    end_tokens - greatest(least(found_tokens, end_tokens), from_tokens) as write_tokens,
    is_head and end_tokens > found_tokens and end_tokens <= early_tokens as is_early,
    case when is_head and end_tokens > found_tokens and end_tokens > early_tokens then hash end as new_hash,
    start_us
from met
