-- What a file in norush's own columns says of a call.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: input_tokens EXCLUDES cache reads and writes (house contract), as it does beside cached counts in Anthropic's own names where
-- the model is Anthropic's; beside a count of another name nothing says what it includes, and the row is a reject.
create or replace temp view arrived as
with named as (
    select
        *,
        try_cast(cache_creation as json) as lifetimes,
        coalesce(contains(lower(model), 'claude'), false) or coalesce(lower(provider), '') = 'anthropic' as is_anthropics,
        concat_ws('|', cache_read_input_tokens, cache_creation_input_tokens) as in_anthropics_names,
        concat_ws('|', cached_tokens, cached_input_tokens, input_cached_tokens, cache_tokens, prompt_cache_hit_tokens) as in_other_names
    from raw
)
select
    file,
    ordinal,
    'request' as kind,
    case
        when model is null and input_tokens is null and started_at is null and ended_at is null
            then 'not a canonical row, or not valid JSON'
        when not has_offset(coalesce(started_at, ended_at)) or not has_offset(ended_at)
            then 'a time without zone: canonical times carry an offset (2026-10-05T09:14:03Z)'
        when regexp_matches(in_other_names, '[1-9]') or (not is_anthropics and regexp_matches(in_anthropics_names, '[1-9]'))
            then 'cached tokens under a name that does not say whether input includes them: say it in a mapping file'
    end as reason,
    request_id,
    coalesce(source, 'canonical') as source,
    time_with_offset(started_at) as started_at,
    time_with_offset(first_token_at) as first_token_at,
    time_with_offset(ended_at) as ended_at,
    provider,
    model,
    service_tier,
    speed,
    inference_geo,
    try_cast(streamed as boolean) as streamed,
    api_key,
    workspace,
    app,
    end_user,
    session_id,
    tags_in_json(tags) as tags,
    operation,
    user_agent,
    false as input_includes_cache,
    input_tokens as input_text,
    coalesce(nullif(cache_read_tokens, ''), cache_read_input_tokens) as cache_read_text,
    coalesce(nullif(cache_write_tokens, ''), cache_creation_input_tokens) as cache_write_text,
    coalesce(nullif(cache_write_5m_tokens, ''), lifetimes ->> '$.ephemeral_5m_input_tokens') as cache_write_5m_text,
    coalesce(nullif(cache_write_1h_tokens, ''), lifetimes ->> '$.ephemeral_1h_input_tokens') as cache_write_1h_text,
    output_tokens as output_text,
    max_tokens as max_tokens_text,
    tools as tools_text,
    web_search_requests as web_search_text,
    stop_reason,
    status,
    error_type,
    billed_usd as billed_text,
    prefix_blocks as prefix_blocks_json
from named
