-- What a client is called: the first one or two names of its product in `user_agent`, without a version or a comment, in nothing that a name
-- of ours could not hold. Empty where there is none.
-- in: requests            out: client_names
-- grain: one row a distinct user_agent
-- `norush redact` takes the same names, so that the clients of a copy are those of the original.
create or replace temp table client_names as
select
    user_agent,
    coalesce(trim(regexp_extract(lower(user_agent), '^[a-z][a-z_.-]*(/[a-z][a-z_.-]*)?'), '_.-'), '') as client
from (select distinct user_agent from requests) as agents
