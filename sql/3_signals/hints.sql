-- What the first hundred calls of a workload were called: app, key, workspace, tags, operation, client, log format, model. A name is a weak
-- hint of the kind of work, and never of who waits: no rule of a verdict reads this. It stays in the database: a report shows words of our rules only.
-- in: requests, lanes, calls   out: hints
-- grain: one row a (period, workload), field and name; calls of of_calls had it
-- cannot see: what a name means to whoever chose it; names of later calls; a key that was masked
create or replace temp table hints as
with reached as (
    select
        lane,
        make_timestamptz(max(start_us)) as until_at
    from calls
    where place <= 100
    group by lane
), looked_at as (
    select
        l.lane,
        r.app,
        r.api_key,
        r.workspace,
        r.tags,
        r.operation,
        r.user_agent,
        r.source,
        r.model
    from requests as r
    join lanes as l on l.period = r.period and l.workload_id = r.workload_id
    join reached as u on u.lane = l.lane
    where coalesce(r.started_at, r.ended_at) <= u.until_at
), tagged as (
    select
        lane,
        unnest(map_entries(tags)) as tag
    from looked_at
    where tags is not null
), called as (
    select lane, 'app' as field, app as name from looked_at where app is not null
    union all
    select lane, 'api_key' as field, api_key as name from looked_at where api_key is not null
    union all
    select lane, 'workspace' as field, workspace as name from looked_at where workspace is not null
    union all
    select lane, 'tag' as field, concat_ws(' ', tag.key, tag.value) as name from tagged
    union all
    select lane, 'operation' as field, operation as name from looked_at where operation is not null
    union all
    select lane, 'user_agent' as field, user_agent as name from looked_at where user_agent is not null
    union all
    select lane, 'source' as field, source as name from looked_at where source is not null
    union all
    select lane, 'model' as field, model as name from looked_at where model is not null
), counted as (
    select
        lane,
        count(*) as of_calls
    from looked_at
    group by lane
)
select
    c.lane,
    c.field,
    c.name,
    count(*) as calls,
    max(n.of_calls) as of_calls
from called as c
join counted as n on n.lane = c.lane
group by c.lane, c.field, c.name
