-- The episodes of bursts, with the strands that are in one of them (a twentieth of its calls at least: a stray call of a neighbour is none
-- of its own), and how evenly its starts are spread.
-- in: bursts, burst_shapes, keys   out: burst_episodes
-- grain: one row an episode of a stream
create or replace temp table burst_episodes as
with by_strand as (
    select
        b.stream,
        b.episode,
        k.strand,
        count(*) as calls
    from bursts as b
    join keys as k on k.key_no = b.key_no
    group by b.stream, b.episode, k.strand
), strands as (
    select
        m.stream,
        m.episode,
        string_agg(m.strand, ' + ' order by m.strand) as strands
    from by_strand as m
    join burst_shapes as t on t.stream = m.stream and t.episode = m.episode
    where m.calls * 20 >= t.calls
    group by m.stream, m.episode
), wider as (
    -- a job that now and then leaves out one of its strands is one job: the widest set that holds all of an episode's strands names it
    select
        a.stream,
        a.strands,
        b.strands as strands_of_job,
        row_number() over (
            partition by a.stream, a.strands order by length(b.strands) desc, b.strands
        ) as place
    from (select stream, strands, count(*) as episodes from strands group by stream, strands) as a
    join (select stream, strands, count(*) as episodes from strands group by stream, strands) as b on b.stream = a.stream
    left join (
        select distinct
            o.stream,
            o.strands,
            m.strand
        from strands as o
        join by_strand as m on m.stream = o.stream and m.episode = o.episode
        where contains(concat(' + ', o.strands, ' + '), concat(' + ', m.strand, ' + '))
    ) as each_strand
        on each_strand.stream = a.stream
        and each_strand.strands = a.strands
        and not contains(concat(' + ', b.strands, ' + '), concat(' + ', each_strand.strand, ' + '))
    -- a set that is seen once in four times at most has a neighbour in it
    where each_strand.strand is null and (b.strands = a.strands or b.episodes * 4 >= a.episodes)
), slices as (
    -- slices of about eight mean gaps, as in the signal `count_dispersion`
    select
        b.stream,
        b.episode,
        least(
            cast((b.start_us - t.first_us) // greatest(cast((t.last_us - t.first_us) * 8 // t.calls as bigint), 1) as bigint),
            t.calls // 8 - 1
        ) as slice,
        count(*) as calls
    from bursts as b
    join burst_shapes as t on t.stream = b.stream and t.episode = b.episode
    where t.calls >= 24 and t.shape = 'bursts'
    group by 1, 2, 3
), spread as (
    select
        stream,
        episode,
        cast(sum(calls * calls) as bigint) as squares
    from slices
    group by stream, episode
)
select
    t.*,
    w.strands_of_job as strands,
    -- variance over mean of the counts, times the calls: squares - calls x mean
    case when s.squares is not null then s.squares - cast(t.calls as double) * t.calls / (t.calls // 8) end as spread
from burst_shapes as t
join strands as m on m.stream = t.stream and m.episode = t.episode
join wider as w on w.stream = m.stream and w.strands = m.strands and w.place = 1
left join spread as s on s.stream = t.stream and s.episode = t.episode
