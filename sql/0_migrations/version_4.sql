-- The id under which a client sent several calls: of rows that are there it is unknown, and stays null.
alter table if exists requests add column if not exists logged_id text;
-- What each period was judged from, and by what: of none is it known, so that every period is judged anew.
create table if not exists judged (period text, contents text, terms text);
