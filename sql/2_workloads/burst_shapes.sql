-- How the calls of an episode follow on each other, and the shape that they make: chains, where a call builds on the one before (sessions,
-- answers that ask for a tool, prompts that grow); timed, where a timer starts it; loops, where one begins when the last is done; paced, where a rate limit sets the beat. What is none of these
-- is judged with its siblings (burst_jobs).
-- in: bursts, burst_growth   out: burst_shapes
-- grain: one row an episode of a stream
-- params: trigger_window_s
create or replace temp table burst_shapes as
with followed as (
    select
        stream,
        episode,
        session,
        is_end_known,
        prompt_tokens,
        output_tokens,
        streamed,
        is_timed,
        start_us,
        row_number() over by_start as number,
        start_us - max(end_us) over (by_start rows between unbounded preceding and 1 preceding) as idle_us,
        start_us - lag(start_us) over by_start as gap_us
    from bursts
    window by_start as (
        partition by stream, episode
        order by seq
    )
), measured as (
    select
        stream,
        episode,
        count(*) as calls,
        min(start_us) as first_us,
        max(start_us) as last_us,
        count(session) as session_calls,
        cast(sum(case when is_timed then 1 else 0 end) as bigint) as timed_calls,
        cast(sum(case when is_timed and number <= 10 then 1 else 0 end) as bigint) as first_timed_calls,
        cast(sum(case when streamed then 1 else 0 end) as bigint) as streamed_calls,
        cast(sum(prompt_tokens) as bigint) // count(*) as mean_prompt_tokens,
        cast(sum(output_tokens) as bigint) // count(*) as mean_output_tokens,
        cast(sum(case when is_end_known then 1 else 0 end) as bigint) as known_ends,
        cast(sum(case when idle_us >= 0 and idle_us < 1000000 then 1 else 0 end) as bigint) as loop_starts,
        cast(sum(cast(gap_us as decimal(19, 0)) * cast(gap_us as decimal(19, 0))) as double) / nullif(count(gap_us), 0) as mean_square_gap_us
    from followed
    group by stream, episode
), asking as (
    -- of the calls of each name: a program that puts its answers into a form beside one that writes is no chain
    select
        stream,
        episode,
        sum(case when tool_stops * 100 between calls * 40 and calls * 97 or choices * 100 > calls * 97 then tool_stops else 0 end) as tool_stops
    from (
        select
            stream,
            episode,
            key_no,
            count(*) as calls,
            sum(case when is_tool_stop then 1 else 0 end) as tool_stops,
            sum(case when is_tool_choice then 1 else 0 end) as choices
        from bursts
        group by stream, episode, key_no
    ) as named
    group by stream, episode
), numbered as (
    select
        stream,
        episode,
        start_us,
        end_us,
        row_number() over (partition by stream, episode order by seq) as place
    from bursts
), events as (
    select stream, episode, start_us as at_us, 1 as step, place from numbered
    union all
    select stream, episode, end_us as at_us, -1 as step, 0 as place from numbered
), swept as (
    select
        stream,
        episode,
        at_us,
        step,
        place,
        2 * place - row_number() over (partition by stream, episode order by at_us, step, place) - 1 as in_flight,
        last_value(case when step = -1 then at_us end ignore nulls) over (
            partition by stream, episode order by at_us, step, place rows between unbounded preceding and current row
        ) as last_end_us
    from events
), triggers as (
    select
        stream,
        episode,
        cast(sum(case when at_us - last_end_us < cast($trigger_window_s * 1000000 as bigint) then 1 else 0 end) as bigint) as close_starts
    from swept
    where step = 1
    group by stream, episode
), windows as (
    -- how steady the number of running calls is, as in the signal `in_flight_fano`
    select
        stream,
        episode,
        count(*) as starts,
        cast(sum(in_flight) as bigint) as running,
        cast(sum(in_flight * in_flight) as bigint) as squares
    from swept
    -- until the first of an episode is done, a pool fills
    where step = 1 and last_end_us is not null
    group by stream, episode, place // 32
), steadiness as (
    select
        stream,
        episode,
        cast(sum(starts) as bigint) as in_flight_starts,
        cast(sum(cast(round((cast(squares as double) * starts / running - running) * 1000000) as bigint)) as bigint) as in_flight_spread
    from windows
    where starts >= 8 and 2 * running >= starts
    group by stream, episode
)
select
    m.*,
    t.close_starts,
    coalesce(f.in_flight_starts, 0) as in_flight_starts,
    -- variance over mean of the calls running, times the starts, in millionths
    f.in_flight_spread,
    m.calls * (
        1 - exp(-1.0e0 * m.calls * cast($trigger_window_s * 1000000 as bigint) / greatest(m.last_us - m.first_us, 1))
    ) as close_by_chance,
    coalesce(g.growth_share, 0) as growth_share,
    case
        when m.session_calls * 2 >= m.calls or k.tool_stops * 100 >= m.calls * 40 then 'chains'
        when m.calls >= 10 and g.growth_share >= 0.25 then 'chains'
        when m.timed_calls * 10 >= m.calls * 7 then 'timed'
        -- a run that is longer than most goes on where the timer's other runs have ended
        when m.first_timed_calls = 10 then 'timed'
        when m.calls >= 12 and m.known_ends = m.calls and m.loop_starts * 10 >= m.calls * 6 then 'loops'
        -- the gaps vary by a quarter of their mean at most: their mean square is 17/16 of their squared mean at most
        when m.calls >= 12
            and m.mean_square_gap_us * (m.calls - 1) * (m.calls - 1) * 16
                <= 17 * cast(m.last_us - m.first_us as double) * cast(m.last_us - m.first_us as double) then 'paced'
        else 'bursts'
    end as shape
from measured as m
join triggers as t on t.stream = m.stream and t.episode = m.episode
join asking as k on k.stream = m.stream and k.episode = m.episode
left join steadiness as f on f.stream = m.stream and f.episode = m.episode
left join burst_growth as g on g.stream = m.stream and g.episode = m.episode
