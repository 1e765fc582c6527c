-- A number for each session of two calls or more; a session of one call (LiteLLM gives every call a session) shows no steps.
-- The numbers only tell sessions apart: no result depends on which one a session got.
-- in: requests            out: sessions
-- grain: one row a session
create or replace temp table sessions as
select
    session_id,
    cast(row_number() over (order by session_id) as integer) as session
from (
    select session_id
    from requests
    where period is not null and session_id is not null
    group by session_id
    having count(*) > 1
) as found
