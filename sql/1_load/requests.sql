-- One API call in norush's canonical form, whatever its source.
-- in: -                   out: requests
-- grain: one row a request; request_id is unique
create table if not exists requests (
    -- ids do not get shorter, and trying costs as much as all other columns of text together
    request_id text using compression uncompressed,
    source text,
    started_at timestamptz,
    first_token_at timestamptz,
    ended_at timestamptz,
    provider text,
    model text,
    service_tier text,
    speed text,
    inference_geo text,
    streamed boolean,
    api_key text,
    workspace text,
    app text,
    end_user text,
    session_id text,
    tags map(text, text),
    operation text,
    user_agent text,
    input_tokens bigint,
    cache_read_tokens bigint,
    cache_write_5m_tokens bigint,
    cache_write_1h_tokens bigint,
    output_tokens bigint,
    max_tokens bigint,
    tools bigint,
    web_search_requests bigint,
    stop_reason text,
    status text,
    error_type text,
    billed_usd decimal(38, 16),
    prefix_blocks struct(hash text, tokens bigint)[],
    -- From here on not canonical: where the row came from, what was wrong with it (null once loaded), where it belongs.
    file_id integer,
    kind text,
    reason text,
    -- its place in a trace and that of what stands over it (half of an md5 of the ids), and when it was told, where a log has several versions
    span ubigint,
    parent_span ubigint,
    updated_at timestamptz,
    -- who wrote it, where that decides whether input includes cached tokens, what the row itself proves, how it is read: see dialects.sql
    dialect ubigint,
    cache_proof text,
    is_apart boolean,
    -- its id as logged, where a client used that for several calls: see reused_ids.sql
    logged_id text,
    period text,
    workload_id text
)
