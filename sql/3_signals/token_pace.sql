-- Whether its calls wait for their tokens: the correlation of the gap before a call with the call's own prompt, over gaps of a fifth of a second to a minute. A
-- limiter that lets so many prompt tokens a minute through makes it nearly 1; what comes on its own, loops and pools are about 0; a chain whose next prompt
-- holds a long answer comes near .9.
-- in: calls               out: token_pace
-- grain: one row a (period, workload) with 48 such gaps
-- cannot see: a limit on requests, which makes even gaps (`gap_variation`); one that is never reached
create or replace temp table token_pace as
with sums as (
    -- whole milliseconds and tokens, so that the order of a sum does not matter
    select
        lane,
        count(*) as gaps,
        cast(count(*) as double) as n,
        cast(sum(since_start_us // 1000) as double) as x,
        cast(sum(prompt_tokens) as double) as y,
        cast(sum((since_start_us // 1000) * (since_start_us // 1000)) as double) as xx,
        cast(sum(prompt_tokens * prompt_tokens) as double) as yy,
        cast(sum((since_start_us // 1000) * prompt_tokens) as double) as xy
    from calls
    where since_start_us between 200000 and 60000000 and prompt_tokens > 0
    group by lane
)
select
    lane,
    gaps as token_gaps,
    (n * xy - x * y) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * yy - y * y, 0)), 0) as token_pace_correlation
from sums
where gaps >= 48
