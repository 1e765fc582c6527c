-- The workload of each request.
-- in: components, parts   out: assigned
-- grain: one row a request in a period
create or replace temp view assigned as
select
    c.place,
    p.workload_id
from components as c
join parts as p on p.key_no = c.key_no and p.job = c.job
