-- Appends the buckets that can be used.
-- in: checked, files      out: usage_buckets
-- grain: one row a bucket and its dimensions
insert into usage_buckets by name
select
    c.* exclude (file, ordinal, kind, reason),
    f.file_id
from checked as c
join files as f on f.path = c.file and f.file_id >= getvariable('first_file_id')
where c.kind = 'bucket' and c.reason is null
