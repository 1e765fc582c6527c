-- Whether its calls follow each other as a person's do: one reads the answer, thinks, and asks again. `pause_lift`: how many calls start ten seconds to three
-- minutes after all before them have ended (where a call takes longer than ten seconds on average: that long, to 170 s more), less how many would by chance, were the calls of each hour spread
-- over it. Visits make it .1 to .4; what comes on its own about 0; pools and loops, which take no pauses, less than 0.
-- `pause_variation`: the standard deviation of the logarithm of those pauses. People's are of all lengths, .45 and more; those of a program that sleeps below .25.
-- in: flow, calls         out: pauses
-- grain: one row a (period, workload) with 50 calls
-- cannot see: visits in a crowd, where somebody asks every few seconds; forms and buttons that nobody presses twice
-- source: think times between the requests of a visit (Schroeder and others, Open versus closed, 2006)
create or replace temp table pauses as
with lasting as (
    select
        lane,
        -- of whole microseconds, so that the order of the sum does not matter
        greatest(10000000, sum(end_us - start_us) // count(*)) as least_us
    from calls
    group by lane
    having count(*) >= 50
), spread as (
    select
        f.lane,
        l.least_us,
        f.since_end_us,
        count(*) over (partition by f.lane, f.start_us // 3600000000) as hour_calls
    from flow as f
    join lasting as l on l.lane = f.lane
), told as (
    select
        lane,
        since_end_us between least_us and least_us + 170000000 as is_pause,
        -- thousandths of the logarithm, and millionths of the chance
        case
            when since_end_us between least_us and least_us + 170000000 then cast(round(ln(cast(since_end_us as double)) * 1000) as bigint)
        end as log_pause,
        cast(
            round(
                (exp(-1e-6 * least_us * hour_calls / 3600) - exp(-1e-6 * (least_us + 170000000) * hour_calls / 3600)) * 1000000
            ) as bigint
        ) as chance
    from spread
)
select
    lane,
    cast(sum(case when is_pause then 1 else 0 end) as double) / count(*) - cast(sum(chance) as double) / count(*) / 1000000 as pause_lift,
    case
        when count(log_pause) >= 10
            then sqrt(greatest(
                cast(sum(log_pause * log_pause) as double) / count(log_pause) - power(cast(sum(log_pause) as double) / count(log_pause), 2),
                0
            )) / 1000
    end as pause_variation
from told
group by lane
