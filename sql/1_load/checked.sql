-- What arrived, checked and masked: whole token counts, disjoint kinds, possible times, no secrets. Whatever cannot be used keeps
-- its row and gets a reason.
-- in: arrived             out: checked
-- grain: one row a record of the file
create or replace temp view checked as
with counted as (
    select
        *,
        -- decimal first: DuckDB would round '12.5' to an integer without a word
        try_cast(input_text as decimal(18, 3)) as prompt_count,
        try_cast(cache_read_text as decimal(18, 3)) as read_count,
        try_cast(cache_write_text as decimal(18, 3)) as write_count,
        try_cast(cache_write_5m_text as decimal(18, 3)) as write_5m_count,
        try_cast(cache_write_1h_text as decimal(18, 3)) as write_1h_count,
        try_cast(output_text as decimal(18, 3)) as output_count
    from arrived
), kinds as (
    select
        *,
        coalesce(read_count, 0) as reads,
        coalesce(write_1h_count, 0) as writes_1h,
        -- a write whose lifetime is not logged is taken for five minutes, the default and the cheaper one
        greatest(coalesce(write_5m_count, 0), coalesce(write_count, 0) - coalesce(write_1h_count, 0)) as writes_5m
    from counted
), disjoint as (
    select
        *,
        case when input_includes_cache then prompt_count - reads - writes_5m - writes_1h else prompt_count end as uncached
    from kinds
)
select
    request_id,
    source,
    started_at,
    case when first_token_at between started_at and ended_at then first_token_at end as first_token_at,
    case
        when started_at is null then ended_at
        when ended_at >= started_at and ended_at <= started_at + to_seconds(getvariable('longest_call_s')) then ended_at
    end as ended_at,
    provider,
    model,
    case
        when service_tier is null or service_tier = '' then 'standard'
        else lower(service_tier)
    end as service_tier,
    coalesce(nullif(lower(speed), ''), 'standard') as speed,
    nullif(lower(inference_geo), '') as inference_geo,
    streamed,
    case
        when length(api_key) > 31 or contains(api_key, 'sk-')
            then case
                when regexp_matches(api_key, '(sk-|pk-|[Bb]earer |AKIA|AIza)') or regexp_full_match(api_key, '[A-Za-z0-9_+/=-]{32,}')
                    then concat('key-', left(md5(api_key), 8))
                else api_key
            end
        else api_key
    end as api_key,
    nullif(workspace, '') as workspace,
    nullif(app, '') as app,
    case when end_user <> '' then concat('user-', left(md5(concat(getvariable('salt'), end_user)), 12)) end as end_user,
    nullif(session_id, '') as session_id,
    tags,
    operation,
    user_agent,
    coalesce(uncached, 0)::bigint as input_tokens,
    reads::bigint as cache_read_tokens,
    writes_5m::bigint as cache_write_5m_tokens,
    writes_1h::bigint as cache_write_1h_tokens,
    coalesce(output_count, 0)::bigint as output_tokens,
    try_cast(max_tokens_text as bigint) as max_tokens,
    try_cast(tools_text as bigint) as tools,
    coalesce(try_cast(web_search_text as bigint), 0) as web_search_requests,
    stop_reason,
    coalesce(
        case lower(status)
            when 'success' then 'succeeded'
            when 'ok' then 'succeeded'
            when 'failure' then 'errored'
            when 'error' then 'errored'
            when 'failed' then 'errored'
            when 'cancelled' then 'canceled'
            else lower(status)
        end,
        'succeeded'
    ) as status,
    error_type,
    try_cast(billed_text as decimal(38, 16)) as billed_usd,
    try_cast(try_cast(prefix_blocks_json as json) as struct(hash text, tokens bigint)[]) as prefix_blocks,
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
        when model is null or model = '' then
            case when coalesce(status, '') in ('errored', 'failure', 'error') then null else 'no model' end
        when (input_text is not null and (prompt_count is null or prompt_count % 1 <> 0))
            then 'an input token count that is not a whole number'
        when (output_text is not null and (output_count is null or output_count % 1 <> 0))
            then 'an output token count that is not a whole number'
        when (cache_read_text is not null and (read_count is null or read_count % 1 <> 0))
            or (cache_write_text is not null and (write_count is null or write_count % 1 <> 0))
            or (cache_write_5m_text is not null and (write_5m_count is null or write_5m_count % 1 <> 0))
            or (cache_write_1h_text is not null and (write_1h_count is null or write_1h_count % 1 <> 0))
            then 'a cache token count that is not a whole number'
        when prompt_count is null and coalesce(status, 'succeeded') in ('succeeded', 'success', 'ok') then 'no input token count'
        when output_count is null and coalesce(status, 'succeeded') in ('succeeded', 'success', 'ok') then 'no output token count'
        when prompt_count < 0 or output_count < 0 or reads < 0 or writes_5m < 0 or writes_1h < 0 or write_count < 0
            then 'a negative token count'
        when uncached < 0
            then concat(
                prompt_count::bigint::text, ' input tokens cannot include ', (reads + writes_5m + writes_1h)::bigint::text, ' cached ones'
            )
        when greatest(prompt_count, output_count, reads, writes_5m, writes_1h) > getvariable('most_tokens')
            then 'more tokens than any model takes'
    end as reason
from disjoint
