-- What a LangSmith run says of a call. Chains, tools and retrievers are runs too, and no calls.
-- in: raw                 out: arrived
-- grain: one row a run. A run right inside another one of the same model (a wrapped client in a framework) tells the same call again, in
-- whatever file: told_again.sql finds the outer one.
-- token meaning: prompt_tokens INCLUDES cache reads and writes, unless some run of the same project, library and provider has more of them
-- than of it, or counts them on top in its total: then it EXCLUDES them in all such runs. completion_tokens includes reasoning. total_cost is LangSmith's estimate.
-- time meaning: start_time is the start, end_time the end; a time without an offset is in UTC.
create or replace temp view arrived as
with opened as (
    select
        *,
        extra.metadata as m,
        extra.invocation_params as p,
        coalesce(extra.metadata.usage_metadata, outputs.usage_metadata) as u,
        coalesce(
            prompt_token_details, extra.metadata.usage_metadata.input_token_details, outputs.usage_metadata.input_token_details
        ) as d
    from raw
), counted as (
    select
        *,
        try_cast(coalesce(prompt_tokens, u.input_tokens) as integer) as input_count,
        coalesce(try_cast(d.cache_read as integer), 0)
        + greatest(
            coalesce(try_cast(d.cache_creation as integer), 0),
            coalesce(try_cast(d.ephemeral_5m_input_tokens as integer), 0) + coalesce(try_cast(d.ephemeral_1h_input_tokens as integer), 0)
        ) as cached_count,
        try_cast(coalesce(total_tokens, u.total_tokens) as integer)
        - try_cast(coalesce(completion_tokens, u.output_tokens) as integer) as total_prompt
    from opened
), proven as (
    select
        *,
        proof_of_cache(input_count, cached_count, total_prompt) as cache_proof
    from counted
)
select
    file,
    ordinal,
    case
        when run_type is not null and run_type <> 'llm' then 'not_request'
        when is_unclear then 'unclear'
        -- it had not ended when the runs were exported: a later export has it
        when status = 'pending' then 'not_request'
        else 'request'
    end as kind,
    case
        when run_type is null or trace_id is null then 'not a LangSmith run, or not valid JSON'
        when is_garbled then 'extra or token details that are not valid JSON: what the call was is not known'
    end as reason,
    -- the provider's own id, where it stands in the answer
    coalesce(nullif(outputs.llm_output.id, ''), nullif(outputs.id, ''), id) as request_id,
    'langsmith' as source,
    try_cast(start_time as timestamptz) as started_at,
    try_cast(first_token_time as timestamptz) as first_token_at,
    try_cast(end_time as timestamptz) as ended_at,
    m.ls_provider as provider,
    coalesce(nullif(m.ls_model_name, ''), nullif(p.model, ''), p.model_name) as model,
    p.service_tier as service_tier,
    null as speed,
    null as inference_geo,
    coalesce(try_cast(p.stream as boolean), case when first_token_time is not null then true end) as streamed,
    null as api_key,
    null as workspace,
    -- in LangSmith a session is a project
    coalesce(nullif(session_name, ''), session_id) as app,
    m.user_id as end_user,
    coalesce(nullif(m.thread_id, ''), nullif(m.session_id, ''), nullif(m.conversation_id, ''), trace_id) as session_id,
    case when joined_tags(tags) is not null then map {'tags': joined_tags(tags)} end as tags,
    "name" as operation,
    null as user_agent,
    coalesce(cache_proof, 'inside') = 'inside' as input_includes_cache,
    coalesce(prompt_tokens, u.input_tokens) as input_text,
    d.cache_read as cache_read_text,
    d.cache_creation as cache_write_text,
    d.ephemeral_5m_input_tokens as cache_write_5m_text,
    d.ephemeral_1h_input_tokens as cache_write_1h_text,
    coalesce(completion_tokens, u.output_tokens) as output_text,
    coalesce(m.ls_max_tokens, p.max_tokens, p.max_completion_tokens) as max_tokens_text,
    json_array_length(p.tools)::text as tools_text,
    null as web_search_text,
    outputs.llm_output.stop_reason as stop_reason,
    case when status = 'error' or (error <> '' and status is null) then 'errored' else 'succeeded' end as status,
    error as error_type,
    total_cost as billed_text,
    null as prefix_blocks_json,
    case when run_type = 'llm' then md5_number_lower('langsmith/' || id) end as span,
    md5_number_lower('langsmith/' || nullif(parent_run_id, '')) as parent_span,
    case
        when cached_count > 0
            then md5_number_lower(
                concat('langsmith|', extra.runtime ->> '$.library', '|', coalesce(nullif(session_name, ''), session_id), '|', m.ls_provider)
            )
    end as dialect,
    cache_proof
from proven
