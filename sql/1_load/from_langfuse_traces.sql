-- What a Langfuse trace names: the user, the session and the work that its observations belong to.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- time meaning: timestamp is the start of the trace, and updated_at when it was last told, in UTC where they carry no zone.
create or replace temp view arrived as
select
    file,
    ordinal,
    'names' as kind,
    case when id is null and "timestamp" is null then 'not a Langfuse trace, or not valid JSON' end as reason,
    'langfuse_traces' as source,
    'trace' as names_kind,
    id,
    name,
    coalesce(project_id, "projectId") as workspace,
    name as app,
    coalesce(session_id, "sessionId") as session_id,
    coalesce(user_id, "userId") as end_user,
    map_from_entries(list_filter(
        [
            {'key': 'environment', 'value': as_label(environment)},
            {'key': 'tags', 'value': joined_tags(try_cast(try_cast(tags as json) as text[]))}
        ],
        lambda entry: entry.value <> ''
    )) as tags,
    try_cast("timestamp" as timestamptz) as started_at,
    try_cast(coalesce(updated_at, "updatedAt") as timestamptz) as ended_at,
    null::bigint as requests
from raw
