-- The workloads of each period, by their number.
-- in: parts               out: lanes
-- grain: one row a (period, workload)
create or replace temp table lanes as
select distinct
    period,
    workload_id,
    lane
from parts
