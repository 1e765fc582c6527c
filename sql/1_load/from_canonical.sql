-- What a file in norush's own columns says of a call.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: input_tokens EXCLUDES cache reads and writes (house contract).
create or replace temp view arrived as
select
    file,
    ordinal,
    'request' as kind,
    case
        when model is null and input_tokens is null and started_at is null and ended_at is null
            then 'not a canonical row, or not valid JSON'
        when not regexp_matches(coalesce(started_at, ended_at), '[0-9]:[0-9.]+ ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$')
            or not regexp_matches(ended_at, '[0-9]:[0-9.]+ ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$')
            then 'a time without zone: canonical times carry an offset (2026-10-05T09:14:03Z)'
    end as reason,
    request_id,
    coalesce(source, 'canonical') as source,
    try_cast(started_at as timestamptz) as started_at,
    try_cast(first_token_at as timestamptz) as first_token_at,
    try_cast(ended_at as timestamptz) as ended_at,
    provider,
    model,
    service_tier,
    speed,
    inference_geo,
    try_cast(streamed as boolean) as streamed,
    api_key,
    workspace,
    app,
    end_user,
    session_id,
    tags_in_json(tags) as tags,
    operation,
    user_agent,
    false as input_includes_cache,
    input_tokens as input_text,
    cache_read_tokens as cache_read_text,
    null as cache_write_text,
    cache_write_5m_tokens as cache_write_5m_text,
    cache_write_1h_tokens as cache_write_1h_text,
    output_tokens as output_text,
    max_tokens as max_tokens_text,
    tools as tools_text,
    web_search_requests as web_search_text,
    stop_reason,
    status,
    error_type,
    billed_usd as billed_text,
    prefix_blocks as prefix_blocks_json
from raw
