-- Calls in stretches that are $burst_factor times as dense as their stream's background, in a loop or started by a timer, gathered to episodes that end
-- after $idle_gap_s seconds without a call under way.
-- in: arrivals, dense, background, loops, timers   out: bursts
-- grain: one row a call in a burst
-- params: burst_factor, idle_gap_s
create or replace temp table bursts as
with chosen as (
    select
        d.* exclude (span_us)
    from dense as d
    join background as b on b.stream = d.stream and b.quarter = cast(d.start_us // 900000000 as bigint)
    where d.span_us * cast($burst_factor as double) * b.calls_per_s <= 5000000
    union
    select * from loops
    union
    select * from timers
), standing_out as (
    select
        d.*,
        max(d.end_us) over (
            partition by d.stream
            order by d.seq
            rows between 50 preceding and 1 preceding
        ) as last_end_us
    from chosen as d
), opened as (
    select
        *,
        case when last_end_us is null or start_us - last_end_us > $idle_gap_s * 1000000 then place end as opens_at
    from standing_out
), gathered as (
    select
        place,
        stream,
        last_value(opens_at ignore nulls) over (
            partition by stream
            order by seq
            rows between unbounded preceding and current row
        ) as episode
    from opened
), between_dense as (
    -- a job of fewer than nineteen calls has some in its middle with nine on neither side
    select
        a.place,
        a.stream,
        a.key_no,
        a.session,
        a.seq,
        a.start_us,
        a.end_us,
        a.is_end_known,
        a.prompt_tokens,
        a.output_tokens,
        a.cache_read_tokens,
        t.place is not null as is_timed,
        a.streamed,
        a.is_tool_stop,
        a.is_tool_choice,
        last_value(g.episode ignore nulls) over (
            partition by a.stream
            order by a.seq
            rows between unbounded preceding and current row
        ) as episode_before,
        first_value(g.episode ignore nulls) over (
            partition by a.stream
            order by a.seq
            rows between current row and unbounded following
        ) as episode_after
    from arrivals as a
    left join timers as t on t.stream = a.stream and t.place = a.place
    left join gathered as g on g.stream = a.stream and g.place = a.place
    where not a.is_batch and a.stream in (select stream from gathered)
)
select
    place,
    stream,
    key_no,
    session,
    seq,
    start_us,
    end_us,
    is_end_known,
    prompt_tokens,
    output_tokens,
    cache_read_tokens,
    is_timed,
    streamed,
    is_tool_stop,
    is_tool_choice,
    episode_before as episode
from between_dense
where episode_before = episode_after
