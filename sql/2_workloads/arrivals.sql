-- The requests of the judged periods, narrow, in integer microseconds: what bursts are found in and every signal is made of. An unknown
-- end is estimated (0.8 s to the first token, then 65 tokens a second: classifier study, 2) and marked so.
-- in: requests, keys, sessions   out: arrivals
-- grain: one row a request in a period
create or replace temp table arrivals as
select
    place,
    key_no,
    caller,
    is_batch,
    session,
    started_at,
    ended_at,
    start_us,
    case
        when is_end_known then logged_end_us
        else start_us + 800000 + cast(output_tokens * 1000000 // 65 as bigint)
    end as end_us,
    is_end_known,
    input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens as prompt_tokens,
    cache_read_tokens,
    cache_write_5m_tokens + cache_write_1h_tokens as cache_write_tokens,
    output_tokens,
    end_user,
    streamed,
    stop_reason,
    status
from (
    select
        r.rowid as place,
        k.key_no,
        k.caller,
        k.is_batch,
        s.session,
        coalesce(r.started_at, r.ended_at) as started_at,
        coalesce(r.ended_at, r.started_at) as ended_at,
        epoch_us(coalesce(r.started_at, r.ended_at)) as start_us,
        epoch_us(r.ended_at) as logged_end_us,
        r.started_at is not null and r.ended_at is not null as is_end_known,
        r.input_tokens,
        r.cache_read_tokens,
        r.cache_write_5m_tokens,
        r.cache_write_1h_tokens,
        r.output_tokens,
        r.end_user,
        r.streamed,
        r.stop_reason,
        r.status
    from requests as r
    join keys as k
        on k.period = r.period
        and k.provider is not distinct from r.provider
        and k.workspace is not distinct from r.workspace
        and k.api_key is not distinct from r.api_key
        and k.app is not distinct from r.app
        and k.model is not distinct from r.model
        and k.is_batch = (r.service_tier = 'batch')
    left join sessions as s on s.session_id = r.session_id
)
