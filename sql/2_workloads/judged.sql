-- What each period was judged from, and by what: where either is another today, the period is judged anew.
-- contents: of its requests, see contents.sql; terms: a digest of norush itself, a user's own prices and rules, and the settings.
-- in: -                   out: judged
-- grain: one row a judged period
create table if not exists judged (
    period text,
    contents text,
    terms text
)
