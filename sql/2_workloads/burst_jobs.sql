-- The jobs of a stream: the episodes that burst_sizes found alike. Loops and what a rate limit paces are the work of a machine; other bursts are
-- where starts follow completions, a steady number is under way, starts are more even than chance or begin by the clock, or where they are of
-- other sizes than the rest and thirty and more to an episode. What is no machine's is a crowd, or a chain of steps, and belongs to the stream's
-- steady traffic.
-- in: bursts, burst_sizes, steady_sizes   out: burst_jobs
-- grain: one row a job of a stream
create or replace temp table burst_jobs as
with measured as (
    select
        *,
        cast(first_us // 86400000000 as bigint) as day,
        cast(first_us % 86400000000 as double) / 86400000000 * 6.283185307179586 as day_angle,
        cast(first_us % 3600000000 as double) / 3600000000 * 6.283185307179586 as hour_angle
    from burst_sizes
), pooled as (
    select
        job,
        min(stream) as stream,
        min(strands) as strands,
        min(shape) as shape,
        bool_or(is_short) as is_short,
        min(sizes) as sizes,
        cast(round(ln(avg(mean_prompt_tokens) + 1) / ln(2)) as integer) as log2_prompt_tokens,
        count(*) as episodes,
        cast(sum(calls) as bigint) as calls,
        count(distinct day) as days,
        cast(sum(known_ends) as bigint) as known_ends,
        cast(sum(in_flight_starts) as bigint) as in_flight_starts,
        cast(sum(in_flight_spread) as double) / 1000000 / nullif(sum(in_flight_starts), 0) as in_flight_fano,
        -- millionths: a sum of integers is the same in whatever order its parts come
        cast(sum(cast(round(spread * 1000000) as bigint)) as double) / 1000000
            / nullif(sum(case when spread is not null then calls else 0 end), 0) as dispersion,
        (cast(sum(close_starts) as double) - cast(sum(cast(round(close_by_chance * 1000000) as bigint)) as double) / 1000000)
            / sum(calls) as trigger_lift,
        sqrt(power(cast(sum(cast(round(cos(day_angle) * 1000000) as bigint)) as double), 2)
            + power(cast(sum(cast(round(sin(day_angle) * 1000000) as bigint)) as double), 2)) / count(*) / 1000000 as day_concentration,
        sqrt(power(cast(sum(cast(round(cos(hour_angle) * 1000000) as bigint)) as double), 2)
            + power(cast(sum(cast(round(sin(hour_angle) * 1000000) as bigint)) as double), 2)) / count(*) / 1000000 as hour_concentration
    from measured
    group by job
), burst_sums as (
    select
        e.job,
        count(*) as calls,
        cast(sum(b.prompt_tokens) as double) / count(*) as mean_prompt_tokens,
        cast(sum(b.output_tokens) as double) / count(*) as mean_output_tokens
    from bursts as b
    join burst_sizes as e on e.stream = b.stream and e.episode = b.episode
    group by e.job
), compared as (
    select
        p.*,
        -- how far both mean sizes are from the rest's, as logarithms together
        case
            when s.calls >= 100 and b.calls >= 100
                then abs(ln((b.mean_prompt_tokens + 1) / (s.mean_prompt_tokens + 1)))
                    + abs(ln((b.mean_output_tokens + 1) / (s.mean_output_tokens + 1)))
        end as contrast
    from pooled as p
    join burst_sums as b on b.job = p.job
    left join steady_sizes as s on s.stream = p.stream and s.strands = p.strands
)
select
    * exclude (contrast, is_short),
    -- more than one job of the shape: each is called by the size of its prompts
    concat(
        case when is_short then 'short ' else '' end,
        case when sizes = 1 then shape else concat(shape, ' of ', cast(cast(power(2, log2_prompt_tokens) as bigint) as varchar), ' tokens') end
    ) as component,
    case
        when shape = 'chains' then false
        when shape = 'timed' then true
        -- calls of the same size as the stream's others: a peak of the same traffic, not a job beside it
        when contrast <= 0.5 then false
        when shape in ('loops', 'paced') then true
        else dispersion <= 0.8
            -- ends that are estimated blur it
            or (in_flight_starts * 2 >= calls and in_flight_starts >= 48 and in_flight_fano <= case when known_ends = calls then 0.25 else 0.33 end)
            or trigger_lift >= 0.3
            -- what is unlike the others is no peak of theirs, and too many for a page that asks for several answers
            or (contrast is not null and calls >= 30 * episodes)
            or (days >= 5 and day_concentration >= 0.95)
            or (episodes >= 12 and hour_concentration >= 0.9)
    end as is_machine
from compared
