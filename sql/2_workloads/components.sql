-- What each request is part of: a job, which is the bursts of its caller that a machine makes with the same models; or the rest (job 0).
-- A caller that is nearly all one job (less than a twentieth beside it) is that job alone; one with hardly any (less than a twentieth) has none.
-- in: arrivals, keys, bursts, burst_sizes, burst_jobs   out: components
-- grain: one row a request in a period
create or replace temp table components as
with machine_calls as (
    select
        b.place,
        b.caller,
        j.job
    from bursts as b
    join burst_sizes as e on e.caller = b.caller and e.episode = b.episode
    join burst_jobs as j
        on j.caller = e.caller
        and j.models = e.models
        and j.shape = e.shape
        and j.is_streamed = e.is_streamed
        and j.size = e.size
    join keys as k on k.key_no = b.key_no
    -- a call to another model in the midst of a job is a neighbour's
    where j.is_machine and contains(concat(' + ', j.models, ' + '), concat(' + ', k.normal_model, ' + '))
), callers as (
    select
        a.caller,
        count(*) as calls,
        coalesce(max(j.jobs), 0) as jobs,
        coalesce(max(j.machine_calls), 0) as machine_calls,
        max(j.only_job) as only_job
    from arrivals as a
    left join (
        select
            caller,
            count(*) as jobs,
            cast(sum(calls) as bigint) as machine_calls,
            min(job) as only_job
        from burst_jobs
        where is_machine
        group by caller
    ) as j on j.caller = a.caller
    where not a.is_batch
    group by a.caller
)
select
    a.place,
    a.key_no,
    case
        when a.is_batch or c.machine_calls < 12 or c.machine_calls * 20 < c.calls then 0
        when c.jobs = 1 and c.machine_calls * 20 >= c.calls * 19 then c.only_job
        else coalesce(m.job, 0)
    end as job
from arrivals as a
left join machine_calls as m on m.place = a.place
left join callers as c on c.caller = a.caller
