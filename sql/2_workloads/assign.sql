-- Writes each request's workload into `requests`: the table, where a period is judged over a view of its rows.
-- in: assigned            out: requests
-- grain: -
update main.requests
set workload_id = a.workload_id
from assigned as a
where requests.rowid = a.place
