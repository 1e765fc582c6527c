-- What a breakpoint at the end of each prompt would read and write in sessions that grow, from token counts alone: a prompt at least as
-- long as the one before it in its session, which it can be taken to hold, reads that one; a shorter one was cut, and reads nothing.
-- Only where at least nine in ten steps grow by half of the answer in between: then the sessions are conversations.
-- in: replay_calls            out: session_reads
-- grain: one row a request without prefix blocks in a scope whose sessions grow
-- params: -
create or replace temp table session_reads as
with stepped as (
    select
        scope_no,
        line_no,
        place,
        prompt_tokens,
        input_tokens,
        cache_read_tokens,
        cache_write_5m_tokens,
        cache_write_1h_tokens,
        start_us,
        least_tokens,
        lag(prompt_tokens) over session as last_tokens,
        2 * (prompt_tokens - lag(prompt_tokens) over session) >= lag(output_tokens) over session as is_carried,
        start_us - lag(start_us) over session as pause_us,
        lag(begun_us) over session <= start_us as has_begun
    from replay_calls
    where prefix_blocks is null
    window session as (partition by scope_no, session_id order by place)
), growing as (
    select scope_no
    from stepped
    group by scope_no
    having count(last_tokens) > 0
        and 10 * sum(case when is_carried then 1 else 0 end) >= 9 * count(last_tokens)
), judged as (
    select
        s.*,
        s.prompt_tokens >= s.last_tokens
        and s.last_tokens >= s.least_tokens
        -- Who holds an answer asked after it began, whatever the log says of its end.
        and (s.has_begun or s.is_carried) as is_next
    from stepped as s
    inner join growing as g on g.scope_no = s.scope_no
)
select
    scope_no,
    line_no,
    place,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    case when prompt_tokens >= least_tokens then prompt_tokens else 0 end as marked_tokens,
    case when is_next and pause_us <= 300000000 then last_tokens else 0 end as read_tokens_5m,
    case when is_next and pause_us <= 3600000000 then last_tokens else 0 end as read_tokens_1h
from judged
