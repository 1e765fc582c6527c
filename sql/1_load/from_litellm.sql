-- What a LiteLLM spend-log row says of a call (formats: LiteLLM_SpendLogs, all versions with metadata.usage_object).
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: prompt_tokens INCLUDES cache reads and writes; completion_tokens includes reasoning.
create or replace temp view arrived as
-- metadata and tags may be JSON, a string that holds JSON (CSV of a string column, pub/sub), or that once more
with unwrapped as (
    select
        * replace (
            case when starts_with(metadata, '"') then try(metadata ->> '$') else metadata::text end as metadata,
            case when starts_with(request_tags, '"') then try(request_tags ->> '$') else request_tags::text end as request_tags
        )
    from raw
), opened as (
    select
        *,
        try(request_tags ->> ['$[0]', '$[1]']) as first_tags,
        try(json_extract_string(
            case when starts_with(metadata, '"') then metadata ->> '$' else metadata end,
            [
                '$.usage_object.cache_read_input_tokens',
                '$.usage_object.cache_creation_input_tokens',
                '$.usage_object.prompt_tokens_details.cached_tokens',
                '$.usage_object.prompt_tokens_details.cache_creation_tokens',
                '$.usage_object.prompt_tokens_details.cache_creation_token_details.ephemeral_5m_input_tokens',
                '$.usage_object.prompt_tokens_details.cache_creation_token_details.ephemeral_1h_input_tokens',
                '$.usage_object.service_tier',
                '$.usage_object.inference_geo',
                '$.usage_object.speed',
                '$.usage_object.server_tool_use.web_search_requests',
                '$.additional_usage_values.cache_read_input_tokens',
                '$.additional_usage_values.cache_creation_input_tokens',
                '$.user_api_key_alias',
                '$.user_api_key_team_alias',
                '$.user_agent',
                '$.error_information.error_class',
                '$.error_information.error_code'
            ]
        )) as m
    from unwrapped
)
select
    file,
    ordinal,
    case
        when cache_hit = 'True' or cache_hit = 'true' then 'not_request'
        when call_type = 'acreate_batch' then 'not_request'
        else 'request'
    end as kind,
    case
        when request_id is null and model is null and "startTime" is null and prompt_tokens is null
            then 'not a LiteLLM spend-log row, or not valid JSON'
        when metadata <> '' and m is null
            then 'metadata that is not valid JSON: how much of the input came from a cache is not known'
    end as reason,
    request_id,
    'litellm' as source,
    try_cast("startTime" as timestamptz) as started_at,
    -- LiteLLM writes the end here when nothing was streamed
    nullif(try_cast("completionStartTime" as timestamptz), try_cast("endTime" as timestamptz)) as first_token_at,
    try_cast("endTime" as timestamptz) as ended_at,
    custom_llm_provider as provider,
    model,
    case when call_type like '%batch%' then 'batch' else m[7] end as service_tier,
    m[9] as speed,
    m[8] as inference_geo,
    "completionStartTime" <> "endTime" as streamed,
    coalesce(nullif(m[13], ''), nullif(api_key, '')) as api_key,
    coalesce(nullif(m[14], ''), nullif(team_id, '')) as workspace,
    case
        when not starts_with(first_tags[1], 'User-Agent:') then first_tags[1]
        when not starts_with(first_tags[2], 'User-Agent:') then first_tags[2]
    end as app,
    end_user,
    session_id,
    null::map(text, text) as tags,
    call_type as operation,
    m[15] as user_agent,
    true as input_includes_cache,
    prompt_tokens as input_text,
    coalesce(m[1], m[11], m[3]) as cache_read_text,
    coalesce(m[2], m[12], m[4]) as cache_write_text,
    m[5] as cache_write_5m_text,
    m[6] as cache_write_1h_text,
    completion_tokens as output_text,
    null as max_tokens_text,
    null as tools_text,
    m[10] as web_search_text,
    null as stop_reason,
    case when status = 'failure' then 'errored' else 'succeeded' end as status,
    coalesce(m[16], m[17]) as error_type,
    spend as billed_text,
    null as prefix_blocks_json
from opened
