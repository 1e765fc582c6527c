-- What a bucket of OpenAI's usage API says: the tokens of a minute, an hour or a day, by the dimensions that were asked for.
-- in: raw                 out: arrived
-- grain: one row a result of a bucket; a bucket without results is one row, and no request
-- token meaning: input_tokens INCLUDES cached tokens and cache writes. Writes kept for 30 minutes count as 5-minute writes here, those
-- kept for 12 hours as 1-hour writes: the short and the long kind.
-- time meaning: [start_time, end_time) in epoch seconds.
create or replace temp view arrived as
with buckets as (
    select
        file,
        ordinal,
        record,
        row_number() over () as record_id,
        json_transform(
            record, '{"start_time": "VARCHAR", "end_time": "VARCHAR", "results": ["JSON"], "result": ["JSON"], "num_model_requests": "VARCHAR"}'
        ) as b
    from raw
), results as (
    select
        file,
        ordinal,
        -- rows of the dashboard's CSV that have one time are of one bucket
        case when b.num_model_requests is null then record_id::text else concat(file, ' ', b.start_time) end as bucket_id,
        b.start_time,
        b.end_time,
        case
            when coalesce(b.results, b.result) is not null then len(coalesce(b.results, b.result))
            when b.num_model_requests is not null then 1
        end as results,
        unnest(case
            when len(coalesce(b.results, b.result)) > 0 then coalesce(b.results, b.result)
            -- a row of the dashboard's CSV is a result with the times of its bucket
            when b.num_model_requests is not null then [record]
            else [null]
        end) as result
    from buckets
), opened as (
    select
        * exclude (result),
        json_transform(
            result,
            '{
                "object": "VARCHAR",
                "input_tokens": "VARCHAR",
                "input_cached_tokens": "VARCHAR",
                "input_cache_write_tokens": "VARCHAR",
                "input_cache_write_30m_tokens": "VARCHAR",
                "input_cache_write_12h_tokens": "VARCHAR",
                "output_tokens": "VARCHAR",
                "num_model_requests": "VARCHAR",
                "num_requests": "VARCHAR",
                "model": "VARCHAR",
                "project_id": "VARCHAR",
                "user_id": "VARCHAR",
                "api_key_id": "VARCHAR",
                "batch": "VARCHAR",
                "service_tier": "VARCHAR",
                "api_source": "VARCHAR"
            }'
        ) as r
    from results
), named as (
    select
        *,
        coalesce(regexp_extract(r.object, '^organization[.]usage[.]([a-z_]+)[.]result$', 1), 'completions') as endpoint,
        nullif(r.input_cache_write_12h_tokens, '') as long_writes,
        nullif(r.input_cache_write_tokens, '') as writes,
        case
            when lower(r."batch") in ('true', '1') then 'batch'
            when lower(r.service_tier) in ('default', 'auto') then 'standard'
            when r.service_tier <> '' then r.service_tier
            -- told to be no batch, and nothing more
            when lower(r."batch") in ('false', '0') then 'standard'
        end as tier
    from opened
), ranked as (
    select
        *,
        row_number() over (
            partition by bucket_id, endpoint, r.model, tier, r.api_key_id, r.project_id, r.user_id, r.api_source
            -- input holds what was cached
            order by
                coalesce(try_cast(r.input_tokens as bigint), 0) + coalesce(try_cast(r.output_tokens as bigint), 0) desc,
                r::text
        ) as rank
    from named
)
select
    file,
    ordinal,
    case
        when results = 0 and start_time is not null then 'not_request'
        when endpoint not in ('completions', 'embeddings', 'moderations', 'web_searches') then 'not_request'
        else 'bucket'
    end as kind,
    case
        when start_time is null or results is null then 'not a bucket of the usage API, or not valid JSON'
        when results > 0 and endpoint = 'completions' and coalesce(r.input_tokens, '') = '' then 'no input token count'
    end as reason,
    'openai_usage' as source,
    case when regexp_full_match(start_time, '[0-9]{10}([.]0+)?') then make_timestamptz(left(start_time, 10)::bigint * 1000000) end as bucket_start,
    case when regexp_full_match(end_time, '[0-9]{10}([.]0+)?') then make_timestamptz(left(end_time, 10)::bigint * 1000000) end as bucket_end,
    'openai' as provider,
    r.model as model,
    tier as service_tier,
    null as speed,
    null as inference_geo,
    null as context_window,
    r.api_key_id as api_key,
    r.project_id as workspace,
    null as app,
    r.user_id as end_user,
    ranked_part(concat_ws(' ', endpoint, nullif(r.api_source, '')), rank) as part,
    coalesce(r.num_model_requests, r.num_requests) as requests_text,
    true as input_includes_cache,
    case when endpoint = 'completions' then r.input_tokens else coalesce(r.input_tokens, '0') end as input_text,
    nullif(r.input_cached_tokens, '') as cache_read_text,
    case
        when nullif(r.input_cache_write_30m_tokens, '') is not null then r.input_cache_write_30m_tokens
        when long_writes is null then writes
        else greatest(try_cast(writes as bigint) - try_cast(long_writes as bigint), 0)::text
    end as cache_write_5m_text,
    long_writes as cache_write_1h_text,
    -- an embedding has no output to count
    case when endpoint = 'completions' then r.output_tokens else coalesce(r.output_tokens, '0') end as output_text,
    case when endpoint = 'web_searches' then r.num_requests end as web_search_text,
    null as billed_text
from ranked
