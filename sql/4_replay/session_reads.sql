-- What a breakpoint at the end of each prompt would read and write in sessions that grow, from token counts alone: a prompt at least as
-- long as the one before it in its session, which it can be taken to hold, reads that one; a shorter one was cut, and reads nothing.
-- in: replay_calls            out: session_reads
-- grain: one row a request without prefix blocks
-- params: life_5m_us, life_1h_us
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
), judged as (
    select
        *,
        prompt_tokens >= last_tokens
        and last_tokens >= least_tokens
        -- Who holds an answer asked after it began, whatever the log says of its end.
        and (has_begun or is_carried) as is_next
    from stepped
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
    case when is_next and pause_us <= cast($life_5m_us as bigint) then last_tokens else 0 end as read_tokens_5m,
    case when is_next and pause_us <= cast($life_1h_us as bigint) then last_tokens else 0 end as read_tokens_1h
from judged
