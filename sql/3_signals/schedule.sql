-- Whether episodes begin by the clock: how closely their starts agree on an hour of the day (needs five days) and on a minute of the
-- hour (needs twelve hours); 1 = always the same, 0 = any. And whether they follow each other at even intervals: the share of gaps between
-- starts that are within a tenth of the gap before (needs twelve of them); by chance one in twenty.
-- `even_interval_s`: how long those are, on average, in seconds.
-- `same_size_share`: how much of it came in runs of 24 calls and more of which another run had exactly as many: a fixed set, gone through again.
-- in: episodes            out: schedule
-- grain: one row a (period, workload)
-- cannot see: a calendar (month ends, holidays)
create or replace temp table schedule as
with turned as (
    select
        lane,
        starts as requests,
        cast(first_us // 86400000000 as bigint) as day,
        cast(first_us // 3600000000 as bigint) as hour,
        cast(first_us % 86400000000 as double) / 86400000000 * 6.283185307179586 as day_angle,
        cast(first_us % 3600000000 as double) / 3600000000 * 6.283185307179586 as hour_angle
    from episodes
), gaps as (
    select
        lane,
        gap_us,
        lag(gap_us) over (partition by lane order by first_us, episode) as last_gap_us
    from (
        select
            lane,
            episode,
            first_us,
            first_us - lag(first_us) over (partition by lane order by first_us, episode) as gap_us
        from episodes
    ) as followed
), evenness as (
    select
        lane,
        case
            when count(last_gap_us) >= 12
                then cast(sum(case when gap_us * 10 between last_gap_us * 9 and last_gap_us * 11 then 1 else 0 end) as double) / count(last_gap_us)
        end as interval_share,
        cast(sum(case when gap_us * 10 between last_gap_us * 9 and last_gap_us * 11 then gap_us end) as double)
            / count(case when gap_us * 10 between last_gap_us * 9 and last_gap_us * 11 then 1 end) / 1000000 as even_interval_s
    from gaps
    group by lane
), sizes as (
    select
        lane,
        starts,
        count(*) as runs
    from episodes
    group by lane, starts
), sameness as (
    select
        lane,
        cast(sum(case when starts >= 24 and runs >= 2 then starts * runs else 0 end) as double) / sum(starts * runs) as same_size_share
    from sizes
    group by lane
), pointed as (
    select
        lane,
        requests,
        day,
        hour,
        -- millionths: a sum of integers is the same in whatever order its parts come
        cast(round(cos(day_angle) * requests * 1000000) as bigint) as day_cos,
        cast(round(sin(day_angle) * requests * 1000000) as bigint) as day_sin,
        cast(round(cos(hour_angle) * requests * 1000000) as bigint) as hour_cos,
        cast(round(sin(hour_angle) * requests * 1000000) as bigint) as hour_sin
    from turned
)
select
    p.lane,
    max(z.same_size_share) as same_size_share,
    count(distinct day) as start_days,
    count(distinct hour) as start_hours,
    case
        when count(distinct day) >= 5
            then sqrt(power(cast(sum(day_cos) as double), 2) + power(cast(sum(day_sin) as double), 2)) / sum(requests) / 1000000
    end as day_concentration,
    -- the hour of the day (UTC) about which they lie
    case
        when count(distinct day) >= 5
            then (cast(atan2(cast(sum(day_sin) as double), cast(sum(day_cos) as double)) as double) / 6.283185307179586 + 1) % 1 * 24
    end as day_hour,
    case
        when count(distinct hour) >= 12
            then sqrt(power(cast(sum(hour_cos) as double), 2) + power(cast(sum(hour_sin) as double), 2)) / sum(requests) / 1000000
    end as hour_concentration,
    max(e.interval_share) as interval_share,
    max(e.even_interval_s) as even_interval_s
from pointed as p
left join evenness as e on e.lane = p.lane
left join sameness as z on z.lane = p.lane
group by p.lane
