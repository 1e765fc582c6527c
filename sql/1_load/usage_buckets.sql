-- Token totals by minute, hour or day from exports that know no single request. Null in a dimension: the export does not tell it, or, where
-- grouped_by names the dimension, there is none (Console use has no key). A row that is `superseded` says again what other rows say,
-- in another width or grouping, or with more tokens: whoever adds up leaves it out.
-- in: -                   out: usage_buckets
-- grain: one row a bucket and its dimensions
create table if not exists usage_buckets (
    file_id integer,
    source text,
    bucket_start timestamptz,
    bucket_end timestamptz,
    provider text,
    model text,
    service_tier text,
    speed text,
    inference_geo text,
    context_window text,
    api_key text,
    workspace text,
    app text,
    end_user text,
    requests bigint,
    input_tokens bigint,
    cache_read_tokens bigint,
    cache_write_5m_tokens bigint,
    cache_write_1h_tokens bigint,
    output_tokens bigint,
    web_search_requests bigint,
    billed_usd decimal(38, 16),
    -- From here on: what tells apart rows with the same dimensions, which dimensions the file tells, whether it is told elsewhere.
    part text,
    grouped_by text,
    superseded boolean
)
