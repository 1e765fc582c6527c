-- The requests of the judged periods, narrow, in integer microseconds: what every signal is made of. An unknown end is
-- estimated (0.8 s to the first token, then 65 tokens a second: classifier study, 2) and marked so.
-- in: requests            out: calls
-- grain: one row a request in a period
create or replace temp table calls as
select
    period,
    workload_id,
    request_id,
    coalesce(started_at, ended_at) as started_at,
    coalesce(ended_at, started_at) as ended_at,
    start_us,
    case
        when is_end_known then end_us
        else start_us + 800000 + cast(output_tokens * 1000000 // 65 as bigint)
    end as end_us,
    is_end_known,
    input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens as prompt_tokens,
    cache_read_tokens,
    cache_write_5m_tokens + cache_write_1h_tokens as cache_write_tokens,
    output_tokens,
    session_id,
    end_user,
    streamed,
    stop_reason,
    status
from (
    select
        *,
        epoch_us(coalesce(started_at, ended_at)) as start_us,
        epoch_us(ended_at) as end_us,
        started_at is not null and ended_at is not null as is_end_known
    from requests
    where period is not null
)
