-- What Anthropic's list of API keys says: the name and the workspace of a key. Null in `workspace`: the default workspace, or none.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: it has no tokens.
create or replace temp view arrived as
select
    file,
    ordinal,
    'names' as kind,
    case when id is null or "type" is distinct from 'api_key' then 'not an API key of a list of keys, or not valid JSON' end as reason,
    'anthropic_api_keys' as source,
    'api_key' as names_kind,
    id,
    name,
    coalesce("scope".workspace_id, workspace_id) as workspace,
    null as app,
    null as session_id,
    null as end_user,
    null::map(text, text) as tags,
    null::timestamptz as started_at,
    null::timestamptz as ended_at,
    null::bigint as requests
from raw
