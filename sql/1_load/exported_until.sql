-- Notes of each file that is being loaded up to when its usage totals or costs go, before repeats are taken out.
-- in: usage_buckets, invoice_lines   out: files
-- grain: -
-- params: first_file_id
update files
set exported_until = told.until
from (
    select file_id, max(ends_at) as until
    from (
        select file_id, bucket_end as ends_at
        from usage_buckets
        union all
        select file_id, (day + 1)::timestamp at time zone 'UTC' as ends_at
        from invoice_lines
    ) as told_times
    where file_id >= $first_file_id
    group by file_id
) as told
where files.file_id = told.file_id
