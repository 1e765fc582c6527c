-- Writes one period into the requests that fall into it and have none yet; run once a period.
-- in: requests            out: requests
-- grain: -
-- params: period, since, until
update requests
set period = $period
where period is null
    and coalesce(started_at, ended_at) >= $since
    and coalesce(started_at, ended_at) < $until
