-- What a request in a Helicone export says of a call.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: prompt_tokens EXCLUDES cache reads and writes, whatever the provider; completion_tokens excludes the reasoning that
-- reasoning_tokens counts. The CSV of the export tool has no cache tokens and no model: its successful rows are rejects.
-- time meaning: request_created_at is the start and response_created_at the end, in UTC where they carry no zone.
create or replace temp view arrived as
with opened as (
    select
        *,
        -- the CSV doubles the quotes inside JSON twice
        coalesce(
            try_cast(request_properties as json), try_cast(replace(request_properties::varchar, '""', '"') as json)
        ) as properties,
        coalesce(try_cast(request_body as json), try_cast(replace(request_body::varchar, '""', '"') as json)) as asked,
        try_cast(response_body as json) as answer,
        try_cast(response_status as integer) as http_status,
        try_cast(request_created_at as timestamptz) as began_at
    from raw
), labelled as (
    select
        *,
        try_cast(properties as map(text, text)) as labels
    from opened
)
select
    file,
    ordinal,
    case
        -- answered by Helicone's own cache: no provider was called
        when cache_reference_id <> '' and cache_reference_id <> '00000000-0000-0000-0000-000000000000' then 'not_request'
        -- not answered yet: a later export has the call
        when http_status = -2 then 'not_request'
        else 'request'
    end as kind,
    case
        when response_id is null and request_created_at is null and prompt_tokens is null
            then 'not a Helicone request, or not valid JSON'
        when http_status is null then 'no readable response_status'
        when request_id is null and http_status between 200 and 299
            then 'Helicone''s CSV tells neither the model nor the tokens of caches: export JSON lines (--format jsonl)'
    end as reason,
    coalesce(request_id, response_id) as request_id,
    'helicone' as source,
    began_at as started_at,
    began_at + to_microseconds(try_cast(time_to_first_token as integer)::bigint * 1000) as first_token_at,
    try_cast(response_created_at as timestamptz) as ended_at,
    lower(provider) as provider,
    coalesce(nullif(model_override, ''), nullif(request_model, ''), nullif(response_model, ''), nullif(model, ''), asked ->> '$.model')
        as model,
    answer ->> '$.usage.service_tier' as service_tier,
    answer ->> '$.usage.speed' as speed,
    answer ->> '$.usage.inference_geo' as inference_geo,
    coalesce(try_cast(asked ->> '$.stream' as boolean), case when time_to_first_token is not null then true end) as streamed,
    null as api_key,
    null as workspace,
    coalesce(labels['Helicone-Session-Name'], labels['Helicone-Prompt-Id'], labels['App'], labels['app']) as app,
    request_user_id as end_user,
    labels['Helicone-Session-Id'] as session_id,
    tags_without_people(labels) as tags,
    nullif(regexp_extract(target_url, '^https?://[^/]+/([^?#]*)', 1), '') as operation,
    null as user_agent,
    false as input_includes_cache,
    prompt_tokens as input_text,
    prompt_cache_read_tokens as cache_read_text,
    prompt_cache_write_tokens as cache_write_text,
    answer ->> '$.usage.cache_creation.ephemeral_5m_input_tokens' as cache_write_5m_text,
    answer ->> '$.usage.cache_creation.ephemeral_1h_input_tokens' as cache_write_1h_text,
    -- a count that is none stays as it is, to be rejected
    case
        when try_cast(reasoning_tokens as integer) > 0 and try_cast(completion_tokens as integer) is not null
            then (completion_tokens::bigint + reasoning_tokens::bigint)::text
        else completion_tokens
    end as output_text,
    coalesce(asked ->> '$.max_tokens', asked ->> '$.max_completion_tokens') as max_tokens_text,
    json_array_length(asked, '$.tools')::text as tools_text,
    answer ->> '$.usage.server_tool_use.web_search_requests' as web_search_text,
    coalesce(answer ->> '$.stop_reason', answer ->> '$.choices[0].finish_reason') as stop_reason,
    case
        when http_status between 200 and 299 then 'succeeded'
        when http_status = -3 then 'canceled'
        else 'errored'
    end as status,
    case
        when http_status = -1 then 'timeout'
        when http_status = -4 then 'threat'
        when http_status not between 200 and 299 and http_status <> -3 then coalesce(answer ->> '$.error.type', http_status::text)
    end as error_type,
    cost as billed_text,
    null as prefix_blocks_json,
    case when json_type(asked) = 'OBJECT' and not json_exists(asked, '$.helicone_message') then asked end as body
from labelled
