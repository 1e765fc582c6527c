-- How regular the starts are inside episodes: the variation of the gap between starts (0 = a metronome, 1 = chance), and the
-- variance over the mean of counts in equal slices of about eight starts (pool .1 to .6, people 1 and more).
-- in: flow, episodes      out: pacing
-- grain: one row a (period, workload) with an episode of 24 starts or more
-- cannot see: pacing of fewer than 24 starts in a row
create or replace temp table pacing as
with paced as (
    select
        lane,
        episode,
        starts,
        first_us,
        -- slices of about eight mean gaps; at least one microsecond wide
        greatest(cast(span_us * 8 // starts as bigint), 1) as slice_us,
        greatest(cast(starts // 8 as bigint), 1) as slices
    from episodes
    where starts >= 24
), slices as (
    select
        f.lane,
        f.episode,
        least(cast((f.start_us - e.first_us) // e.slice_us as bigint), e.slices - 1) as slice,
        count(*) as starts
    from flow as f
    join paced as e on e.lane = f.lane and e.episode = f.episode
    group by f.lane, f.episode, least(cast((f.start_us - e.first_us) // e.slice_us as bigint), e.slices - 1)
), dispersions as (
    select
        e.lane,
        e.episode,
        max(e.starts) as starts,
        (cast(sum(s.starts * s.starts) as double) / max(e.slices)
            - (cast(max(e.starts) as double) / max(e.slices)) * (cast(max(e.starts) as double) / max(e.slices)))
            / (cast(max(e.starts) as double) / max(e.slices)) as dispersion
    from paced as e
    join slices as s on s.lane = e.lane and s.episode = e.episode
    group by e.lane, e.episode
), gaps as (
    select
        f.lane,
        f.episode,
        cast(sum(f.since_start_us) as double) / count(*) as mean_gap_us,
        cast(sum(cast(f.since_start_us as decimal(19, 0)) * cast(f.since_start_us as decimal(19, 0))) as double)
            / count(*) as mean_square_gap_us
    from flow as f
    join paced as e on e.lane = f.lane and e.episode = f.episode
    where f.start_us > e.first_us
    group by f.lane, f.episode
)
select
    d.lane,
    cast(sum(d.starts) as bigint) as paced_starts,
    -- millionths: a sum of integers is the same in whatever order its parts come
    cast(sum(cast(round(d.dispersion * d.starts * 1000000) as bigint)) as double) / 1000000 / sum(d.starts) as count_dispersion,
    cast(sum(cast(round(
        sqrt(greatest(g.mean_square_gap_us - g.mean_gap_us * g.mean_gap_us, 0)) / nullif(g.mean_gap_us, 0) * d.starts * 1000000
    ) as bigint)) as double) / 1000000 / sum(d.starts) as gap_variation,
    cast(sum(cast(round(g.mean_gap_us * d.starts) as bigint)) as double) / 1000000 / sum(d.starts) as mean_gap_s
from dispersions as d
join gaps as g on g.lane = d.lane and g.episode = d.episode
group by d.lane
