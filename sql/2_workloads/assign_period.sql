-- Writes the period in which each request is judged into `requests`; null for one outside every period.
-- in: requests, periods   out: requests
-- grain: -
update requests
set period = p.period
from periods as p
where coalesce(requests.started_at, requests.ended_at) >= p.since
    and coalesce(requests.started_at, requests.ended_at) < p.until
