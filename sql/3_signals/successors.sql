-- How many others of the same caller began as a workload ended: their first call is at most a day before its last, and two days after it. A program that
-- was moved to another model is followed by itself; a stock of work that is done is followed by nothing.
-- in: key_calls, keys, volume   out: successors
-- grain: one row a (period, workload) with one
-- cannot see: a program that was given another key
create or replace temp table successors as
with spans as (
    select distinct
        c.lane,
        k.caller,
        v.first_answered_us,
        v.last_answered_us
    from key_calls as c
    join keys as k on k.key_no = c.key_no
    join volume as v on v.lane = c.lane
)
select
    a.lane,
    count(distinct b.lane) as successors
from spans as a
join spans as b
    on b.caller = a.caller
    and b.lane <> a.lane
    and b.first_answered_us >= a.last_answered_us - 86400000000
    and b.first_answered_us <= a.last_answered_us + 172800000000
group by a.lane
