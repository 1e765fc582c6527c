-- What a line of a Portkey log export says of a call.
-- in: raw                 out: arrived
-- grain: one row a log entry; answers from the gateway's own cache are no requests
-- token meaning: prompt_tokens INCLUDES cache reads and writes, unless some answer of the same provider has more of them than of it, or
-- counts them on top in total_tokens: then it EXCLUDES them in all answers of that provider, unless their own total says otherwise; Anthropic's own input_tokens EXCLUDES them, OpenAI's (with
-- input_tokens_details) INCLUDES them. Without a usage in the answer, req_units is all that is known: none of it counts as cached.
-- time meaning: created_at is the START of the call, response_time (ms) gives its end.
-- money meaning: cost is in cents of USD.
create or replace temp view arrived as
with logged as (
    select
        file,
        ordinal,
        json_transform(
            record,
            '{
                "id": "VARCHAR",
                "trace_id": "VARCHAR",
                "created_at": "VARCHAR",
                "request.body": "VARCHAR",
                "response.body": "VARCHAR",
                "request": {"body": "VARCHAR"},
                "response": {"body": "VARCHAR"},
                "is_success": "VARCHAR",
                "ai_org": "VARCHAR",
                "ai_model": "VARCHAR",
                "req_units": "VARCHAR",
                "res_units": "VARCHAR",
                "cost": "VARCHAR",
                "cost_currency": "VARCHAR",
                "request_url": "VARCHAR",
                "response_status_code": "VARCHAR",
                "response_time": "VARCHAR",
                "cache_status": "VARCHAR",
                "stream_mode": "VARCHAR",
                "metadata": "VARCHAR",
                "config": "VARCHAR",
                "prompt_slug": "VARCHAR"
            }'
        ) as r
    from raw
), bodies as (
    select
        *,
        coalesce(r."request.body", r.request.body) as asked_text,
        coalesce(r."response.body", r.response.body) as answer_text
    from logged
), opened as (
    select
        file,
        ordinal,
        r,
        case when json_valid(r.metadata) then try_cast(r.metadata::json as map(text, text)) end as labels,
        time_with_offset(r.created_at) as created_at,
        try_cast(r.response_time as decimal(18, 3)) as took_ms,
        asked_json,
        json_transform(
            asked_json,
            '{
                "max_tokens": "VARCHAR",
                "max_completion_tokens": "VARCHAR",
                "stream": "VARCHAR",
                "user": "VARCHAR",
                "metadata": {"user_id": "VARCHAR"},
                "tools": "JSON"
            }'
        ) as asked,
        json_transform(
            case when json_valid(answer_text) then answer_text::json end,
            '{
                "stop_reason": "VARCHAR",
                "choices": [{"finish_reason": "VARCHAR"}],
                "service_tier": "VARCHAR",
                "error": {"type": "VARCHAR"},
                "usage": {
                    "prompt_tokens": "VARCHAR",
                    "completion_tokens": "VARCHAR",
                    "total_tokens": "VARCHAR",
                    "input_tokens": "VARCHAR",
                    "output_tokens": "VARCHAR",
                    "cache_read_input_tokens": "VARCHAR",
                    "cache_creation_input_tokens": "VARCHAR",
                    "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
                    "prompt_tokens_details": {"cached_tokens": "VARCHAR"},
                    "input_tokens_details": {"cached_tokens": "VARCHAR"},
                    "server_tool_use": {"web_search_requests": "VARCHAR"},
                    "service_tier": "VARCHAR"
                }
            }'
        ) as answer
    from (select *, case when json_valid(asked_text) then asked_text::json end as asked_json from bodies)
), counted as (
    select
        *,
        answer."usage" as u,
        coalesce(lower(r.is_success) in ('0', 'false'), try_cast(r.response_status_code as integer) >= 400, false) as is_failure,
        coalesce(
            answer."usage".cache_read_input_tokens,
            answer."usage".prompt_tokens_details.cached_tokens,
            answer."usage".input_tokens_details.cached_tokens
        ) as cache_read_text,
        try_cast(answer."usage".prompt_tokens as integer) as prompt_count,
        coalesce(try_cast(answer."usage".cache_read_input_tokens as integer), 0)
        + coalesce(try_cast(answer."usage".cache_creation_input_tokens as integer), 0) as cached_count,
        try_cast(answer."usage".total_tokens as integer) - try_cast(answer."usage".completion_tokens as integer) as total_prompt
    from opened
), proven as (
    select
        *,
        proof_of_cache(prompt_count, cached_count, total_prompt) as cache_proof
    from counted
)
select
    file,
    ordinal,
    case when contains(r.cache_status, 'HIT') then 'not_request' else 'request' end as kind,
    case
        when r.id is null and r.created_at is null and r.ai_model is null then 'not a Portkey log entry, or not valid JSON'
        when created_at is null then 'no created_at with an offset'
    end as reason,
    r.id as request_id,
    'portkey' as source,
    created_at as started_at,
    null::timestamptz as first_token_at,
    -- a negative or endless duration would give a wrong end: then there is none
    case
        when took_ms between 0 and getvariable('longest_call_s')::bigint * 1000
            then created_at + to_microseconds((took_ms * 1000)::bigint)
    end as ended_at,
    r.ai_org as provider,
    r.ai_model as model,
    coalesce(u.service_tier, answer.service_tier) as service_tier,
    null as speed,
    null as inference_geo,
    try_cast(coalesce(r.stream_mode, asked.stream) as boolean) as streamed,
    r.config as api_key,
    null as workspace,
    coalesce(labels['app'], labels['application'], labels['service'], labels['project'], r.prompt_slug) as app,
    coalesce(labels['_user'], labels['user_id'], labels['user'], asked."user", asked.metadata.user_id) as end_user,
    r.trace_id as session_id,
    tags_without_people(labels) as tags,
    nullif(regexp_extract(r.request_url, '^(?:https?://)?[^/?#]*/([^?#]+)', 1), '') as operation,
    null as user_agent,
    case
        when u.prompt_tokens is not null then coalesce(cache_proof, 'inside') = 'inside'
        else u.input_tokens_details is not null
    end as input_includes_cache,
    coalesce(u.prompt_tokens, u.input_tokens, r.req_units) as input_text,
    cache_read_text,
    u.cache_creation_input_tokens as cache_write_text,
    u.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    u.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    coalesce(u.completion_tokens, u.output_tokens, r.res_units) as output_text,
    coalesce(asked.max_tokens, asked.max_completion_tokens) as max_tokens_text,
    json_array_length(asked.tools)::text as tools_text,
    u.server_tool_use.web_search_requests as web_search_text,
    coalesce(answer.stop_reason, answer.choices[1].finish_reason) as stop_reason,
    case when is_failure then 'errored' else 'succeeded' end as status,
    case when is_failure then coalesce(answer.error."type", r.response_status_code) end as error_type,
    case
        when upper(coalesce(r.cost_currency, 'USD')) = 'USD'
            then coalesce((try_cast(r.cost as decimal(35, 14)) * 0.01::decimal(3, 2))::text, r.cost)
    end as billed_text,
    null as prefix_blocks_json,
    asked_json as body,
    case when prompt_count is not null and cached_count > 0 then md5_number_lower(concat('portkey|', lower(r.ai_org))) end as dialect,
    cache_proof
from proven
