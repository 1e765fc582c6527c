-- When a workload ran: each of its episodes, or, where there are more than a page can show, the calls that began in each hour (UTC).
-- in: flow, episodes, lanes            out: timeline
-- grain: one row a (period, workload_id, begins_at): an episode's first start, or the hour
-- params: shown_episodes
create or replace table timeline as
with sizes as (
    select
        lane,
        count(*) as episodes
    from episodes
    group by lane
), drawn as (
    select
        e.lane,
        e.first_us as at_us,
        e.span_us as length_us,
        e.starts as calls,
        z.episodes,
        false as is_hour
    from episodes as e
    inner join sizes as z on z.lane = e.lane and z.episodes <= $shown_episodes
    union all
    select
        f.lane,
        cast(f.start_us // 3600000000 as bigint) * 3600000000 as at_us,
        cast(3600000000 as bigint) as length_us,
        count(*) as calls,
        max(z.episodes) as episodes,
        true as is_hour
    from flow as f
    inner join sizes as z on z.lane = f.lane and z.episodes > $shown_episodes
    group by f.lane, cast(f.start_us // 3600000000 as bigint)
)
select
    l.period,
    l.workload_id,
    make_timestamptz(d.at_us) as begins_at,
    cast(d.length_us // 1000000 as bigint) as length_s,
    cast(d.calls as bigint) as calls,
    cast(d.episodes as bigint) as episodes,
    d.is_hour
from drawn as d
inner join lanes as l on l.lane = d.lane
