-- What each request is part of: a job, or the rest (job 0). A strand that is nearly all one job (less than a twentieth beside it) is that job
-- alone; one with hardly any (less than a hundredth) has none.
-- in: arrivals, keys, machine_calls   out: components
-- grain: one row a request in a period
create or replace temp table components as
with strands as (
    select
        k.caller,
        k.strand,
        count(*) as calls,
        count(m.job) as machine_calls,
        count(distinct m.job) as jobs,
        min(m.job) as only_job
    from arrivals as a
    join keys as k on k.key_no = a.key_no
    left join machine_calls as m on m.place = a.place
    where a.is_whole and not a.is_batch
    group by k.caller, k.strand
)
select
    a.place,
    a.key_no,
    case
        when a.is_batch or s.machine_calls * 100 < s.calls then 0
        when s.jobs = 1 and s.machine_calls * 20 >= s.calls * 19 then s.only_job
        else coalesce(m.job, 0)
    end as job
from arrivals as a
join keys as k on k.key_no = a.key_no
left join machine_calls as m on m.place = a.place
left join strands as s on s.caller = k.caller and s.strand = k.strand
where a.is_whole
