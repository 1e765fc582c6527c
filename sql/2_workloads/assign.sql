-- Writes each request's workload into `requests`: the table, where a period is judged over a view of its rows.
-- in: components, parts   out: requests
-- grain: -
update main.requests
set workload_id = p.workload_id
from components as c
join parts as p on p.key_no = c.key_no and p.job = c.job
where requests.rowid = c.place
