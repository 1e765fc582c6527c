-- How regular the starts are inside episodes: the variation of the gap between starts (0 = a metronome, 1 = chance), and the
-- variance over the mean of counts in equal slices of about eight starts (pool .1 to .6, people 1 and more).
-- in: flow                out: pacing
-- grain: one row a (period, workload) with an episode of 24 starts or more
-- cannot see: pacing of fewer than 24 starts in a row
create or replace table pacing as
with episodes as (
    select
        period,
        workload_id,
        episode,
        count(*) as starts,
        min(start_us) as first_us,
        -- slices of about eight mean gaps; at least one microsecond wide
        greatest(cast((max(start_us) - min(start_us)) * 8 // count(*) as bigint), 1) as slice_us,
        greatest(cast(count(*) // 8 as bigint), 1) as slices
    from flow
    group by period, workload_id, episode
    having count(*) >= 24
), slices as (
    select
        f.period,
        f.workload_id,
        f.episode,
        least(cast((f.start_us - e.first_us) // e.slice_us as bigint), e.slices - 1) as slice,
        count(*) as starts
    from flow as f
    join episodes as e on e.period = f.period and e.workload_id = f.workload_id and e.episode = f.episode
    group by f.period, f.workload_id, f.episode, least(cast((f.start_us - e.first_us) // e.slice_us as bigint), e.slices - 1)
), dispersions as (
    select
        e.period,
        e.workload_id,
        e.episode,
        max(e.starts) as starts,
        (cast(sum(s.starts * s.starts) as double) / max(e.slices)
            - (cast(max(e.starts) as double) / max(e.slices)) * (cast(max(e.starts) as double) / max(e.slices)))
            / (cast(max(e.starts) as double) / max(e.slices)) as dispersion
    from episodes as e
    join slices as s on s.period = e.period and s.workload_id = e.workload_id and s.episode = e.episode
    group by e.period, e.workload_id, e.episode
), gaps as (
    select
        f.period,
        f.workload_id,
        f.episode,
        cast(sum(f.since_start_us) as double) / count(*) as mean_gap_us,
        cast(sum(cast(f.since_start_us as double) * f.since_start_us) as double) / count(*) as mean_square_gap_us
    from flow as f
    join episodes as e on e.period = f.period and e.workload_id = f.workload_id and e.episode = f.episode
    where f.start_us > e.first_us
    group by f.period, f.workload_id, f.episode
)
select
    d.period,
    d.workload_id,
    cast(sum(d.starts) as bigint) as paced_starts,
    sum(d.dispersion * d.starts) / sum(d.starts) as count_dispersion,
    sum(sqrt(greatest(g.mean_square_gap_us - g.mean_gap_us * g.mean_gap_us, 0)) / nullif(g.mean_gap_us, 0) * d.starts)
        / sum(d.starts) as gap_variation
from dispersions as d
join gaps as g on g.period = d.period and g.workload_id = d.workload_id and g.episode = d.episode
group by d.period, d.workload_id
