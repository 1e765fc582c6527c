-- What a LiteLLM spend-log row says of a call (formats: LiteLLM_SpendLogs, all versions with metadata.usage_object).
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: prompt_tokens INCLUDES cache reads and writes, which metadata alone tells; completion_tokens includes reasoning.
-- time meaning: startTime and endTime are UTC where they carry no zone (the table's timestamps have none).
create or replace temp view arrived as
with stored as (
    select
        *,
        -- the request as it came in, where LiteLLM was told to store it; {} where not
        case
            when length(proxy_server_request::varchar) > 2 then case
                when starts_with(proxy_server_request::varchar, '"') then try_cast(proxy_server_request as json) ->> '$'
                else proxy_server_request::varchar
            end
        end as request_text
    from raw
), opened as (
    select
        *,
        metadata.usage_object as u,
        metadata.usage_object.prompt_tokens_details as d,
        try_cast(
            case when starts_with(request_text, '"') then try_cast(request_text as json) ->> '$' else request_text end as json
        ) as asked
    from stored
)
select
    file,
    ordinal,
    case
        when is_unclear then 'unclear'
        when cache_hit = 'True' or cache_hit = 'true' then 'not_request'
        when call_type = 'acreate_batch' then 'not_request'
        -- what manages files, batches, tools and the like calls no model
        when prompt_tokens = '0' and completion_tokens = '0' and regexp_full_match(
            call_type,
            'a?((create|retrieve|cancel)_batch|list_.*|create_file|file_.*|.*_(assistants?|containers?|sandbox|skill)|(create|get)_thread'
            '|(get_|a_?add_)messages?|vector_store_.*|.*_fine_tuning_jobs?)|(call|list)_mcp_tools?'
        ) then 'not_request'
        else 'request'
    end as kind,
    case
        when request_id is null and model is null and "startTime" is null and prompt_tokens is null
            then 'not a LiteLLM spend-log row, or not valid JSON'
        when is_garbled
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
    case when call_type like '%batch%' then 'batch' else u.service_tier end as service_tier,
    u.speed as speed,
    u.inference_geo as inference_geo,
    try_cast("completionStartTime" as timestamptz) <> try_cast("endTime" as timestamptz) as streamed,
    coalesce(nullif(metadata.user_api_key_alias, ''), nullif(api_key, '')) as api_key,
    coalesce(nullif(metadata.user_api_key_team_alias, ''), nullif(team_id, '')) as workspace,
    app_of_tags(request_tags) as app,
    end_user,
    session_id,
    null::map(text, text) as tags,
    call_type as operation,
    metadata.user_agent as user_agent,
    true as input_includes_cache,
    prompt_tokens as input_text,
    -- some versions write 0 where another field has the count
    larger_count(
        larger_count(u.cache_read_input_tokens, metadata.additional_usage_values.cache_read_input_tokens), d.cached_tokens
    ) as cache_read_text,
    larger_count(
        larger_count(u.cache_creation_input_tokens, metadata.additional_usage_values.cache_creation_input_tokens), d.cache_creation_tokens
    ) as cache_write_text,
    d.cache_creation_token_details.ephemeral_5m_input_tokens as cache_write_5m_text,
    d.cache_creation_token_details.ephemeral_1h_input_tokens as cache_write_1h_text,
    completion_tokens as output_text,
    coalesce(asked ->> '$.max_tokens', asked ->> '$.max_completion_tokens') as max_tokens_text,
    json_array_length(asked, '$.tools')::text as tools_text,
    u.server_tool_use.web_search_requests as web_search_text,
    null as stop_reason,
    case when status = 'failure' then 'errored' else 'succeeded' end as status,
    coalesce(metadata.error_information.error_class, metadata.error_information.error_code) as error_type,
    spend as billed_text,
    null as prefix_blocks_json,
    case when json_type(asked) = 'OBJECT' then asked end as body
from opened
