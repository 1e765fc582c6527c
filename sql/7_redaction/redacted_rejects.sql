-- Rejected lines with their reasons, which are norush's own words, without their text.
-- in: original.rejects, original.files   out: rejects
-- grain: one row a rejected line, as in the original
insert into rejects by name
select
    r.file_id,
    redacted('file', coalesce(f.sha256, f.path)) as file,
    r.line,
    r.reason
from original.rejects as r
left join original.files as f on f.file_id = r.file_id
