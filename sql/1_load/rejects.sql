-- One input line that could not be used. `excerpt` keeps the line's shape; its texts are replaced by their length.
-- in: -                   out: rejects
-- grain: one row a rejected line
create table if not exists rejects (
    file_id integer,
    file text,
    line bigint,
    reason text,
    excerpt text,
    -- its place in a trace, if it has one: see spans.sql
    span ubigint
)
