-- The requests that shared a cache, in order, each with the one before it and the one after it in its session (without one: in its scope).
-- cached_tokens: what it left in the cache. life_us: how long that lived. next_read_us: when anyone of the scope next read from the cache.
-- Left out is what can lose nothing: where nobody writes, the one call of a session.
-- Calls alike in all that the order asks for are interchangeable: sorting by ids would cost three times as much.
-- in: priced_requests, cache_lines, long_sessions            out: cache_calls
-- grain: one row a billed request of a cache that is used
-- params: life_5m_us, life_1h_us
create or replace temp table cache_calls as
with timed as (
    select
        l.scope_no,
        l.line_no,
        l.last_us,
        r.session_id,
        r.session_id is not null as is_in_session,
        r.prompt_tokens,
        r.input_tokens,
        r.cache_read_tokens,
        r.cache_write_5m_tokens,
        r.cache_write_1h_tokens,
        r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens as cached_tokens,
        r.start_us,
        r.begun_us,
        case
            when r.cache_write_1h_tokens > 0 then cast($life_1h_us as bigint)
            when r.cache_write_5m_tokens > 0 then cast($life_5m_us as bigint)
            when l.is_long then cast($life_1h_us as bigint)
            else cast($life_5m_us as bigint)
        end as life_us
    from priced_requests as r
    inner join cache_lines as l
        on r.period = l.period
        and r.workload_id = l.workload_id
        and r.price_card = l.price_card
        and r.service_tier = l.service_tier
        and r.geo = l.geo
        and r.is_stopped = l.is_stopped
    left join long_sessions as s
        on r.session_id = s.session_id
        and r.workload_id = s.workload_id
        and r.period = s.period
    where r.billed = 1
        and (l.has_writes or r.session_id is null or s.session_id is not null)
)
select
    *,
    first_value(case when cache_read_tokens > 0 then start_us end ignore nulls) over (
        partition by scope_no
        order by start_us, begun_us, prompt_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, line_no
        rows between 1 following and unbounded following
    ) as next_read_us,
    lag(cached_tokens) over chain as before_cached_tokens,
    lag(prompt_tokens) over chain as before_prompt_tokens,
    lag(begun_us) over chain as before_begun_us,
    lag(life_us) over chain as before_life_us,
    start_us - lag(start_us) over chain as pause_us,
    lead(cache_read_tokens) over chain as after_read_tokens,
    lead(start_us) over chain - start_us as after_us
from timed
window chain as (
    partition by scope_no, session_id
    order by start_us, begun_us, prompt_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, line_no
)
