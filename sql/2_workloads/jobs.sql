-- The jobs that a machine makes, with the models that they call and a name for what they are: the shape, and the manner that all of their
-- strands share.
-- in: burst_jobs, streams, keys   out: jobs
-- grain: one row a job of a stream
create or replace temp table jobs as
select
    j.job,
    j.stream,
    j.calls,
    bool_or(s.is_whole) as is_whole,
    count(distinct k.strand) as strands,
    string_agg(distinct k.normal_model, ' + ' order by k.normal_model) as models,
    concat(
        min(j.component),
        case when count(distinct k.manner) = 1 then min(k.manner) else '' end
    ) as component
from burst_jobs as j
join streams as s on s.stream = j.stream and contains(concat(' + ', j.strands, ' + '), concat(' + ', s.strand, ' + '))
join keys as k on k.key_no = s.key_no
where j.is_machine
group by j.job, j.stream, j.calls
