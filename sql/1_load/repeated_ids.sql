-- Request ids that stand on more than one row, whatever start of a call was added to them.
-- in: requests            out: repeated_ids
-- grain: one row an id
create or replace temp table repeated_ids as
select base_id(request_id) as base
from requests
group by base
having count(*) > 1
