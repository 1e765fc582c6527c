-- What arrived of a bucketed export, checked and masked. Whatever cannot be used keeps its row and gets a reason.
-- in: arrived             out: checked
-- grain: one row a record of the file
-- arrived: file, ordinal, kind ('bucket' or 'not_request'), reason, source, bucket_start, bucket_end, provider, model, service_tier, speed,
-- inference_geo, context_window, api_key, workspace, app, end_user, part, requests_text, input_includes_cache, input_text, cache_read_text,
-- cache_write_5m_text, cache_write_1h_text, output_text, web_search_text, billed_text
create or replace temp view checked as
with counted as (
    select
        *,
        concat_ws(
            '|', requests_text, input_text, cache_read_text, cache_write_5m_text, cache_write_1h_text, output_text, web_search_text
        ) as counts,
        coalesce(try_cast(input_text as bigint), 0) as input_count,
        coalesce(try_cast(cache_read_text as bigint), 0) as reads,
        coalesce(try_cast(cache_write_5m_text as bigint), 0) as writes_5m,
        coalesce(try_cast(cache_write_1h_text as bigint), 0) as writes_1h,
        coalesce(try_cast(output_text as bigint), 0) as outputs,
        coalesce(try_cast(web_search_text as bigint), 0) as web_searches,
        -- a dimension that no row of the file tells was not asked for: null in it is not "none"
        concat_ws(
            ',',
            case when count(model) over file_rows > 0 then 'model' end,
            case when count(service_tier) over file_rows > 0 then 'service_tier' end,
            case when count(speed) over file_rows > 0 then 'speed' end,
            case when count(inference_geo) over file_rows > 0 then 'inference_geo' end,
            case when count(context_window) over file_rows > 0 then 'context_window' end,
            case when count(api_key) over file_rows > 0 then 'api_key' end,
            case when count(workspace) over file_rows > 0 then 'workspace' end,
            case when count(app) over file_rows > 0 then 'app' end,
            case when count(end_user) over file_rows > 0 then 'end_user' end,
            case when count(part) over file_rows > 0 then 'part' end
        ) as grouped_by
    from arrived
    window file_rows as (partition by file)
)
select
    file,
    ordinal,
    kind,
    case
        when kind <> 'bucket' then reason
        when reason is not null then reason
        when bucket_start is null then 'no readable time'
        when bucket_start < getvariable('earliest_at') or bucket_start >= getvariable('latest_at')
            then concat('the time ', bucket_start::text, ' cannot be: before there was an API, or in a far future')
        when bucket_end is null then 'no readable end of the bucket'
        when bucket_end <= bucket_start then 'a bucket that ends before it begins'
        when coalesce(input_text, '') = '' then 'no input token count'
        when coalesce(output_text, '') = '' then 'no output token count'
        when contains(counts, '-') then 'a negative token count'
        when count_problem(counts) is not null then count_problem(counts)
        -- a day of a large company fits into fifteen digits
        when regexp_matches(counts, '(^|[|]) *[0-9]{16}') then 'a token count of more than fifteen digits'
        when input_includes_cache and input_count < reads + writes_5m + writes_1h
            then 'more cached tokens than the input tokens that include them'
        when unreadable_amount(billed_text) then 'no readable amount of what was charged'
    end as reason,
    source,
    bucket_start,
    bucket_end,
    as_name(provider) as provider,
    nullif(masked_word(as_name(model)), '') as model,
    nullif(masked_word(as_name(lower(service_tier))), '') as service_tier,
    nullif(masked_word(as_name(lower(speed))), '') as speed,
    nullif(masked_word(as_name(lower(inference_geo))), '') as inference_geo,
    nullif(masked_word(as_name(context_window)), '') as context_window,
    masked_key(as_name(api_key)) as api_key,
    masked_name(as_name(workspace)) as workspace,
    masked_name(as_label(app)) as app,
    named_end_user(end_user) as end_user,
    try_cast(requests_text as bigint) as requests,
    case when input_includes_cache then input_count - reads - writes_5m - writes_1h else input_count end as input_tokens,
    reads as cache_read_tokens,
    writes_5m as cache_write_5m_tokens,
    writes_1h as cache_write_1h_tokens,
    outputs as output_tokens,
    web_searches as web_search_requests,
    try_cast(billed_text as decimal(38, 16)) as billed_usd,
    case when regexp_matches(part, getvariable('secret_pattern')) then concat('key-', md5(part)) else as_name(part) end as part,
    grouped_by,
    false as superseded
from counted
