-- What a StandardLoggingPayload of LiteLLM says of a call, as its S3 and GCS loggers write it.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: prompt_tokens INCLUDES cache reads and writes; completion_tokens includes reasoning.
-- time meaning: startTime, endTime and completionStartTime are epoch seconds with a fraction, or texts in UTC.
create or replace temp view arrived as
with timed as (
    select
        *,
        metadata.usage_object as u,
        metadata.usage_object.prompt_tokens_details as d,
        try_cast(model_parameters as json) as asked,
        try_cast(error_information as json) as error,
        try_cast(response as json) as answer,
        try_cast(messages as json) as prompt,
        coalesce(logged_time("startTime"), try_cast("startTime" as timestamptz)) as began_at,
        coalesce(logged_time("completionStartTime"), try_cast("completionStartTime" as timestamptz)) as answered_at,
        coalesce(logged_time("endTime"), try_cast("endTime" as timestamptz)) as done_at
    from raw
)
select
    file,
    ordinal,
    case
        when is_unclear then 'unclear'
        when lower(cache_hit) = 'true' then 'not_request'
        when call_type = 'acreate_batch' then 'not_request'
        else 'request'
    end as kind,
    case
        when id is null and model is null and "startTime" is null and prompt_tokens is null
            then 'not a LiteLLM logging payload, or not valid JSON'
        when is_garbled
            then 'metadata that is not valid JSON: how much of the input came from a cache is not known'
    end as reason,
    id as request_id,
    'litellm_payload' as source,
    began_at as started_at,
    -- LiteLLM writes the end here when nothing was streamed
    nullif(answered_at, done_at) as first_token_at,
    done_at as ended_at,
    custom_llm_provider as provider,
    model,
    case when call_type like '%batch%' then 'batch' else u.service_tier end as service_tier,
    u.speed as speed,
    u.inference_geo as inference_geo,
    coalesce(try_cast("stream" as boolean), answered_at <> done_at) as streamed,
    coalesce(nullif(metadata.user_api_key_alias, ''), nullif(metadata.user_api_key_hash, '')) as api_key,
    coalesce(nullif(metadata.user_api_key_team_alias, ''), nullif(metadata.user_api_key_team_id, '')) as workspace,
    app_of_tags(request_tags) as app,
    coalesce(nullif(end_user, ''), metadata.user_api_key_end_user_id) as end_user,
    coalesce(nullif(session_id, ''), trace_id) as session_id,
    null::map(text, text) as tags,
    call_type as operation,
    coalesce(user_agent, metadata.user_agent) as user_agent,
    true as input_includes_cache,
    prompt_tokens as input_text,
    -- versions without usage_object have the same in the answer
    coalesce(
        larger_count(u.cache_read_input_tokens, d.cached_tokens),
        larger_count(answer ->> '$.usage.cache_read_input_tokens', answer ->> '$.usage.prompt_tokens_details.cached_tokens')
    ) as cache_read_text,
    coalesce(
        larger_count(u.cache_creation_input_tokens, d.cache_creation_tokens),
        larger_count(answer ->> '$.usage.cache_creation_input_tokens', answer ->> '$.usage.prompt_tokens_details.cache_creation_tokens')
    ) as cache_write_text,
    coalesce(
        d.cache_creation_token_details.ephemeral_5m_input_tokens,
        answer ->> '$.usage.prompt_tokens_details.cache_creation_token_details.ephemeral_5m_input_tokens'
    ) as cache_write_5m_text,
    coalesce(
        d.cache_creation_token_details.ephemeral_1h_input_tokens,
        answer ->> '$.usage.prompt_tokens_details.cache_creation_token_details.ephemeral_1h_input_tokens'
    ) as cache_write_1h_text,
    completion_tokens as output_text,
    coalesce(asked ->> '$.max_tokens', asked ->> '$.max_completion_tokens') as max_tokens_text,
    json_array_length(asked, '$.tools')::text as tools_text,
    u.server_tool_use.web_search_requests as web_search_text,
    answer ->> '$.choices[0].finish_reason' as stop_reason,
    case when status = 'failure' then 'errored' else 'succeeded' end as status,
    coalesce(nullif(error ->> '$.error_class', ''), nullif(error ->> '$.error_code', '')) as error_type,
    response_cost as billed_text,
    null as prefix_blocks_json,
    case
        when json_type(prompt) = 'ARRAY'
            then json_object('tools', asked -> '$.tools', 'system', asked -> '$.system', 'messages', prompt)
    end as body
from timed
