-- Names of API keys and workspaces by their ids, both hashed as everywhere, so that an id still finds its name. Other names go.
-- in: original.names      out: names
-- grain: one row a (kind, id) of keys and workspaces
insert into names by name
select
    file_id,
    redacted_word('format', source, getvariable('known_formats')) as source,
    kind,
    case kind when 'workspace' then redacted_workspace(id) else redacted('key', id) end as id,
    case kind when 'workspace' then redacted_workspace(name) else redacted('key', name) end as name,
    redacted_workspace(workspace) as workspace
from original.names
where kind in ('workspace', 'api_key')
