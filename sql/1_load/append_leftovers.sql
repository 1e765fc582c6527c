-- Appends what is no request but must be counted: unusable records and others of exports that hold buckets, invoices or names. The
-- rows leave `requests` again once they are counted and located.
-- in: checked, files      out: requests
-- grain: one row a record of the file that went nowhere else
insert into requests (file_id, kind, reason)
select
    f.file_id,
    c.kind,
    c.reason
from checked as c
join files as f on f.path = c.file and f.file_id >= getvariable('first_file_id')
where c.reason is not null or c.kind not in ('bucket', 'invoice', 'names')
