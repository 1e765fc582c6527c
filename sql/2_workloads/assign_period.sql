-- Writes one period into the requests that fall into it; run once a period.
-- in: requests            out: requests
-- grain: -
-- params: period, since, until
update requests
set period = $period
where coalesce(started_at, ended_at) >= $since
    and coalesce(started_at, ended_at) < $until
