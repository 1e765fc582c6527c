-- Request ids that stand on more than one row.
-- in: requests            out: repeated_ids
-- grain: one row an id
create or replace temp table repeated_ids as
select request_id
from requests
group by request_id
having count(*) > 1
