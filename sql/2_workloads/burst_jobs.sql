-- The jobs of a stream: the episodes that burst_sizes found alike. Loops and what a rate limit paces are the work of a machine; other bursts are
-- where starts follow completions, a steady number is under way, starts are more even than chance or begin by the clock, or where they are of
-- other sizes than the rest and thirty and more to an episode. What is no machine's is a crowd, or a chain of steps, and belongs to the stream's
-- steady traffic.
-- in: bursts, burst_sizes, steady_sizes, steady_hours   out: burst_jobs
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
        2 * sum(case when goes_again then calls else 0 end) >= sum(calls) as goes_again,
        bool_or(is_repeated) as is_repeated,
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
            when s.calls >= 100 and b.calls >= 30
                then abs(ln((b.mean_prompt_tokens + 1) / (s.mean_prompt_tokens + 1)))
                    + abs(ln((b.mean_output_tokens + 1) / (s.mean_output_tokens + 1)))
        end as contrast,
        s.all_calls,
        s.calls as steady_calls
    from pooled as p
    join burst_sums as b on b.job = p.job
    left join steady_sizes as s on s.stream = p.stream and s.strands = p.strands
), beside as (
    -- what the stream sends outside of bursts in the hours of the day in which the job begins
    select
        m.job,
        count(*) as hours,
        cast(sum(s.calls) as bigint) as calls
    from (select distinct job, stream, strands, cast(first_us % 86400000000 // 3600000000 as integer) as hour from measured) as m
    left join steady_hours as s on s.stream = m.stream and s.strands = m.strands and s.hour = m.hour
    group by m.job
), likened as (
    select
        c.* exclude (all_calls, steady_calls),
        -- people keep set times, too, and ask then what they ask all day, before and after: the morning's news, a market that opens
        coalesce(c.contrast <= 0.3 and c.all_calls >= 3 * c.calls and b.calls * 48 >= c.steady_calls * b.hours, false) as is_a_peak
    from compared as c
    join beside as b on b.job = c.job
)
select
    * exclude (contrast, is_a_peak, is_short, is_repeated, goes_again),
    -- more than one job of the shape: each is called by the size of its prompts
    concat(
        case when is_short then 'short ' else '' end,
        case when is_repeated then 'repeated ' else '' end,
        case when sizes = 1 then shape else concat(shape, ' of ', cast(cast(power(2, log2_prompt_tokens) as bigint) as varchar), ' tokens') end
    ) as component,
    case
        when shape = 'chains' then false
        -- an evaluation of a service's prompt has calls of the service's size
        when goes_again then true
        when shape = 'timed' then not is_a_peak
        -- calls of the same size as the stream's others: a peak of the same traffic, not a job beside it
        when contrast <= 0.5 and calls >= 100 then false
        when shape in ('loops', 'paced') then true
        else dispersion <= 0.8
            -- ends that are estimated blur it
            or (in_flight_starts * 2 >= calls and in_flight_starts >= 48 and in_flight_fano <= case when known_ends = calls then 0.25 else 0.33 end)
            or trigger_lift >= 0.3
            -- what is unlike the others is no peak of theirs, and too many for a page that asks for several answers
            or (contrast is not null and calls >= 100 and calls >= 30 * episodes)
            or (days >= 5 and day_concentration >= 0.95 and not is_a_peak)
            or (episodes >= 12 and hour_concentration >= 0.9)
    end as is_machine
from likened
