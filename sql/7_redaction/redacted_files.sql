-- The files that a database was made of, counted as before and called after a hash; neither path nor content can be known again.
-- in: original.files      out: files
-- grain: one row a file, as in the original
insert into files by name
select
    * replace (
        redacted('file', coalesce(sha256, path)) as path,
        sha256(concat(getvariable('redaction_salt'), sha256)) as sha256,
        redacted_word('format', format, getvariable('known_formats')) as format,
        case when problem is not null then 'could not be used' end as problem
    )
from original.files
