-- What a row of OpenRouter's activity export says of a call.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: tokens_prompt INCLUDES cache reads, and cache writes, which OpenRouter does not tell: they count as input.
-- time meaning: created_at is the start, in UTC where it carries no zone; generation_time_ms gives the end.
create or replace temp view arrived as
with timed as (
    select
        *,
        try_cast(created_at as timestamptz) as began_at,
        try_cast(generation_time_ms as decimal(18, 3)) as took_ms,
        try_cast(time_to_first_token_ms as decimal(18, 3)) as waited_ms,
        lower(coalesce("variant", '')) as kind_of_endpoint
    from raw
)
select
    file,
    ordinal,
    'request' as kind,
    case
        when generation_id is null and created_at is null and tokens_prompt is null
            then 'not a row of OpenRouter''s activity, or not valid JSON'
    end as reason,
    generation_id as request_id,
    'openrouter' as source,
    began_at as started_at,
    case when waited_ms between 0 and took_ms then began_at + to_microseconds((waited_ms * 1000)::bigint) end as first_token_at,
    -- a negative or endless duration would give a wrong end: then there is none
    case
        when took_ms between 0 and getvariable('longest_call_s')::bigint * 1000
            then began_at + to_microseconds((took_ms * 1000)::bigint)
    end as ended_at,
    'openrouter' as provider,
    -- model:free and the like are models of their own, at other prices
    case
        when kind_of_endpoint in ('', 'standard', 'batch') or contains(model_permaslug, ':') then model_permaslug
        else concat(model_permaslug, ':', kind_of_endpoint)
    end as model,
    case when kind_of_endpoint = 'batch' then 'batch' end as service_tier,
    null as speed,
    null as inference_geo,
    try_cast(streamed as boolean) as streamed,
    api_key_name as api_key,
    null as workspace,
    app_name as app,
    "user" as end_user,
    null as session_id,
    null::map(text, text) as tags,
    null as operation,
    null as user_agent,
    true as input_includes_cache,
    tokens_prompt as input_text,
    nullif(tokens_cached, '') as cache_read_text,
    null as cache_write_text,
    null as cache_write_5m_text,
    null as cache_write_1h_text,
    tokens_completion as output_text,
    null as max_tokens_text,
    null as tools_text,
    null as web_search_text,
    nullif(finish_reason_raw, '') as stop_reason,
    case
        when lower(cancelled) = 'true' then 'canceled'
        when finish_reason_normalized = 'error' then 'errored'
        else 'succeeded'
    end as status,
    case when finish_reason_normalized in ('error', 'content_filter') then finish_reason_normalized end as error_type,
    cost_total as billed_text,
    null as prefix_blocks_json
from timed
