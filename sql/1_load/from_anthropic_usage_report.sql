-- What a bucket of Anthropic's usage report says: the tokens of a minute, an hour or a day, by the dimensions that were asked for.
-- in: raw                 out: arrived
-- grain: one row a result of a bucket; a bucket without results is one row, and no request
-- token meaning: uncached_input_tokens EXCLUDES cache reads and writes. It counts tokens, never requests.
-- time meaning: [starting_at, ending_at) in UTC.
create or replace temp view arrived as
with buckets as (
    select
        file,
        ordinal,
        row_number() over () as record_id,
        json_transform(
            record,
            '{
                "starting_at": "VARCHAR",
                "ending_at": "VARCHAR",
                "results": [{
                    "uncached_input_tokens": "VARCHAR",
                    "cache_read_input_tokens": "VARCHAR",
                    "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
                    "output_tokens": "VARCHAR",
                    "server_tool_use": {"web_search_requests": "VARCHAR"},
                    "model": "VARCHAR",
                    "api_key_id": "VARCHAR",
                    "workspace_id": "VARCHAR",
                    "account_id": "VARCHAR",
                    "service_account_id": "VARCHAR",
                    "service_tier": "VARCHAR",
                    "context_window": "VARCHAR",
                    "inference_geo": "VARCHAR",
                    "speed": "VARCHAR"
                }]
            }'
        ) as b
    from raw
), results as (
    select
        file,
        ordinal,
        record_id,
        b.starting_at,
        b.ending_at,
        len(b.results) as results,
        unnest(case when len(b.results) > 0 then b.results else [null] end) as r
    from buckets
), ranked as (
    select
        *,
        row_number() over (
            partition by
                record_id, r.model, r.service_tier, r.speed, r.inference_geo, r.context_window, r.api_key_id, r.workspace_id,
                coalesce(r.account_id, r.service_account_id)
            order by
                try_cast(r.uncached_input_tokens as bigint) + coalesce(try_cast(r.cache_read_input_tokens as bigint), 0)
                + coalesce(try_cast(r.cache_creation.ephemeral_5m_input_tokens as bigint), 0)
                + coalesce(try_cast(r.cache_creation.ephemeral_1h_input_tokens as bigint), 0)
                + try_cast(r.output_tokens as bigint) desc,
                r::text
        ) as rank
    from results
)
select
    file,
    ordinal,
    case when results = 0 and starting_at is not null then 'not_request' else 'bucket' end as kind,
    case
        when starting_at is null or results is null then 'not a bucket of a usage report, or not valid JSON'
        when results > 0 and r.uncached_input_tokens is null then 'no count of uncached input tokens'
    end as reason,
    'anthropic_usage_report' as source,
    time_with_offset(starting_at) as bucket_start,
    time_with_offset(ending_at) as bucket_end,
    'anthropic' as provider,
    r.model as model,
    r.service_tier as service_tier,
    r.speed as speed,
    r.inference_geo as inference_geo,
    r.context_window as context_window,
    r.api_key_id as api_key,
    r.workspace_id as workspace,
    null as app,
    coalesce(r.account_id, r.service_account_id) as end_user,
    ranked_part(null::text, rank) as part,
    null as requests_text,
    false as input_includes_cache,
    r.uncached_input_tokens as input_text,
    r.cache_read_input_tokens as cache_read_text,
    r.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    r.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    r.output_tokens as output_text,
    r.server_tool_use.web_search_requests as web_search_text,
    null as billed_text
from ranked
