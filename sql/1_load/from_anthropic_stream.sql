-- What the events of a streamed Anthropic Message say of a call: gathered from a file of events, or as a text in a log line.
-- in: raw                 out: arrived
-- grain: one row a stream; what another model advised within it is a record of its own
-- token meaning: input_tokens EXCLUDES cache reads and writes; the usage of message_delta is cumulative and replaces what
-- message_start said, it is never added; what compactions within the call took is added.
-- time meaning: events have no time. One that was written down with the last event is the END of the call; with the first alone, its
-- start, a little late. A log line's own times are those of anthropic_messages.
create or replace temp view arrived as
with lines as (
    select
        file,
        ordinal,
        record,
        json_transform(
            record,
            '{
                "response": "JSON", "response_body": "JSON", "body": "JSON", "output": "JSON", "stream_text": "JSON",
                "raw_response": "JSON", "message": "JSON",
                "started_at": "VARCHAR", "start_time": "VARCHAR", "startedAt": "VARCHAR",
                "first_token_at": "VARCHAR",
                "ended_at": "VARCHAR", "end_time": "VARCHAR", "finished_at": "VARCHAR", "completed_at": "VARCHAR",
                "logged_at": "VARCHAR", "timestamp": "VARCHAR", "time": "VARCHAR", "ts": "VARCHAR", "created_at": "VARCHAR",
                "duration_ms": "VARCHAR", "latency_ms": "VARCHAR", "elapsed_ms": "VARCHAR",
                "duration_s": "VARCHAR", "latency_s": "VARCHAR", "elapsed_s": "VARCHAR",
                "api_key_name": "VARCHAR", "api_key": "VARCHAR", "api_key_id": "VARCHAR",
                "workspace": "VARCHAR", "workspace_name": "VARCHAR", "workspace_id": "VARCHAR", "team": "VARCHAR",
                "app": "VARCHAR", "application": "VARCHAR", "service": "VARCHAR", "project": "VARCHAR",
                "user_id": "VARCHAR", "end_user": "VARCHAR", "session_id": "VARCHAR", "conversation_id": "VARCHAR",
                "request": {"tools": "JSON", "system": "JSON", "messages": "JSON", "max_tokens": "VARCHAR"},
                "request_id": "VARCHAR", "operation": "VARCHAR", "user_agent": "VARCHAR"
            }'
        ) as r
    from raw
), texts as (
    select
        *,
        list_filter(
            list_transform(
                [r.response, r.response_body, r.body, r."output", r.stream_text, r.raw_response, r."message"],
                lambda field: field ->> '$'
            ),
            lambda field: contains(field, '"message_start"') or starts_with(field, 'event: error')
        )[1] as text
    from lines
), streams as (
    select
        * exclude (text),
        case
            when json_type(record, '$.events') = 'ARRAY' then json_extract(record, '$.events[*]')
            -- pieces of content are most of a stream, and tell nothing here
            else list_transform(
                list_filter(
                    string_split(text, chr(10)),
                    lambda line: starts_with(line, 'data:') and trim(substr(line, 6), e' \t\r') <> '[DONE]' and not contains(left(line, 40), '"content_block')
                ),
                lambda line: coalesce(try_cast(substr(line, 6) as json), '{"type": "unreadable"}'::json)
            )
        end as events,
        list_transform(events, lambda event: coalesce(event ->> '$.type', '')) as kinds
    from texts
), gathered as (
    select
        *,
        events[list_position(kinds, 'message_start')] as begun,
        -- the last one: its usage is cumulative
        list_filter(events, lambda event, place: kinds[place] = 'message_delta')[-1] as ended,
        events[list_position(kinds, 'error')] as failed,
        events[list_position(kinds, 'content_block_delta')] as first_content,
        coalesce(list_contains(kinds, 'message_stop'), false) as is_stopped,
        coalesce(list_contains(kinds, 'unreadable'), false) as is_damaged,
        json_extract(begun, '$.message.usage') as u0,
        json_extract(ended, '$.usage') as u1
    from streams
), merged as (
    select
        *,
        case
            when u0 is not null or u1 is not null then json_object(
                'input_tokens', coalesce(u1 ->> '$.input_tokens', u0 ->> '$.input_tokens'),
                'cache_read_input_tokens', coalesce(u1 ->> '$.cache_read_input_tokens', u0 ->> '$.cache_read_input_tokens'),
                'cache_creation_input_tokens', coalesce(u1 ->> '$.cache_creation_input_tokens', u0 ->> '$.cache_creation_input_tokens'),
                'cache_creation', coalesce(nullif(u1 -> '$.cache_creation', 'null'), u0 -> '$.cache_creation'),
                'output_tokens', coalesce(u1 ->> '$.output_tokens', u0 ->> '$.output_tokens'),
                'server_tool_use', coalesce(nullif(u1 -> '$.server_tool_use', 'null'), u0 -> '$.server_tool_use'),
                'service_tier', coalesce(u1 ->> '$.service_tier', u0 ->> '$.service_tier'),
                'inference_geo', coalesce(u1 ->> '$.inference_geo', u0 ->> '$.inference_geo'),
                'speed', coalesce(u1 ->> '$.speed', u0 ->> '$.speed'),
                'iterations', coalesce(nullif(u1 -> '$.iterations', 'null'), u0 -> '$.iterations')
            )
        end as u,
        usage_parts(u) as parts,
        logged_time(events[-1] ->> '$.at') as last_at,
        logged_time(events[1] ->> '$.at') as begun_at,
        logged_time(first_content ->> '$.at') as content_at,
        coalesce(r.started_at, r.start_time, r."startedAt") as start_text,
        coalesce(
            r.ended_at, r.end_time, r.finished_at, r.completed_at, r.logged_at, r."timestamp", r."time", r.ts, r.created_at
        ) as end_text,
        coalesce(
            try_cast(coalesce(r.duration_ms, r.latency_ms, r.elapsed_ms) as decimal(24, 3)) * 1000,
            try_cast(coalesce(r.duration_s, r.latency_s, r.elapsed_s) as decimal(24, 6)) * 1000000
        ) as took_us
    from gathered
), timed as (
    select
        * exclude (parts),
        parts[1] as whole,
        unnest(parts) as used,
        unnest(range(len(parts))) as part,
        coalesce(logged_time(start_text), case when last_at is null then begun_at end) as logged_start,
        coalesce(logged_time(end_text), last_at) as logged_end,
        -- a negative or endless duration would give a wrong start: then there is none
        case when took_us between 0 and getvariable('longest_call_s')::bigint * 1000000 then took_us::bigint end as duration_us
    from merged
)
select
    file,
    ordinal,
    'request' as kind,
    case
        when begun is null and failed is null then 'not a stream of an Anthropic Message, or not valid JSON'
        -- the start of a stream counts one token of output
        when is_damaged or (is_stopped and ended is null and failed is null)
            then 'an event that is missing or cut off: how many tokens there were in the end is not known'
        when logged_start is null and logged_end is null and coalesce(start_text, end_text) is null
            then 'no time: events carry none. Log them with a time in front of each line, or in a JSON line with started_at or ended_at'
        when logged_start is null and logged_end is null
            then 'a time without zone or not readable: write it in RFC 3339'
    end as reason,
    coalesce(begun ->> '$.message.id', failed ->> '$.request_id', r.request_id)
    || case when part > 0 then concat('/advice-', part) else '' end as request_id,
    'anthropic_stream' as source,
    coalesce(logged_start, logged_end - to_microseconds(duration_us)) as started_at,
    coalesce(logged_time(r.first_token_at), content_at) as first_token_at,
    coalesce(logged_end, logged_start + to_microseconds(duration_us)) as ended_at,
    'anthropic' as provider,
    case when part > 0 then used.model else begun ->> '$.message.model' end as model,
    whole.service_tier as service_tier,
    used.speed as speed,
    whole.inference_geo as inference_geo,
    true as streamed,
    coalesce(r.api_key_name, r.api_key, r.api_key_id) as api_key,
    coalesce(r.workspace, r.workspace_name, r.workspace_id, r.team) as workspace,
    coalesce(r.app, r.application, r.service, r.project) as app,
    coalesce(r.user_id, r.end_user) as end_user,
    coalesce(r.session_id, r.conversation_id) as session_id,
    null::map(text, text) as tags,
    case when part > 0 then 'advice' else coalesce(r.operation, 'messages') end as operation,
    r.user_agent as user_agent,
    false as input_includes_cache,
    used.input_tokens as input_text,
    used.cache_read_input_tokens as cache_read_text,
    used.cache_creation_input_tokens as cache_write_text,
    used.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    used.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    used.output_tokens as output_text,
    r.request.max_tokens as max_tokens_text,
    json_array_length(r.request.tools)::text as tools_text,
    used.server_tool_use.web_search_requests as web_search_text,
    ended ->> '$.delta.stop_reason' as stop_reason,
    -- what was broken off before its end has no final count of output
    case
        when failed is not null then 'errored'
        when is_stopped or ended is not null then 'succeeded'
        else 'canceled'
    end as status,
    failed ->> '$.error.type' as error_type,
    null as billed_text,
    null as prefix_blocks_json,
    case
        when r.request.messages is not null and part = 0
            then json_object('tools', r.request.tools, 'system', r.request.system, 'messages', r.request.messages)
    end as body
from timed
