-- What a row of the Anthropic Console's token CSV says: the tokens of a day, an hour or a minute, by model, key, workspace and tier.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: usage_input_tokens_no_cache EXCLUDES cache reads and writes; a write without its lifetime (early 2025) is taken for 5 minutes.
-- time meaning: the beginning of a bucket in UTC. A date alone is a day; with a time of day it is an hour, or a minute where a row of the
-- file says minutes.
create or replace temp view arrived as
with timed as (
    select
        *,
        regexp_full_match(trim(usage_date_utc), '[0-9]{4}-[0-9]{2}-[0-9]{2}') as is_day,
        case
            when regexp_full_match(trim(usage_date_utc), '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.]0+)?)?Z?)?')
                then timezone('UTC', try_cast(rtrim(replace(trim(usage_date_utc), 'T', ' '), 'Z') as timestamp))
        end as started_at
    from raw
), spaced as (
    select
        *,
        case
            when is_day then interval 1 day
            when bool_or(minute(started_at) <> 0 or second(started_at) <> 0) over (partition by file) then interval 1 minute
            else interval 1 hour
        end as width
    from timed
)
select
    file,
    ordinal,
    'bucket' as kind,
    case
        when usage_date_utc is null and model_version is null and usage_input_tokens_no_cache is null
            then 'not a row of the Console''s token export'
        when started_at is null then 'a date that is not YYYY-MM-DD, with or without a time: a spreadsheet may have rewritten it'
        when model_version is null then 'no model'
    end as reason,
    'anthropic_console_tokens' as source,
    started_at as bucket_start,
    started_at + width as bucket_end,
    'anthropic' as provider,
    model_version as model,
    usage_type as service_tier,
    -- the generation that tells the context window tells the speed, and leaves it empty where it is the usual one
    case when context_window is not null or inference_geo is not null or speed is not null then coalesce(speed, 'standard') end as speed,
    inference_geo,
    -- the sign in front rarely survives a spreadsheet
    case
        when contains(context_window, '>') then '200k-1M'
        when contains(context_window, '200k') then '0-200k'
        else context_window
    end as context_window,
    api_key,
    workspace,
    null as app,
    null as end_user,
    -- names of keys are not unique: rows that nothing else tells apart are told apart by their rank
    row_number() over (
        partition by file, started_at, model_version, usage_type, context_window, inference_geo, speed, api_key, workspace
        order by
            try_cast(usage_output_tokens as bigint) desc,
            try_cast(usage_input_tokens_no_cache as bigint) desc,
            try_cast(usage_input_tokens_cache_read as bigint) desc,
            concat_ws('|', usage_input_tokens_cache_write, usage_input_tokens_cache_write_5m, usage_input_tokens_cache_write_1h, web_search_count)
    )::text as part,
    null as requests_text,
    false as input_includes_cache,
    usage_input_tokens_no_cache as input_text,
    usage_input_tokens_cache_read as cache_read_text,
    coalesce(usage_input_tokens_cache_write_5m, usage_input_tokens_cache_write) as cache_write_5m_text,
    usage_input_tokens_cache_write_1h as cache_write_1h_text,
    usage_output_tokens as output_text,
    web_search_count as web_search_text,
    null as billed_text
from spaced
