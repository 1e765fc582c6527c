-- The requests of the judged periods, narrow, in integer microseconds and in order: what bursts are found in and every signal is made of.
-- An unknown end is estimated (by `speeds`; else 0.8 s to the first token, then 65 tokens a second: classifier study, 2) and marked so.
-- `seq` is the place of a call in its stream's order of starts: sorting by it is sorting by all of that order, at a third of the cost.
-- `idle_us`: since the last end of the eight calls before it (a running maximum over all of them costs ten times as much as eight
-- lags); null for a stream's first. `span_us`: how long six calls in a row took that begin or end with this one, on the side where it is shorter.
-- in: requests, keys, speeds, streams, sessions, end_users   out: arrivals
-- grain: one row a (stream, request in a period); one row a request where is_whole
create or replace temp table arrivals as
with named as (
    select
        r.rowid as place,
        k.key_no,
        k.is_batch,
        s.session,
        epoch_us(coalesce(r.started_at, r.ended_at)) as start_us,
        epoch_us(r.ended_at) as logged_end_us,
        r.started_at is not null and r.ended_at is not null as is_end_known,
        r.input_tokens + r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens as prompt_tokens,
        r.cache_read_tokens,
        r.cache_write_5m_tokens + r.cache_write_1h_tokens as cache_write_tokens,
        r.output_tokens,
        u.user_no,
        r.streamed,
        r.stop_reason = 'tool_use' as is_tool_stop,
        r.stop_reason = 'tool_use' and r.tools >= 3 as is_tool_choice,
        r.status <> 'succeeded' as has_failed
    from requests as r
    left join sessions as s on s.session_id = r.session_id
    left join end_users as u on u.end_user = r.end_user
    -- every request in a period has its key: an inner join says the same, but the planner would take what it leaves for few, and build
    -- the tables of the other joins of all calls
    left join keys as k
        on k.period = r.period
        and k.provider is not distinct from r.provider
        and k.workspace is not distinct from r.workspace
        and k.api_key is not distinct from r.api_key
        and k.app is not distinct from r.app
        and k.model is not distinct from r.model
        and k.user_agent is not distinct from r.user_agent
        and k.least_tokens <= r.input_tokens + r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens
        and k.most_tokens > r.input_tokens + r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens
        and k.is_batch = (r.service_tier = 'batch')
        and k.is_blank = (r.status <> 'succeeded' and r.input_tokens + r.output_tokens + r.cache_read_tokens = 0)
        and k.logged_manner = concat(
            case when r.streamed then ' streamed' else '' end,
            case when r.tools > 0 then ' with tools' else '' end,
            case when r.end_user is not null then ' for users' else '' end,
            -- a log of tokens alone shows of a program only whether it caches its prompts
            case
                when r.streamed is null and r.tools is null and r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens > 0
                    then ' cached'
                else ''
            end
        )
    where r.period is not null
), timed as (
    select
        n.* exclude (logged_end_us),
        case
            when n.is_end_known then n.logged_end_us
            else n.start_us + coalesce(v.first_token_us, 800000)
                + cast(n.output_tokens * 1000000 // coalesce(v.tokens_per_s, 65) as bigint)
        end as end_us
    from named as n
    left join speeds as v on v.key_no = n.key_no
), streamed as (
    select
        t.*,
        s.stream,
        s.is_whole
    from timed as t
    join streams as s on s.key_no = t.key_no
)
select
    *,
    row_number() over by_start as seq,
    start_us - greatest(
        lag(end_us, 1) over by_start, lag(end_us, 2) over by_start, lag(end_us, 3) over by_start, lag(end_us, 4) over by_start,
        lag(end_us, 5) over by_start, lag(end_us, 6) over by_start, lag(end_us, 7) over by_start, lag(end_us, 8) over by_start
    ) as idle_us,
    least(
        coalesce(start_us - lag(start_us, 5) over by_start, 9223372036854775807),
        coalesce(lead(start_us, 5) over by_start - start_us, 9223372036854775807)
    ) as span_us
from streamed
-- calls alike in all of this are interchangeable, whatever their order
window by_start as (
    partition by stream, is_batch
    order by start_us, end_us, key_no, prompt_tokens, output_tokens, cache_read_tokens
)
