-- One input file that was read, and what became of its records.
-- in: -                   out: files
-- grain: one row a file content (sha256)
create table if not exists files (
    file_id integer,
    path text,
    sha256 text,
    size_bytes bigint,
    format text,
    records_read bigint,
    requests bigint,
    duplicates bigint,
    rejects bigint,
    not_requests bigint,
    usage_buckets bigint,
    invoice_lines bigint,
    names bigint,
    problem text,
    -- where the last of its usage buckets or days of costs ends: up to there it was exported
    exported_until timestamptz
)
