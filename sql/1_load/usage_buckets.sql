-- Token totals by hour or day from exports that know no single request.
-- in: -                   out: usage_buckets
-- grain: one row a bucket and its dimensions
create table if not exists usage_buckets (
    file_id integer,
    bucket_start timestamptz,
    bucket_end timestamptz,
    provider text,
    model text,
    service_tier text,
    api_key text,
    workspace text,
    input_tokens bigint,
    cache_read_tokens bigint,
    cache_write_5m_tokens bigint,
    cache_write_1h_tokens bigint,
    output_tokens bigint,
    web_search_requests bigint
)
