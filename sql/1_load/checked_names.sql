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
    case when regexp_matches(id, getvariable('key_pattern')) then concat('key-', left(md5(id), 8)) else id end as id,
    case when regexp_matches(name, getvariable('key_pattern')) then concat('key-', left(md5(name), 8)) else nullif(name, '') end as name,
    case
        when regexp_matches(workspace, getvariable('key_pattern')) then concat('key-', left(md5(workspace), 8))
        else nullif(workspace, '')
    end as workspace,
    case when regexp_matches(app, getvariable('key_pattern')) then concat('key-', left(md5(app), 8)) else nullif(app, '') end as app,
    case
        when regexp_matches(session_id, getvariable('key_pattern')) then concat('key-', left(md5(session_id), 8))
        else nullif(session_id, '')
    end as session_id,
    named_end_user(end_user) as end_user,
    map_from_entries(list_transform(
        map_entries(tags),
        lambda tag: {
            'key': case
                when regexp_matches(tag.key, getvariable('key_pattern')) then concat('key-', left(md5(tag.key), 8))
                else tag.key
            end,
            'value': case
                when regexp_matches(tag.value, getvariable('key_pattern')) then concat('key-', left(md5(tag.value), 8))
                else tag.value
            end
        }
    )) as tags,
    started_at,
    ended_at,
    requests
from arrived
