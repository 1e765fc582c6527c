-- The jobs of a caller: its bursts of one shape with the same models and prompts of like size (an episode belongs to the next smaller one
-- unless its mean prompt is twice as long). Loops and what a rate limit paces are the work of a machine; other
-- bursts are where their starts follow completions, or are spread more evenly than chance would, or begin by the clock. What is no
-- machine's is a crowd, or a chain of steps, and belongs to the caller's steady traffic.
-- in: burst_sizes         out: burst_jobs
-- grain: one row a job of a caller
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
        caller,
        models,
        shape,
        is_streamed,
        size,
        min(sizes) as sizes,
        cast(round(ln(avg(mean_prompt_tokens) + 1) / ln(2)) as integer) as log2_prompt_tokens,
        count(*) as episodes,
        cast(sum(calls) as bigint) as calls,
        count(distinct day) as days,
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
    group by caller, models, shape, is_streamed, size
)
select
    *,
    -- more than one job of the shape: each is called by the size of its prompts
    case when sizes = 1 then shape else concat(shape, ' of ', cast(cast(power(2, log2_prompt_tokens) as bigint) as varchar), ' tokens') end as component,
    cast(row_number() over (order by caller, models, shape, is_streamed, size) as integer) as job,
    case
        when shape = 'chains' then false
        when shape in ('loops', 'paced') then true
        else dispersion <= 0.8
            or trigger_lift >= 0.3
            or (days >= 5 and day_concentration >= 0.95)
            or (episodes >= 12 and hour_concentration >= 0.9)
    end as is_machine
from pooled
