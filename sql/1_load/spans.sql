-- Which record of a trace stands inside which, of every load: a call and what wraps it may come in different files, in either order.
-- in: -                   out: spans
-- grain: one row a version of a record that is a call, or that may stand between two calls
-- state: 'call' has tokens or succeeded, 'failed' has neither, 'unusable' is a reject, 'other' is no call. Span and parent are halves
-- of an md5 of the ids: among ten million, two are alike with a chance of three in a million. Model is the bare name in small letters, null
-- where it is not known or the record is no call; times are null where the format does not compare them.
create table if not exists spans (
    span ubigint,
    parent_span ubigint,
    state text,
    model text,
    started_at timestamptz,
    ended_at timestamptz,
    updated_at timestamptz
)
