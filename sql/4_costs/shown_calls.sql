-- How many calls of a workload, and how much of what they cost, show something that a batch may not take. shows: what; `all`: every call;
-- `stopped`: whatever a batch does not take for one reason or another, whoever waits (rules/blockers).
-- told_calls: how many say whether they do. usd: of those with a price; null where there are some and none has one.
-- in: manners            out: shown_calls
-- grain: one row a (period, workload_id, shows)
-- params: -
create or replace temp table shown_calls as
with asked as (
    select 'all' as shows
    union all select 'stopped' as shows
    union all select 'streamed' as shows
    union all select 'tool_stop' as shows
    union all select 'fast' as shows
    union all select 'priority' as shows
    union all select 'above_max_tokens' as shows
    union all select 'prewarming' as shows
    union all select 'searching' as shows
    union all select 'cache_reading' as shows
    union all select 'without_batch_price' as shows
), told as (
    select
        m.period,
        m.workload_id,
        m.platform,
        a.shows,
        m.calls,
        m.usd,
        case a.shows
            when 'streamed' then m.told_streamed
            when 'tool_stop' then m.told_stop_reason
            when 'above_max_tokens' then m.told_max_tokens
            when 'prewarming' then m.told_max_tokens
            else m.calls
        end as told_calls,
        case a.shows
            when 'stopped' then m.is_stopped or m.is_fast or m.is_without_batch_price
            when 'streamed' then m.is_streamed
            when 'tool_stop' then m.is_tool_stop
            when 'fast' then m.is_fast
            when 'priority' then m.is_priority
            when 'above_max_tokens' then m.is_above_max_tokens
            when 'prewarming' then m.is_prewarming
            when 'searching' then m.is_searching
            when 'cache_reading' then m.is_cache_reading
            when 'without_batch_price' then m.is_without_batch_price
            else true
        end as is_shown
    from manners as m
    cross join asked as a
)
select
    period,
    workload_id,
    min(platform) as platform,
    shows,
    cast(sum(case when is_shown then calls else 0 end) as bigint) as calls,
    cast(sum(told_calls) as bigint) as told_calls,
    cast(sum(calls) as bigint) as of_calls,
    -- no call costs nothing; calls without a price are not known
    cast(
        case when sum(case when is_shown then calls else 0 end) = 0 then 0 else sum(case when is_shown then usd end) end
        as decimal(38, 16)
    ) as usd,
    cast(sum(usd) as decimal(38, 16)) as of_usd
from told
group by period, workload_id, shows
