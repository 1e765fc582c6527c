-- Appends what was checked, the unusable rows too: they leave again once they are counted and located.
-- in: hashed, files      out: requests
-- grain: one row a record of the file, until the rest of the load has sorted them out
insert into requests by name
select
    c.* exclude (file, ordinal, reason),
    f.file_id,
    c.reason
from hashed as c
join files as f on f.path = c.file and f.file_id >= getvariable('first_file_id')
