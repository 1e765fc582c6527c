-- What a cache that is used loses, by cause, in tokens: at the price of writes for five minutes, of writes for an hour, or of input.
-- never_read: written, and read by nobody while it lived. life_too_short: the next call came after five minutes, within the hour.
-- paused_over_an_hour: it came later than any life. not_yet_begun: it came before the answer had begun. front_changed: it came in time with
-- a prompt as long as the one before, and did not find it. life_too_long: written for an hour, and used again within five minutes.
-- grade exact: no call of the workload read anything while the entry lived. inferred: from the next call of the session. bound: at most, from
-- whichever call came next. A hit reads nine tenths of what the call before left; a shorter prompt was cut, and lost nothing.
-- in: cache_calls            out: cache_losses
-- grain: one row a (line_no, loss, grade)
-- params: life_5m_us, life_1h_us
create or replace temp table cache_losses as
with unread as (
    select
        line_no,
        'never_read' as loss,
        case when next_read_us is null or next_read_us - start_us > life_us then 'exact' else 'inferred' end as grade,
        cache_write_5m_tokens,
        cache_write_1h_tokens,
        case
            when next_read_us is null or next_read_us - start_us > life_us then cache_write_5m_tokens + cache_write_1h_tokens
            -- the next call of the session read this far from the front
            else cached_tokens - greatest(cache_read_tokens, least(after_read_tokens, cached_tokens))
        end as tokens
    from cache_calls
    where cached_tokens > cache_read_tokens
        -- what the log ends upon may be read yet
        and last_us - start_us > life_us
        and (next_read_us is null or next_read_us - start_us > life_us or (is_in_session and after_us is not null))
), missed as (
    select
        line_no,
        case
            when pause_us > before_life_us and pause_us > cast($life_1h_us as bigint) then 'paused_over_an_hour'
            when pause_us > before_life_us then 'life_too_short'
            when before_begun_us > start_us then 'not_yet_begun'
            else 'front_changed'
        end as loss,
        case when is_in_session then 'inferred' else 'bound' end as grade,
        input_tokens,
        cache_write_5m_tokens,
        cache_write_1h_tokens,
        case when is_in_session then before_cached_tokens else least(before_cached_tokens, cached_tokens) end
        - cache_read_tokens as tokens
    from cache_calls
    where before_cached_tokens > 0
        and case
            when is_in_session
                then prompt_tokens >= before_prompt_tokens and 10 * cache_read_tokens < 9 * before_cached_tokens
            -- calls of several kinds take turns: what reads all that it marked has its own front
            else 10 * cache_read_tokens < 9 * least(before_cached_tokens, cached_tokens)
        end
), parted as (
    select
        line_no,
        loss,
        grade,
        -- an hour's writes stand before those of five minutes, and the end is what nobody read
        least(tokens, cache_write_5m_tokens) as write_5m_tokens,
        tokens - least(tokens, cache_write_5m_tokens) as write_1h_tokens,
        0 as input_tokens
    from unread
    where tokens > 0
    union all
    select
        line_no,
        loss,
        grade,
        least(tokens - least(tokens, cache_write_1h_tokens), cache_write_5m_tokens) as write_5m_tokens,
        least(tokens, cache_write_1h_tokens) as write_1h_tokens,
        least(greatest(tokens - cache_write_1h_tokens - cache_write_5m_tokens, 0), input_tokens) as input_tokens
    from missed
    union all
    select
        line_no,
        'life_too_long' as loss,
        'bound' as grade,
        0 as write_5m_tokens,
        cache_write_1h_tokens as write_1h_tokens,
        0 as input_tokens
    from cache_calls
    where cache_write_1h_tokens > 0
        and after_us <= cast($life_5m_us as bigint)
        and after_read_tokens > cache_read_tokens
)
select
    line_no,
    loss,
    grade,
    count(*) as calls,
    cast(sum(write_5m_tokens) as bigint) as write_5m_tokens,
    cast(sum(write_1h_tokens) as bigint) as write_1h_tokens,
    cast(sum(input_tokens) as bigint) as input_tokens
from parted
group by line_no, loss, grade
