-- What became of the records of each file that is being loaded, before repeats are taken out.
-- in: requests, usage_buckets, invoice_lines, names   out: file_counts
-- grain: one row a file
-- params: first_file_id
create or replace temp table file_counts as
select
    file_id,
    count(*) as records_read,
    count(*) filter (where reason is not null) as rejects,
    count(*) filter (where reason is null and kind = 'duplicate') as duplicates,
    count(*) filter (where reason is null and kind = 'not_request') as not_requests
from (
    select file_id, kind, reason from requests where file_id >= $first_file_id
    union all
    select file_id, 'bucket' as kind, null as reason from usage_buckets where file_id >= $first_file_id
    union all
    select file_id, 'invoice' as kind, null as reason from invoice_lines where file_id >= $first_file_id
    union all
    select file_id, 'names' as kind, null as reason from names where file_id >= $first_file_id
) as records
group by file_id
