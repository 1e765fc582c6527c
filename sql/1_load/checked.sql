-- What arrived, checked and masked: whole token counts, disjoint kinds, possible times, no secrets. Whatever cannot be used keeps
-- its row and gets a reason.
-- in: arrived             out: checked
-- grain: one row a record of the file
-- Formats that hold the request also give body (said.sql), those whose records have a place in a trace span, parent_span and updated_at
-- (spans.sql), those that differ in what input means dialect and cache_proof (dialects.sql).
create or replace temp view checked as
with told as (
    select
        * replace (
            -- where a name or a kind is expected, some write a text, and it may be a prompt
            as_name(source) as source,
            as_name(provider) as provider,
            as_name(model) as model,
            as_name(service_tier) as service_tier,
            as_name(speed) as speed,
            as_name(inference_geo) as inference_geo,
            as_name(api_key) as api_key,
            as_name(workspace) as workspace,
            as_name(session_id) as session_id,
            as_client(user_agent) as user_agent,
            -- an id is unique: so must its hash be
            case when as_name(request_id) is distinct from request_id then concat('text-', md5(request_id)) else request_id end as request_id,
            as_label(app) as app,
            as_label(operation) as operation,
            as_label(stop_reason) as stop_reason,
            error_kind(error_type) as error_type
        )
    from arrived
    union all by name
    select
        null::json as body,
        null::ubigint as span,
        null::ubigint as parent_span,
        null::timestamptz as updated_at,
        null::ubigint as dialect,
        null::text as cache_proof
    where false
), counted as (
    select
        *,
        -- nine digits at most, so that no sum of absurd counts can overflow
        try_cast(input_text as integer)::bigint as prompt_count,
        coalesce(try_cast(cache_read_text as integer), 0)::bigint as reads,
        try_cast(cache_write_text as integer)::bigint as write_count,
        try_cast(cache_write_5m_text as integer)::bigint as write_5m_count,
        coalesce(try_cast(cache_write_1h_text as integer), 0)::bigint as writes_1h,
        try_cast(output_text as integer)::bigint as output_count,
        coalesce(try_cast(web_search_text as integer), 0)::bigint as web_searches,
        -- a cast rounds '12.5' and takes '0x10' without a word: anything but plain digits gets a closer look below
        concat_ws(
            '|', input_text, cache_read_text, cache_write_text, cache_write_5m_text, cache_write_1h_text, output_text, web_search_text
        ) as counts,
        -- what may hold a secret: the commonest words are none, and looking through a text costs by its length
        concat_ws(
            ' ', request_id, api_key, workspace, app, session_id, error_type, nullif(operation, 'acompletion'), user_agent,
            nullif(stop_reason, 'end_turn'), nullif(provider, 'anthropic'), model, nullif(service_tier, 'standard'),
            nullif(speed, 'standard'), nullif(inference_geo, 'global'), tags::text
        ) as names,
        case coalesce(lower(status), '')
            when '' then 'succeeded'
            when 'success' then 'succeeded'
            when 'ok' then 'succeeded'
            when 'completed' then 'succeeded'
            when 'failure' then 'errored'
            when 'error' then 'errored'
            when 'failed' then 'errored'
            when 'cancelled' then 'canceled'
            else lower(status)
        end as outcome
    from told
), disjoint as (
    select
        *,
        regexp_full_match(counts, '([|]|[0-9]{1,9}([|]|$))*') as is_plain,
        -- one look at the whole row: field by field costs thrice that
        regexp_matches(names, getvariable('secret_pattern')) as holds_secret,
        -- a write whose lifetime is not logged is taken for five minutes, the default and the cheaper one
        greatest(coalesce(write_5m_count, 0), coalesce(write_count, 0) - writes_1h) as writes_5m,
        prompt_count - case
            when input_includes_cache
                then reads + writes_1h + greatest(coalesce(write_5m_count, 0), coalesce(write_count, 0) - writes_1h)
            else 0
        end as uncached
    from counted
)
select
    case
        when holds_secret and regexp_matches(request_id, getvariable('secret_pattern')) then concat('key-', md5(request_id))
        else request_id
    end as request_id,
    source,
    started_at,
    case when first_token_at between started_at and ended_at then first_token_at end as first_token_at,
    case
        when started_at is null then ended_at
        when ended_at >= started_at and ended_at <= started_at + to_seconds(getvariable('longest_call_s')) then ended_at
    end as ended_at,
    case when holds_secret then masked_word(provider) else provider end as provider,
    case when holds_secret then masked_word(model) else model end as model,
    case
        when service_tier is null or service_tier = 'standard' or lower(service_tier) in ('', 'default', 'auto', 'on_demand')
            then 'standard'
        when holds_secret then masked_word(lower(service_tier))
        else lower(service_tier)
    end as service_tier,
    coalesce(nullif(case when holds_secret then masked_word(lower(speed)) else lower(speed) end, ''), 'standard') as speed,
    nullif(case when holds_secret then masked_word(lower(inference_geo)) else lower(inference_geo) end, '') as inference_geo,
    streamed,
    -- names and ids stay, but for keys and what names a person
    case when holds_secret or strlen(api_key) > 31 then masked_key(api_key) else nullif(api_key, '') end as api_key,
    case when holds_secret then masked_name(workspace) else nullif(workspace, '') end as workspace,
    case when holds_secret then masked_name(app) else nullif(app, '') end as app,
    case
        -- a user found through `names` is hashed already, and marked as such
        when starts_with(end_user, chr(1)) and regexp_full_match(end_user, '.user-[0-9a-f]{12}') then substr(end_user, 2)
        when starts_with(end_user, chr(1)) and coalesce(getvariable('shows_end_users'), false) then named_end_user(substr(end_user, 2))
        else named_end_user(end_user)
    end as end_user,
    case when holds_secret then masked_name(session_id) else nullif(session_id, '') end as session_id,
    case when holds_secret then masked_tags(tags) else tags end as tags,
    case when holds_secret then masked_word(operation) else operation end as operation,
    case when holds_secret then masked_word(user_agent) else user_agent end as user_agent,
    coalesce(uncached, 0) as input_tokens,
    reads as cache_read_tokens,
    writes_5m as cache_write_5m_tokens,
    writes_1h as cache_write_1h_tokens,
    coalesce(output_count, 0) as output_tokens,
    case when not regexp_full_match(max_tokens_text, '[0-9]{1,3}([.][0-9]{3})+') then try_cast(max_tokens_text as bigint) end as max_tokens,
    case when not regexp_full_match(tools_text, '[0-9]{1,3}([.][0-9]{3})+') then try_cast(tools_text as bigint) end as tools,
    web_searches as web_search_requests,
    case when holds_secret then masked_word(stop_reason) else stop_reason end as stop_reason,
    case when outcome in ('succeeded', 'errored', 'canceled', 'expired') then outcome end as status,
    case when holds_secret then masked_name(error_type) else nullif(error_type, '') end as error_type,
    try_cast(billed_text as decimal(38, 16)) as billed_usd,
    -- hashes only, never text: one block that is no hash, and none is kept
    case
        when regexp_full_match(prefix_blocks_json, '\[(\s*\{\s*"hash"\s*:\s*"[0-9a-fA-F]{8,128}"\s*,\s*"tokens"\s*:\s*[0-9]{1,9}\s*\}\s*,?)*\s*\]')
            then try_cast(try_cast(prefix_blocks_json as json) as struct(hash text, tokens bigint)[])
    end as prefix_blocks,
    body,
    span,
    parent_span,
    updated_at,
    dialect,
    cache_proof,
    case when dialect is not null then not input_includes_cache end as is_apart,
    file,
    ordinal,
    kind,
    case
        when kind <> 'request' then reason
        when reason is not null then reason
        when started_at is null and ended_at is null then 'no readable start or end time'
        when coalesce(started_at, ended_at) < getvariable('earliest_at')
            then concat('the time ', coalesce(started_at, ended_at)::text, ' is before there was an API to call')
        when coalesce(started_at, ended_at) >= getvariable('latest_at')
            then concat('the time ', coalesce(started_at, ended_at)::text, ' lies in a far future')
        when outcome not in ('succeeded', 'errored', 'canceled', 'expired')
            then 'a status that is none of succeeded, errored, canceled, expired'
        when outcome = 'succeeded' and (model is null or model = '') then 'no model'
        when not is_plain and count_problem(counts) is not null then count_problem(counts)
        when not is_plain and regexp_matches(counts, '(^|[|]) *[0-9]{10}') then 'more tokens than any model takes'
        when outcome = 'succeeded' and prompt_count is null then 'no input token count'
        when outcome = 'succeeded' and output_count is null then 'no output token count'
        when least(prompt_count, output_count, reads, write_count, write_5m_count, writes_1h, web_searches) < 0 then 'a negative token count'
        when uncached < 0
            then 'more cached tokens than the input tokens that include them'
        when greatest(prompt_count, output_count, reads, writes_5m, writes_1h) > getvariable('most_tokens')
            then 'more tokens than any model takes'
        when unreadable_amount(billed_text) then 'no readable amount of what was charged'
    end as reason
from disjoint
