-- What a row of Vertex AI's request-response log says of a call, to Claude or to Gemini.
-- in: raw                 out: arrived
-- grain: one row a row of the logging table
-- token meaning: of Claude, input_tokens EXCLUDES cache reads and writes; of Gemini, promptTokenCount INCLUDES what was read from a
-- cache, and thoughts are output that candidatesTokenCount leaves out.
-- time meaning: logging_time is the END of the call; createTime, which Gemini answers carry, is its start, and else the logged latency
-- gives it.
create or replace temp view arrived as
with logged as (
    select
        file,
        ordinal,
        json_transform(
            record,
            '{
                "endpoint": "VARCHAR",
                "logging_time": "VARCHAR",
                "request_id": "VARCHAR",
                "model": "VARCHAR",
                "api_method": "VARCHAR",
                "full_request": "VARCHAR",
                "full_response": "VARCHAR",
                "request_payload": "VARCHAR",
                "response_payload": "VARCHAR",
                "metadata": "VARCHAR"
            }'
        ) as r
    from raw
), texts as (
    select
        *,
        coalesce(
            case when json_valid(r.full_request) then r.full_request::json end,
            case when json_valid(r.request_payload) then try_cast(r.request_payload::json ->> '$[0]' as json) end
        ) as asked_json,
        coalesce(nullif(r.full_response, ''), r.response_payload) as response_text
    from logged
), opened as (
    -- JSON columns come as objects or as texts that hold them; an answer may be one object, a list, or the events of a stream
    select
        file,
        ordinal,
        r,
        case when json_valid(r.metadata) then r.metadata::json end as metadata,
        try_cast(replace(r.logging_time, ' UTC', 'Z') as timestamptz) as logged_at,
        asked_json,
        json_transform(
            asked_json,
            '{
                "stream": "VARCHAR",
                "max_tokens": "VARCHAR",
                "generationConfig": {"maxOutputTokens": "VARCHAR"},
                "metadata": {"user_id": "VARCHAR"},
                "labels": "JSON",
                "tools": "JSON"
            }'
        ) as asked,
        case
            when starts_with(response_text, '[') and json_valid(response_text)
                then json_transform(response_text::json, '["VARCHAR"]')
            else [response_text]
        end as pieces
    from texts
), answered as (
    select
        * exclude (pieces),
        try_cast(asked.labels as map(text, text)) as labels,
        json_transform(
            concat(
                '[',
                array_to_string(
                    list_filter(
                        flatten([
                            case
                                when starts_with(piece, '{') then [piece]
                                when starts_with(piece, '[') and json_valid(piece) then json_transform(piece::json, '["VARCHAR"]')
                                else regexp_extract_all(piece, '(?:^|\n)data: ?(\{[^\n]*)', 1)
                            end
                            for piece in pieces
                        ]),
                        lambda part: json_valid(part)
                    ),
                    ','
                ),
                ']'
            )::json,
            '[{
                "model": "VARCHAR",
                "stop_reason": "VARCHAR",
                "usage": {
                    "input_tokens": "VARCHAR",
                    "cache_read_input_tokens": "VARCHAR",
                    "cache_creation_input_tokens": "VARCHAR",
                    "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
                    "output_tokens": "VARCHAR",
                    "server_tool_use": {"web_search_requests": "VARCHAR"}
                },
                "message": {
                    "usage": {
                        "input_tokens": "VARCHAR",
                        "cache_read_input_tokens": "VARCHAR",
                        "cache_creation_input_tokens": "VARCHAR",
                        "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"}
                    }
                },
                "delta": {"stop_reason": "VARCHAR"},
                "usageMetadata": {
                    "promptTokenCount": "VARCHAR",
                    "toolUsePromptTokenCount": "VARCHAR",
                    "cachedContentTokenCount": "VARCHAR",
                    "candidatesTokenCount": "VARCHAR",
                    "thoughtsTokenCount": "VARCHAR",
                    "trafficType": "VARCHAR"
                },
                "candidates": [{"finishReason": "VARCHAR"}],
                "createTime": "VARCHAR",
                "error": {"type": "VARCHAR", "status": "VARCHAR", "code": "VARCHAR"}
            }]'
        ) as parts
    from opened
), joined as (
    select
        *,
        [part.message."usage" for part in parts if part.message."usage" is not null][1] as begun,
        [part."usage" for part in parts if part."usage" is not null][-1] as u,
        [part."usageMetadata" for part in parts if part."usageMetadata"."promptTokenCount" is not null][-1] as g,
        [part.error for part in parts if part.error is not null][1] as failure,
        [
            coalesce(part.stop_reason, part."delta".stop_reason, part.candidates[1]."finishReason") for part in parts
            if coalesce(part.stop_reason, part."delta".stop_reason, part.candidates[1]."finishReason") is not null
        ][-1] as ended_because,
        try_cast(parts[1]."createTime" as timestamptz) as created_at,
        try_cast(metadata ->> '$.request_latency' as decimal(18, 3)) as took_ms
    from answered
)
select
    file,
    ordinal,
    'request' as kind,
    case
        when r.endpoint is null and r.logging_time is null then 'not a row of Vertex AI''s log, or not valid JSON'
        when logged_at is null then 'no readable logging_time'
    end as reason,
    r.request_id as request_id,
    'vertex' as source,
    case
        when created_at <= logged_at then created_at
        -- a negative or endless latency would give a wrong start: then there is none
        when took_ms between 0 and getvariable('longest_call_s')::bigint * 1000
            then logged_at - to_microseconds((took_ms * 1000)::bigint)
    end as started_at,
    null::timestamptz as first_token_at,
    logged_at as ended_at,
    'vertex' as provider,
    coalesce(nullif(r.model, ''), nullif(regexp_extract(r.endpoint, '/models/([^/:]+)', 1), '')) as model,
    case g."trafficType"
        when 'ON_DEMAND_FLEX' then 'flex'
        when 'ON_DEMAND_PRIORITY' then 'priority'
        when 'PROVISIONED_THROUGHPUT' then 'provisioned'
    end as service_tier,
    null as speed,
    nullif(regexp_extract(r.endpoint, 'locations/([^/]+)', 1), '') as inference_geo,
    starts_with(r.api_method, 'stream') or coalesce(asked.stream = 'true', false) as streamed,
    null as api_key,
    nullif(regexp_extract(r.endpoint, 'projects/([^/]+)', 1), '') as workspace,
    coalesce(labels['app'], labels['application'], labels['service'], labels['project']) as app,
    coalesce(asked.metadata.user_id, labels['end_user'], labels['user_id'], labels['user']) as end_user,
    coalesce(labels['session_id'], labels['conversation_id']) as session_id,
    tags_without_people(labels) as tags,
    r.api_method as operation,
    null as user_agent,
    g is not null as input_includes_cache,
    -- a sum of what are not both whole numbers is written so that it is none either
    case
        when g is null then coalesce(begun.input_tokens, u.input_tokens)
        when g."toolUsePromptTokenCount" is null then g."promptTokenCount"
        when regexp_full_match(concat(g."promptTokenCount", ' ', g."toolUsePromptTokenCount"), '[0-9]{1,9} [0-9]{1,9}')
            then (g."promptTokenCount"::bigint + g."toolUsePromptTokenCount"::bigint)::text
        else concat(g."promptTokenCount", '+', g."toolUsePromptTokenCount")
    end as input_text,
    coalesce(g."cachedContentTokenCount", begun.cache_read_input_tokens, u.cache_read_input_tokens) as cache_read_text,
    coalesce(begun.cache_creation_input_tokens, u.cache_creation_input_tokens) as cache_write_text,
    coalesce(
        begun.cache_creation.ephemeral_5m_input_tokens, u.cache_creation.ephemeral_5m_input_tokens
    ) as cache_write_5m_text,
    coalesce(
        begun.cache_creation.ephemeral_1h_input_tokens, u.cache_creation.ephemeral_1h_input_tokens
    ) as cache_write_1h_text,
    case
        when g is null then u.output_tokens
        when g."thoughtsTokenCount" is null then coalesce(g."candidatesTokenCount", '0')
        when g."candidatesTokenCount" is null then g."thoughtsTokenCount"
        when regexp_full_match(concat(g."candidatesTokenCount", ' ', g."thoughtsTokenCount"), '[0-9]{1,9} [0-9]{1,9}')
            then (g."candidatesTokenCount"::bigint + g."thoughtsTokenCount"::bigint)::text
        else concat(g."candidatesTokenCount", '+', g."thoughtsTokenCount")
    end as output_text,
    coalesce(asked.max_tokens, asked."generationConfig"."maxOutputTokens") as max_tokens_text,
    coalesce(
        nullif(len(json_extract(asked.tools, '$[*].functionDeclarations[*]')), 0), json_array_length(asked.tools)
    )::text as tools_text,
    u.server_tool_use.web_search_requests as web_search_text,
    ended_because as stop_reason,
    case when failure is null then 'succeeded' else 'errored' end as status,
    coalesce(failure."type", failure.status, failure.code) as error_type,
    null as billed_text,
    null as prefix_blocks_json,
    asked_json as body
from joined
