-- Usage buckets in their order beside others of the same time and dimensions: the first, with the most tokens, is the one that speaks.
-- in: usage_buckets, files   out: ranked_usage_buckets
-- grain: one row a row of usage_buckets
create or replace temp view ranked_usage_buckets as
select
    *,
    row_number() over bucket as position,
    first_value(file_id) over bucket as told_by,
    first_value(counts) over bucket as told_counts
from (
    select
        b.*,
        b.rowid as place,
        f.exported_until,
        [
            b.input_tokens, b.cache_read_tokens, b.cache_write_5m_tokens, b.cache_write_1h_tokens, b.output_tokens, b.web_search_requests,
            coalesce(b.requests, 0)
        ] as counts,
        b.input_tokens + b.cache_read_tokens + b.cache_write_5m_tokens + b.cache_write_1h_tokens + b.output_tokens as tokens
    from usage_buckets as b
    join files as f on f.file_id = b.file_id
) as told
window bucket as (
    partition by
        source, bucket_start, bucket_end, provider, model, service_tier, speed, inference_geo, context_window, api_key, workspace, app,
        end_user, part
    order by
        tokens desc,
        length(grouped_by) desc,
        md5(concat_ws('|', input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, requests, billed_usd)),
        file_id
)
