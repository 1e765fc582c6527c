-- Notes of each file that is being loaded up to when its usage totals go, before repeats are taken out.
-- in: usage_buckets       out: files
-- grain: -
-- params: first_file_id
update files
set exported_until = told.until
from (
    select file_id, max(bucket_end) as until
    from usage_buckets
    where file_id >= $first_file_id
    group by file_id
) as told
where files.file_id = told.file_id
