-- What was going on in its workload when each call started: how many ran, how long since the last end and the last start.
-- in: calls               out: flow
-- grain: one row a request in a period
-- params: idle_gap_s
-- Rows carry no request id: calls that start and end in the same microseconds are interchangeable, whatever their order.
-- Places stand in for running sums: of the rn events so far, `place` were starts, so rn - place were ends (a window sum costs
-- five times as much as a row number).
create or replace temp table flow as
with placed as (
    select
        lane,
        start_us,
        end_us,
        prompt_tokens,
        output_tokens,
        row_number() over (partition by lane order by start_us, end_us, prompt_tokens, output_tokens) as place
    from calls
), events as (
    select lane, start_us as at_us, 1 as step, place, prompt_tokens, output_tokens
    from placed
    union all
    select lane, end_us as at_us, -1 as step, 0 as place, prompt_tokens, output_tokens
    from placed
), swept as (
    select
        lane,
        at_us,
        step,
        place,
        prompt_tokens,
        -- an end at the same microsecond as a start comes first: the worker is free
        2 * place - row_number() over so_far - 1 as in_flight,
        last_value(case when step = -1 then at_us end ignore nulls) over (
            so_far rows between unbounded preceding and current row
        ) as last_end_us,
        -- what the call that ended last had been given and had answered
        last_value(case when step = -1 then prompt_tokens end ignore nulls) over (
            so_far rows between unbounded preceding and current row
        ) as last_prompt_tokens,
        last_value(case when step = -1 then output_tokens end ignore nulls) over (
            so_far rows between unbounded preceding and current row
        ) as last_output_tokens
    from events
    window so_far as (partition by lane order by at_us, step, place, prompt_tokens, output_tokens)
), starts as (
    select
        lane,
        at_us as start_us,
        place,
        prompt_tokens,
        last_prompt_tokens,
        last_output_tokens,
        in_flight,
        at_us - last_end_us as since_end_us,
        at_us - lag(at_us) over (partition by lane order by place) as since_start_us,
        -- an episode ends when nothing ran for $idle_gap_s seconds
        case
            when in_flight = 0 and (last_end_us is null or at_us - last_end_us > $idle_gap_s * 1000000) then place
        end as opens_at
    from swept
    where step = 1
)
select
    lane,
    start_us,
    place,
    prompt_tokens,
    last_prompt_tokens,
    last_output_tokens,
    in_flight,
    since_end_us,
    since_start_us,
    -- named by the place of its first call
    last_value(opens_at ignore nulls) over (
        partition by lane
        order by place
        rows between unbounded preceding and current row
    ) as episode
from starts
