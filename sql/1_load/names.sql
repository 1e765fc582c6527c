-- What other records refer to: API keys and workspaces by id, traces with their session and user, batches with their times.
-- in: -                   out: names
-- grain: one row a (kind, id)
create table if not exists names (
    file_id integer,
    source text,
    kind text,
    id text,
    name text,
    workspace text,
    app text,
    session_id text,
    end_user text,
    tags map(text, text),
    started_at timestamptz,
    ended_at timestamptz,
    requests bigint
)
