-- How even a slow list is: calls that follow each other within fifteen minutes make a stretch, and the time that eight of them take is held against the
-- time that the eight before took. A few workers that fetch and wait between their calls take nearly the same; people and events come as chance has it.
-- `stretch_dispersion`: the mean of ((this - last) / (this + last))^2, times 17: 1 for chance (two gamma variables of eight), more for what comes in
-- clusters, 0 for a metronome. Neither a rate that drifts nor another one the next day matters.
-- `stretch_evenness`: how far that is below 1, in standard errors: 1.6 by the square root of the pairs (simulated: 1.49 to 1.61 for 6 to 150 pairs).
-- in: calls, pacing, volume   out: stretches
-- grain: one row a (period, workload) with 96 calls and more, two minutes apart at most on average, of which half and more are compared (in stretches of
-- 48 and more) and less than half are in episodes of 24: those `pacing` measures
-- cannot see: pacing of fewer than 48 calls; a single agent takes nearly the same time for eight calls, too
create or replace temp table stretches as
with slow as (
    select
        v.lane,
        v.requests
    from volume as v
    left join pacing as p on p.lane = v.lane
    where v.requests >= 96 and 2 * coalesce(p.paced_starts, 0) < v.requests
), opened as (
    select
        c.lane,
        c.place,
        c.start_us,
        case when c.since_start_us is null or c.since_start_us > 900000000 then c.place end as opens_at
    from calls as c
    join slow as s on s.lane = c.lane
), gathered as (
    select
        lane,
        place,
        start_us,
        -- a stretch is named by the place of its first call
        last_value(opens_at ignore nulls) over (
            partition by lane
            order by place
            rows between unbounded preceding and current row
        ) as stretch
    from opened
), long as (
    select
        lane,
        stretch
    from gathered
    group by lane, stretch
    having count(*) >= 48
), eighths as (
    select
        g.lane,
        g.start_us - lag(g.start_us) over by_place as this_us,
        lag(g.start_us) over by_place - lag(g.start_us, 2) over by_place as last_us
    from gathered as g
    join long as l on l.lane = g.lane and l.stretch = g.stretch
    where (g.place - g.stretch) % 8 = 0
    window by_place as (partition by g.lane, g.stretch order by g.place)
), compared as (
    select
        lane,
        count(*) as pairs,
        -- millionths: a sum of integers is the same in whatever order its parts come
        cast(sum(cast(round(
            1000000 * power(cast(this_us - last_us as double) / cast(this_us + last_us as double), 2)
        ) as bigint)) as double) / 1000000 / count(*) * 17 as dispersion
    from eighths
    where last_us is not null and this_us + last_us > 0
    group by lane
    -- of longer gaps the quarter of an hour cuts off the longest, and chance is even, too: .93 where they are three minutes (simulated)
    having sum(this_us + last_us) <= count(*) * 16 * 120000000
)
select
    c.lane,
    c.dispersion as stretch_dispersion,
    (1 - c.dispersion) * sqrt(cast(c.pairs as double)) / 1.6 as stretch_evenness
from compared as c
join slow as s on s.lane = c.lane
where c.pairs * 16 >= s.requests
