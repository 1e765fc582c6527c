-- What arrived of records that name things, checked and masked. Whatever cannot be used keeps its row and gets a reason.
-- in: arrived             out: checked
-- grain: one row a record of the file
-- arrived: file, ordinal, kind ('names' or 'not_request'), reason, source, names_kind ('api_key', 'workspace', 'trace', 'batch'), id, name,
-- workspace, app, session_id, end_user, tags, started_at, ended_at, requests
create or replace temp view checked as
select
    file,
    ordinal,
    kind,
    case
        when kind <> 'names' then reason
        when reason is not null then reason
        when id is null or id = '' then 'no id'
    end as reason,
    source,
    names_kind,
    masked_name(as_name(id)) as id,
    masked_name(as_label(name)) as name,
    masked_name(as_name(workspace)) as workspace,
    masked_name(as_label(app)) as app,
    masked_name(as_name(session_id)) as session_id,
    named_end_user(end_user) as end_user,
    masked_tags(tags) as tags,
    started_at,
    ended_at,
    requests
from arrived
