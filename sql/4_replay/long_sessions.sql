-- The sessions in which one request follows another: only these show whether prompts grow. Some logs give every call a session of its own.
-- in: requests            out: long_sessions
-- grain: one row a (period, workload_id, session_id) with two billed requests or more
-- params: -
create or replace temp table long_sessions as
select
    period,
    workload_id,
    session_id
from requests
where period is not null
    and session_id is not null
    and status = 'succeeded'
group by period, workload_id, session_id
having count(*) > 1
