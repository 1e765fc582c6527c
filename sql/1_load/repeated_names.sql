-- Names that are said again: of each (kind, id) the one that says most stays.
-- in: names               out: repeated_names
-- grain: one row a superfluous row of names
create or replace temp table repeated_names as
select
    place,
    file_id
from (
    select
        rowid as place,
        file_id,
        row_number() over (
            partition by kind, id
            order by
                ended_at desc nulls last,
                md5(concat_ws('|', source, name, workspace, app, session_id, end_user, tags::text, started_at, requests)),
                file_id
        ) as position
    from names
)
where position > 1
