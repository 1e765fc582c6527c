-- Which bursts are the work of a machine: their starts follow completions, or are spread more evenly than chance would, or begin by the
-- clock. What is neither is a crowd, and belongs to the caller's steady traffic.
-- in: bursts, burst_episodes, arrivals   out: burst_jobs
-- grain: one row a (caller, models of the burst)
-- params: trigger_window_s
create or replace temp table burst_jobs as
with events as (
    select caller, episode, start_us as at_us, 1 as step from bursts
    union all
    select caller, episode, end_us as at_us, -1 as step from bursts
), swept as (
    select
        caller,
        episode,
        at_us,
        step,
        last_value(case when step = -1 then at_us end ignore nulls) over (
            partition by caller, episode order by at_us, step rows between unbounded preceding and current row
        ) as last_end_us
    from events
), triggers as (
    select
        caller,
        episode,
        count(*) as starts,
        cast(sum(case when at_us - last_end_us < cast($trigger_window_s * 1000000 as bigint) then 1 else 0 end) as bigint) as close_starts
    from swept
    where step = 1
    group by caller, episode
), conversed as (
    -- bulk work has no sessions: where a log names them, a person or an agent goes on from call to call
    select
        caller,
        episode,
        count(session) as calls
    from bursts
    group by caller, episode
), measured as (
    select
        e.caller,
        e.models,
        e.calls,
        c.calls as session_calls,
        e.spread,
        t.close_starts,
        t.starts * (
            1 - exp(-1.0e0 * t.starts * cast($trigger_window_s * 1000000 as bigint) / greatest(e.last_us - e.first_us, 1))
        ) as close_by_chance,
        cast(e.first_us // 86400000000 as bigint) as day,
        cast(e.first_us % 86400000000 as double) / 86400000000 * 6.283185307179586 as day_angle,
        cast(e.first_us % 3600000000 as double) / 3600000000 * 6.283185307179586 as hour_angle
    from burst_episodes as e
    join triggers as t on t.caller = e.caller and t.episode = e.episode
    join conversed as c on c.caller = e.caller and c.episode = e.episode
), pooled as (
    select
        caller,
        models,
        count(*) as episodes,
        cast(sum(calls) as bigint) as calls,
        cast(sum(session_calls) as double) / sum(calls) as session_share,
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
    group by caller, models
)
select
    *,
    cast(row_number() over (order by caller, models) as integer) as job,
    session_share < 0.5
    and (
        dispersion <= 0.8
        or trigger_lift >= 0.3
        or (days >= 5 and day_concentration >= 0.95)
        or (episodes >= 12 and hour_concentration >= 0.9)
    ) as is_machine
from pooled
