-- Which job each call of a machine belongs to: the one of most calls (a job over several strands has more than its share in one; a job of one
-- strand more than what happened beside a neighbour), at equal calls the one that was found in one strand by itself. A job that others have taken half of the calls of is only their shadow.
-- in: arrivals, bursts, burst_sizes, burst_jobs, jobs, keys   out: machine_calls
-- grain: one row a call of a job
create or replace temp table machine_calls as
with found as (
    select
        b.place,
        b.key_no,
        b.prompt_tokens,
        b.output_tokens,
        j.job,
        j.calls,
        row_number() over (
            partition by b.place
            order by j.calls desc, j.is_whole, j.job
        ) as rank
    from bursts as b
    join burst_sizes as e on e.stream = b.stream and e.episode = b.episode
    join burst_jobs as f on f.job = e.job
    join jobs as j on j.job = f.job
    join keys as k on k.key_no = b.key_no
    -- a call of another strand in the midst of a job is a neighbour's
    where contains(concat(' + ', f.strands, ' + '), concat(' + ', k.strand, ' + '))
), kept as (
    select job
    from found
    group by job
    having sum(case when rank = 1 then 1 else 0 end) * 2 >= count(*)
        and sum(case when rank = 1 then 1 else 0 end) >= 12
), strand_calls as (
    select
        k.caller,
        k.strand,
        count(*) as calls
    from arrivals as a
    join keys as k on k.key_no = a.key_no
    where a.is_whole and not a.is_batch
    group by k.caller, k.strand
), members as (
    select
        f.job,
        k.caller,
        k.strand,
        k.manner,
        count(*) as calls,
        row_number() over (partition by f.job order by count(*) desc, k.strand) as rank
    from found as f
    join kept as j on j.job = f.job
    join keys as k on k.key_no = f.key_no
    where f.rank = 1
    group by f.job, k.caller, k.strand, k.manner
), neighbours as (
    -- a program of another manner, most of whose calls are elsewhere or which names users where the job names none, was only there at the same time
    select
        m.job,
        m.caller,
        m.strand
    from members as m
    join members as main on main.job = m.job and main.rank = 1
    join strand_calls as s on s.caller = m.caller and s.strand = m.strand
    where m.manner <> main.manner
        and (m.calls * 2 < s.calls or (contains(m.manner, ' for users') and not contains(main.manner, ' for users')))
), taken as (
    select
        f.place,
        f.key_no,
        f.job,
        -- half octaves
        cast(round(ln(f.prompt_tokens + 1) * 2 / ln(2)) as integer) as prompt_size,
        cast(round(ln(f.output_tokens + 1) * 2 / ln(2)) as integer) as output_size
    from found as f
    join kept as k on k.job = f.job
    join keys as n on n.key_no = f.key_no
    left join neighbours as b on b.job = f.job and b.caller = n.caller and b.strand = n.strand
    where f.rank = 1 and b.job is null
), strands as (
    select distinct
        caller,
        strand
    from keys
    where key_no in (select key_no from taken)
), rest as (
    select
        k.caller,
        k.strand,
        cast(round(ln(a.prompt_tokens + 1) * 2 / ln(2)) as integer) as prompt_size,
        cast(round(ln(a.output_tokens + 1) * 2 / ln(2)) as integer) as output_size,
        count(*) as calls
    from arrivals as a
    join keys as k on k.key_no = a.key_no
    join strands as s on s.caller = k.caller and s.strand = k.strand
    left join taken as t on t.place = a.place
    where a.is_whole and not a.is_batch and t.place is null
    group by 1, 2, 3, 4
), sizes as (
    select
        t.job,
        k.caller,
        k.strand,
        t.prompt_size,
        t.output_size,
        count(*) as calls
    from taken as t
    join keys as k on k.key_no = t.key_no
    group by t.job, k.caller, k.strand, t.prompt_size, t.output_size
), rest_spans as (
    select
        k.caller,
        k.strand,
        max(a.start_us) - min(a.start_us) as span_us
    from arrivals as a
    join keys as k on k.key_no = a.key_no
    join strands as s on s.caller = k.caller and s.strand = k.strand
    where a.is_whole
    group by k.caller, k.strand
), job_spans as (
    -- ten seconds more an episode: a call that came just before its first is as near
    select
        job,
        cast(sum(last_us - first_us + 10000000) as bigint) as span_us
    from burst_sizes
    group by job
), strays as (
    -- a size of which the rest would have sent half as many in the time of the job, were all of it sent in a third of the time, is the rest's
    select
        s.job,
        s.caller,
        s.strand,
        s.prompt_size,
        s.output_size
    from sizes as s
    join rest as r
        on r.caller = s.caller and r.strand = s.strand and r.prompt_size = s.prompt_size and r.output_size = s.output_size
    join job_spans as j on j.job = s.job
    join rest_spans as t on t.caller = s.caller and t.strand = s.strand
    where 6.0e0 * r.calls * j.span_us >= cast(s.calls as double) * t.span_us
)
select
    t.place,
    t.key_no,
    t.job
from taken as t
join keys as k on k.key_no = t.key_no
left join strays as s
    on s.job = t.job
    and s.caller = k.caller
    and s.strand = k.strand
    and s.prompt_size = t.prompt_size
    and s.output_size = t.output_size
where s.job is null
