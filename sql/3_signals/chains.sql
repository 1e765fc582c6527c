-- Whether a call builds on the one before: in its session where the log names one, else in the order of the workload. A step grows
-- when its prompt holds the last prompt and some of its answer; it is a cache chain when it reads what the last one read and wrote.
-- `session_ahead_share`: how many of the steps that grow in a session begin before the call ended whose answer they hold: that answer was known before.
-- in: calls               out: chains
-- grain: one row a (period, workload)
-- cannot see: chains whose state does not show in token counts; interleaved chains without a session id
create or replace temp table chains as
with ordered as (
    -- one window a workload, sorted by session, in place of one a session: a log may hold as many sessions as calls
    select
        lane,
        session,
        start_us,
        prompt_tokens,
        cache_read_tokens,
        lag(place) over chain is not null and lag(session) over chain is not distinct from session as is_step,
        lag(session, 2) over chain = session as is_third,
        lag(session, 3) over chain = session as is_fourth,
        lag(end_us) over chain as last_end_us,
        lag(prompt_tokens) over chain as last_prompt_tokens,
        lag(output_tokens) over chain as last_output_tokens,
        lag(cache_read_tokens + cache_write_tokens) over chain as last_cached_tokens,
        lag(cache_write_tokens) over chain as last_written_tokens
    from calls
    -- a call that failed has no tokens, and is no step
    where prompt_tokens > 0
    window chain as (partition by lane order by session, place)
), steps as (
    select
        lane,
        is_step,
        session is not null as has_session,
        -- from the third call of a session on, all of it is a session of three or more
        case when is_fourth then 1 when is_third then 3 else 0 end as calls_of_three,
        prompt_tokens > last_prompt_tokens as is_up,
        prompt_tokens >= last_prompt_tokens + last_output_tokens // 2
        and prompt_tokens <= last_prompt_tokens + last_output_tokens + 30000
        and prompt_tokens > last_prompt_tokens as is_growth,
        -- what the last one wrote: a prompt that all calls share is written once and read by each
        last_written_tokens > 0
        and last_cached_tokens >= 1024
        and cache_read_tokens >= last_cached_tokens * 98 // 100
        and cache_read_tokens <= last_cached_tokens * 102 // 100 as is_cache_chain,
        start_us - last_end_us < 10000000 as is_quick,
        start_us < last_end_us as is_ahead
    from ordered
)
select
    lane,
    cast(sum(calls_of_three) as double) / count(*) as in_session_share,
    cast(sum(case when has_session and is_step and is_growth then 1 else 0 end) as double)
        / nullif(sum(case when has_session and is_step then 1 else 0 end), 0) as session_growth_share,
    cast(sum(case when has_session and is_step and is_growth and is_quick then 1 else 0 end) as double)
        / nullif(sum(case when has_session and is_step and is_growth then 1 else 0 end), 0) as session_quick_share,
    cast(sum(case when has_session and is_step and is_growth and is_ahead then 1 else 0 end) as double)
        / nullif(sum(case when has_session and is_step and is_growth then 1 else 0 end), 0) as session_ahead_share,
    cast(sum(case when is_step and is_cache_chain and is_quick then 1 else 0 end) as double)
        / nullif(sum(case when is_step and is_cache_chain then 1 else 0 end), 0) as chain_quick_share,
    cast(sum(case when is_step and is_cache_chain then 1 else 0 end) as double)
        / nullif(sum(case when is_step then 1 else 0 end), 0) as cache_chain_share,
    cast(sum(case when not has_session and is_step and is_up then 1 else 0 end) as double)
        / nullif(sum(case when not has_session and is_step then 1 else 0 end), 0) as up_step_share,
    cast(sum(case when is_step then 1 else 0 end) as bigint) as steps
from steps
group by lane
