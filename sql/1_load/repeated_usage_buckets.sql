-- Buckets that are said again in overlapping exports, with the same counts: one of them stays.
-- in: usage_buckets, files   out: repeated_usage_buckets
-- grain: one row a superfluous row of usage_buckets
create or replace temp table repeated_usage_buckets as
select
    place,
    file_id
from (
    select
        b.rowid as place,
        b.file_id,
        row_number() over (
            partition by
                b.source, b.bucket_start, b.bucket_end, b.provider, b.model, b.service_tier, b.speed, b.inference_geo, b.context_window,
                b.api_key, b.workspace, b.app, b.end_user, b.part, b.input_tokens, b.cache_read_tokens, b.cache_write_5m_tokens,
                b.cache_write_1h_tokens, b.output_tokens, b.web_search_requests, b.requests, b.billed_usd
            order by f.exported_until desc, length(b.grouped_by) desc, b.file_id
        ) as position
    from usage_buckets as b
    join files as f on f.file_id = b.file_id
)
where position > 1
