-- Writes each request's workload into `requests`.
-- in: components, parts   out: requests
-- grain: -
update requests
set workload_id = p.workload_id
from components as c
join parts as p on p.key_no = c.key_no and p.job = c.job
where requests.rowid = c.place
