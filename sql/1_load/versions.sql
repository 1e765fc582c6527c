-- Rows that tell a call of `requests` otherwise than the row that stays: other times, counts or models under one id. What of them is one call
-- is decided over all of them, so that it makes no difference in how many loads, and in which order, they come. An id that a provider made
-- is never another call, and leaves nothing here.
-- in: requests            out: versions
-- grain: one row a telling of a call that is not the one in requests; counted as a duplicate with its file
create table if not exists versions as
select *
from requests
where false
