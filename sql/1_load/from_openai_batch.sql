-- What a line of an OpenAI batch's output file says of a call: an answer as the API gave it, or the error instead.
-- in: raw                 out: arrived
-- grain: one row a line of the file
-- token meaning: prompt_tokens (Chat Completions) and input_tokens (Responses) INCLUDE cached tokens; output includes reasoning.
-- time meaning: created and created_at are the START of the call, in epoch seconds. A request that failed or expired has no time.
create or replace temp view arrived as
with opened as (
    select
        *,
        response.body as a,
        response.body."usage" as u,
        coalesce(response.body."usage".prompt_tokens_details, response.body."usage".input_tokens_details) as d,
        coalesce(response.body.created, response.body.created_at) as created_text,
        try_cast(response.status_code as integer) as status_code
    from raw
)
select
    file,
    ordinal,
    case when is_unclear then 'unclear' else 'request' end as kind,
    case
        when id is null and custom_id is null then 'not a line of a batch''s output, or not valid JSON'
        when created_text is null and (response is null or status_code >= 400)
            then 'no time: OpenAI writes none for a request of a batch that failed, was canceled or expired'
        when created_text is null then 'no time: an answer of this kind carries none'
    end as reason,
    coalesce(a.id, response.request_id, id) as request_id,
    'openai_batch' as source,
    logged_time(created_text) as started_at,
    null::timestamptz as first_token_at,
    logged_time(a.completed_at) as ended_at,
    'openai' as provider,
    a.model as model,
    'batch' as service_tier,
    null as speed,
    null as inference_geo,
    false as streamed,
    null as api_key,
    null as workspace,
    null as app,
    null as end_user,
    null as session_id,
    null::map(text, text) as tags,
    a.object as operation,
    null as user_agent,
    true as input_includes_cache,
    coalesce(u.prompt_tokens, u.input_tokens) as input_text,
    d.cached_tokens as cache_read_text,
    d.cache_write_tokens as cache_write_text,
    null as cache_write_5m_text,
    null as cache_write_1h_text,
    coalesce(u.completion_tokens, u.output_tokens) as output_text,
    a.max_output_tokens as max_tokens_text,
    json_array_length(a.tools)::text as tools_text,
    null as web_search_text,
    coalesce(a.choices ->> '$[0].finish_reason', a.incomplete_details.reason, a.status) as stop_reason,
    case
        when error.code = 'batch_expired' then 'expired'
        when error.code = 'batch_cancelled' then 'canceled'
        when error is not null or status_code >= 400 or a.status = 'failed' then 'errored'
        else 'succeeded'
    end as status,
    coalesce(error.code, a.error.code, a.error."type", case when status_code >= 400 then concat('http ', response.status_code) end) as error_type,
    null as billed_text,
    null as prefix_blocks_json
from opened
