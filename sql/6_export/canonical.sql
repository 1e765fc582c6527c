-- Each request in norush's own columns, as a file hands them on: what an audit reads back as the same calls.
-- End users stand as the load left them: hashed, unless they were to be shown.
-- in: requests                   out: canonical
-- grain: one row a request; day is that of its start, else of its end, in UTC
-- params: -
create or replace temp view canonical as
select
    cast(coalesce(started_at, ended_at) as date) as day,
    request_id,
    source,
    started_at,
    first_token_at,
    ended_at,
    provider,
    model,
    service_tier,
    speed,
    inference_geo,
    streamed,
    api_key,
    workspace,
    app,
    end_user,
    session_id,
    tags,
    operation,
    user_agent,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    output_tokens,
    max_tokens,
    tools,
    web_search_requests,
    stop_reason,
    status,
    error_type,
    billed_usd,
    prefix_blocks
from requests
