-- An id without the start of a call that reused_ids.sql added to it. Ids that are too short to be unique keep theirs.
-- in: -                   out: base_id
-- grain: a macro over one id
create or replace temp macro base_id(id) as
    case
        when strlen(id) >= getvariable('shortest_global_id') + 17 and regexp_full_match(right(id, 17), '@[0-9]{16}')
            then left(id, length(id) - 17)
        else id
    end
