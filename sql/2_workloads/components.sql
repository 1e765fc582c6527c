-- What each request is part of: a job, or the rest (job 0). A strand that is nearly all one job (less than a twentieth beside it) is that job
-- alone; one with hardly any (less than a hundredth) has none.
-- in: arrivals, keys, machine_calls   out: components
-- grain: one row a request in a period
create or replace temp table components as
with of_keys as (
    select
        key_no,
        count(*) as calls
    from arrivals
    where is_whole and not is_batch
    group by key_no
), of_strands as (
    select
        k.caller,
        k.strand,
        sum(c.calls) as calls
    from of_keys as c
    join keys as k on k.key_no = c.key_no
    group by k.caller, k.strand
), of_jobs as (
    select
        k.caller,
        k.strand,
        count(*) as machine_calls,
        count(distinct m.job) as jobs,
        min(m.job) as only_job
    from machine_calls as m
    join keys as k on k.key_no = m.key_no
    group by k.caller, k.strand
), told_apart as (
    -- the keys of strands with enough of a job; the others have none
    select
        k.key_no,
        case when j.jobs = 1 and j.machine_calls * 20 >= s.calls * 19 then j.only_job end as only_job
    from of_jobs as j
    join of_strands as s on s.caller = j.caller and s.strand = j.strand
    join keys as k on k.caller = j.caller and k.strand = j.strand
    where j.machine_calls * 100 >= s.calls and not k.is_batch
)
select
    a.place,
    a.key_no,
    case when t.key_no is null then 0 else coalesce(t.only_job, m.job, 0) end as job
from arrivals as a
left join machine_calls as m on m.place = a.place
left join told_apart as t on t.key_no = a.key_no
where a.is_whole
