-- The files that a database was made of, counted as before and called after a hash; neither path nor content can be known again.
-- in: original.files      out: files
-- grain: one row a file, as in the original
insert into files by name
select
    file_id,
    redacted('file', coalesce(sha256, path)) as path,
    sha256(concat(getvariable('redaction_salt'), sha256)) as sha256,
    size_bytes,
    redacted_word('format', format, getvariable('known_formats')) as format,
    records_read,
    requests,
    duplicates,
    rejects,
    not_requests,
    usage_buckets,
    invoice_lines,
    names,
    case when problem is not null then 'could not be used' end as problem,
    exported_until
from original.files
