-- Calls of one worker in a loop: stretches of fifteen calls or more, no pause above a second in them, of which seven in ten start with
-- nothing running and less than a second after the last end (classifier study, 2). Models take no part: one loop may call several.
-- in: arrivals            out: loops
-- grain: one row a call in a loop
create or replace temp table loops as
with followed as (
    select
        place,
        caller,
        key_no,
        start_us,
        end_us,
        prompt_tokens,
        output_tokens,
        cache_read_tokens,
        is_end_known,
        start_us - max(end_us) over (
            partition by caller
            order by start_us, end_us, key_no, prompt_tokens, output_tokens, cache_read_tokens
            rows between unbounded preceding and 1 preceding
        ) as idle_us
    from arrivals
    where not is_batch
), opened as (
    select
        *,
        case when idle_us is null or idle_us >= 1000000 then place end as opens_at
    from followed
), gathered as (
    select
        *,
        last_value(opens_at ignore nulls) over (
            partition by caller
            order by start_us, end_us, key_no, prompt_tokens, output_tokens, cache_read_tokens
            rows between unbounded preceding and current row
        ) as stretch
    from opened
), stretches as (
    select
        caller,
        stretch
    from gathered
    group by caller, stretch
    having count(*) >= 15
        and sum(case when is_end_known then 1 else 0 end) = count(*)
        -- the first of a stretch follows a pause
        and sum(case when idle_us >= 0 and idle_us < 1000000 then 1 else 0 end) * 10 >= (count(*) - 1) * 7
)
select
    g.place,
    g.caller,
    g.key_no,
    g.start_us,
    g.end_us,
    g.prompt_tokens,
    g.output_tokens,
    g.cache_read_tokens
from gathered as g
join stretches as s on s.caller = g.caller and s.stretch = g.stretch
