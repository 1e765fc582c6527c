-- Appends the lines that can be used.
-- in: checked, files      out: invoice_lines
-- grain: one row a line of the export
insert into invoice_lines by name
select
    c.* exclude (file, ordinal, kind, reason),
    f.file_id
from checked as c
join files as f on f.path = c.file and f.file_id >= getvariable('first_file_id')
where c.kind = 'invoice' and c.reason is null
