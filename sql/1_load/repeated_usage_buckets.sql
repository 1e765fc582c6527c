-- Buckets that are said again in overlapping exports, with the same counts: one of them stays.
-- in: usage_buckets       out: repeated_usage_buckets
-- grain: one row a superfluous row of usage_buckets
create or replace temp table repeated_usage_buckets as
select
    place,
    file_id
from (
    select
        rowid as place,
        file_id,
        row_number() over (
            partition by
                source, bucket_start, bucket_end, provider, model, service_tier, speed, inference_geo, context_window, api_key, workspace,
                app, end_user, part, input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens,
                web_search_requests, requests, billed_usd
            order by exported_until desc, length(grouped_by) desc, file_id
        ) as position
    from usage_buckets
)
where position > 1
