-- A number for each workload in each period, so that windows over millions of calls sort integers, not texts.
-- in: requests            out: lanes
-- grain: one row a (period, workload)
create or replace temp table lanes as
select
    period,
    workload_id,
    cast(row_number() over (order by period, workload_id) as integer) as lane
from (select distinct period, workload_id from requests where period is not null) as found
