-- A number for each end user, so that what comes after carries integers and not texts. The numbers only tell users apart.
-- in: requests            out: end_users
-- grain: one row an end user
create or replace temp table end_users as
select
    end_user,
    cast(row_number() over (order by end_user) as integer) as user_no
from (
    select distinct end_user
    from requests
    where end_user is not null
) as found
