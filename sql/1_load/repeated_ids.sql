-- Logged ids that stand on more than one row.
-- in: requests            out: repeated_ids
-- grain: one row an id
create or replace temp table repeated_ids as
select coalesce(logged_id, request_id) as base
from requests
group by base
having count(*) > 1
