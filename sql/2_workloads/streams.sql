-- What is looked through for jobs: all of a caller's calls, because one job may call several models; and, where a caller has several
-- strands, each strand by itself, because two programs that run side by side look like neither.
-- in: keys                out: streams
-- grain: one row a (stream, key)
create or replace temp table streams as
with counted as (
    select
        caller,
        count(distinct case when not is_batch then strand end) as strands,
        max(caller) over () as callers
    from keys
    group by caller
)
select
    k.caller as stream,
    true as is_whole,
    k.period,
    k.key_no,
    k.strand,
    k.caller
from keys as k
union all
select
    c.callers + cast(dense_rank() over (order by k.caller, k.strand) as integer) as stream,
    false as is_whole,
    k.period,
    k.key_no,
    k.strand,
    k.caller
from keys as k
join counted as c on c.caller = k.caller
where c.strands > 1 and not k.is_batch
