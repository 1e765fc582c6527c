-- Appends the names that can be used.
-- in: checked, files      out: names
-- grain: one row a record of the file, until repeats are taken out
insert into names by name
select
    c.* exclude (file, ordinal, kind, reason, names_kind),
    c.names_kind as kind,
    f.file_id
from checked as c
join files as f on f.path = c.file and f.file_id >= getvariable('first_file_id')
where c.kind = 'names' and c.reason is null
