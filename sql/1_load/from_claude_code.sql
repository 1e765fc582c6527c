-- What a Claude Code transcript says of a call. One call is several lines (one a content block), repeated in resumed sessions.
-- in: raw                 out: arrived
-- grain: one row a line of the transcript; the line that speaks for its call has kind 'request', its repeats 'duplicate';
-- what another model advised within the call is a record of its own
-- token meaning: input_tokens EXCLUDES cache reads and writes; output_tokens grows from line to line and the largest is final;
-- what compactions within the call took is added.
-- time meaning: a line is written when its block is complete, so the call ends with its last line; it starts when the line it
-- answers (parentUuid) was written, unless that was more than ten minutes before (the SDK's own time limit for a call).
create or replace temp view arrived as
with asked as (
    select
        *,
        usage_parts("message".usage) as parts
    from raw
), parted as (
    select
        * exclude (parts),
        parts[1] as whole,
        unnest(parts) as used,
        unnest(range(len(parts))) as part
    from asked
), lines as (
    select
        *,
        try_cast("timestamp" as timestamptz) as written_at,
        "type" = 'assistant' and used is not null and coalesce("message".model, '') <> '<synthetic>' as is_call,
        -- some gateways leave the ids out, or empty: then a line is a call of its own, known by what it says
        coalesce(nullif("message".id, ''), nullif("requestId", ''), uuid, md5(concat_ws('|', "sessionId", "timestamp", used::text)))
        || case when part > 0 then concat('/advice-', part) else '' end as call_id,
        coalesce(try_cast(used.output_tokens as bigint), 0) as output_so_far
    from parted
), parents as (
    select uuid as parent_id, min(try_cast("timestamp" as timestamptz)) as asked_at
    from raw
    where uuid is not null
    group by uuid
), calls as (
    select
        *,
        row_number() over (
            partition by is_call, call_id
            order by coalesce("isSidechain", 'false'), output_so_far desc, written_at, "sessionId", uuid, file
        ) as position,
        -- a sub-agent's transcript replays calls of its parent with later times: they are left out where there is an original
        coalesce(
            min(written_at) filter (where coalesce("isSidechain", 'false') = 'false') over (partition by is_call, call_id),
            min(written_at) over (partition by is_call, call_id)
        ) as first_at,
        coalesce(
            max(written_at) filter (where coalesce("isSidechain", 'false') = 'false') over (partition by is_call, call_id),
            max(written_at) over (partition by is_call, call_id)
        ) as last_at,
        first_value("parentUuid") over (
            partition by is_call, call_id
            order by coalesce("isSidechain", 'false'), written_at, output_so_far, "sessionId", uuid, file
        ) as asked_by
    from lines
)
select
    calls.file,
    calls.ordinal,
    case
        -- what a person said has none of the fields that are read
        when "type" = 'assistant' and is_unclear then 'unclear'
        when not is_call or is_call is null then 'not_request'
        when position > 1 then 'duplicate'
        else 'request'
    end as kind,
    case
        when "type" is null and "timestamp" is null and uuid is null and "sessionId" is null
            then 'not a Claude Code transcript line, or not valid JSON'
        when "type" = 'assistant' and is_garbled then 'a message that is not valid JSON: what was used is not known'
        when is_call and last_at is null then 'no readable time'
    end as reason,
    call_id as request_id,
    'claude_code' as source,
    case
        when asked_at <= first_at and asked_at >= first_at - interval 10 minutes
            then asked_at
    end as started_at,
    null::timestamptz as first_token_at,
    last_at as ended_at,
    'anthropic' as provider,
    case when part > 0 then used.model else "message".model end as model,
    whole.service_tier as service_tier,
    used.speed as speed,
    whole.inference_geo as inference_geo,
    true as streamed,
    null as api_key,
    null as workspace,
    coalesce(nullif(regexp_extract(cwd, '([^/\\]+)[/\\]*$', 1), ''), 'claude-code') as app,
    null as end_user,
    case when "agentId" is null then "sessionId" else concat("sessionId", '/', "agentId") end as session_id,
    null::map(text, text) as tags,
    -- of copies of a call in files loaded one after the other the one of the main chain stays: see repeats
    case when part > 0 then 'advice' when "isSidechain" = 'true' then 'claude-code-subagent' else 'claude-code' end as operation,
    concat('claude-code/', "version") as user_agent,
    false as input_includes_cache,
    used.input_tokens as input_text,
    used.cache_read_input_tokens as cache_read_text,
    used.cache_creation_input_tokens as cache_write_text,
    used.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    used.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    used.output_tokens as output_text,
    null as max_tokens_text,
    null as tools_text,
    used.server_tool_use.web_search_requests as web_search_text,
    "message".stop_reason as stop_reason,
    case when "isApiErrorMessage" = 'true' then 'errored' else 'succeeded' end as status,
    null as error_type,
    null as billed_text,
    null as prefix_blocks_json
from calls
left join parents on parents.parent_id = calls.asked_by
