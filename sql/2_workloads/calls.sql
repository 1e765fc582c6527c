-- The requests of each workload in a period: what every signal is made of.
-- in: arrivals, components, parts   out: calls
-- grain: one row a request in a period
create or replace temp table calls as
select
    p.lane,
    a.* exclude (place, key_no, caller, is_batch)
from arrivals as a
join components as c on c.place = a.place
join parts as p on p.key_no = c.key_no and p.job = c.job
