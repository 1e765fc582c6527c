-- What Anthropic's list of workspaces says: the name of each. The default workspace is not in it.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: it has no tokens.
create or replace temp view arrived as
select
    file,
    ordinal,
    'names' as kind,
    case when id is null or "type" is distinct from 'workspace' then 'not a workspace of a list of them, or not valid JSON' end as reason,
    'anthropic_workspaces' as source,
    'workspace' as names_kind,
    id,
    name,
    null as workspace,
    null as app,
    null as session_id,
    null as end_user,
    null::map(text, text) as tags,
    null::timestamptz as started_at,
    null::timestamptz as ended_at,
    null::bigint as requests
from raw
