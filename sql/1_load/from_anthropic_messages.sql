-- What an application's log of an Anthropic Message says of a call: the bare Message, or a line that wraps it.
-- in: raw                 out: arrived
-- grain: one row a record of the file; what another model advised within the call is a record of its own
-- token meaning: input_tokens EXCLUDES cache reads and writes (it counts what follows the last cache breakpoint); what compactions
-- within the call took is added.
-- time meaning: a line that holds the answer was written after it, so logged_at, timestamp, time, ts and created_at are the END
-- of the call; started_at and start_time are its start. A duration gives the other one.
create or replace temp view arrived as
with calls as (
    select
        *,
        usage_parts(coalesce(response.usage, "message".usage, body.usage, usage)) as parts
    from raw
), opened as (
    select
        * exclude (parts),
        parts[1] as whole,
        unnest(parts) as used,
        unnest(range(len(parts))) as part,
        coalesce(response.id, "message".id, body.id, case when "type" = 'message' then id end) as message_id,
        coalesce(response.model, "message".model, body.model, model, request.model) as message_model,
        coalesce(response.stop_reason, "message".stop_reason, body.stop_reason, stop_reason) as message_stop_reason,
        coalesce(response.error."type", error."type") as message_error,
        coalesce(started_at, start_time, "startedAt") as start_text,
        coalesce(
            ended_at, end_time, finished_at, completed_at, logged_at, "timestamp", "time", ts, created_at
        ) as end_text,
        coalesce(
            try_cast(coalesce(duration_ms, latency_ms, elapsed_ms) as decimal(24, 3)) * 1000,
            try_cast(coalesce(duration_s, latency_s, elapsed_s) as decimal(24, 6)) * 1000000
        ) as took_us
    from calls
), timed as (
    select
        *,
        logged_time(start_text) as logged_start,
        logged_time(end_text) as logged_end,
        -- a negative or endless duration would give a wrong start: then there is none
        case when took_us between 0 and getvariable('longest_call_s')::bigint * 1000000 then took_us::bigint end as duration_us
    from opened
)
select
    file,
    ordinal,
    case when is_unclear then 'unclear' else 'request' end as kind,
    case
        when used is null and message_error is null and coalesce("type", '') <> 'error'
            then 'not an Anthropic Message with usage, or not valid JSON'
        when logged_start is null and logged_end is null and coalesce(start_text, end_text) is null
            then 'no time: a Message carries none, the log must add started_at or ended_at (a mapping file can name the column)'
        when logged_start is null and logged_end is null
            then 'a time without zone or not readable: write it in RFC 3339, or give its format and zone in a mapping file'
    end as reason,
    coalesce(message_id, request_id, "_request_id", response.request_id) || case when part > 0 then concat('/advice-', part) else '' end as request_id,
    'anthropic_messages' as source,
    coalesce(logged_start, logged_end - to_microseconds(duration_us)) as started_at,
    null::timestamptz as first_token_at,
    coalesce(logged_end, logged_start + to_microseconds(duration_us)) as ended_at,
    'anthropic' as provider,
    case when part > 0 then used.model else message_model end as model,
    whole.service_tier as service_tier,
    used.speed as speed,
    whole.inference_geo as inference_geo,
    try_cast(coalesce(stream, streamed, request.stream) as boolean) as streamed,
    coalesce(api_key_name, api_key, api_key_id) as api_key,
    coalesce(workspace, workspace_name, workspace_id, team) as workspace,
    coalesce(app, application, service, project) as app,
    coalesce(user_id, end_user, request.metadata.user_id) as end_user,
    coalesce(session_id, conversation_id) as session_id,
    null::map(text, text) as tags,
    case when part > 0 then 'advice' else coalesce(operation, 'messages') end as operation,
    user_agent,
    false as input_includes_cache,
    used.input_tokens as input_text,
    used.cache_read_input_tokens as cache_read_text,
    used.cache_creation_input_tokens as cache_write_text,
    used.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    used.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    used.output_tokens as output_text,
    coalesce(request.max_tokens, max_tokens) as max_tokens_text,
    json_array_length(request.tools)::text as tools_text,
    used.server_tool_use.web_search_requests as web_search_text,
    message_stop_reason as stop_reason,
    case when message_error is not null or "type" = 'error' then 'errored' else 'succeeded' end as status,
    message_error as error_type,
    null as billed_text,
    null as prefix_blocks_json,
    case
        when request.messages is not null and part = 0
            then json_object('tools', request.tools, 'system', request.system, 'messages', request.messages)
    end as body
from timed
