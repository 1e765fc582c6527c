-- The time that a text says with its offset from UTC. Null for anything else, above all for a time without zone.
-- in: -                   out: time_with_offset
-- grain: a macro over one text
create or replace temp macro time_with_offset(written) as
    case when regexp_matches(written, '(Z|[+-][0-9]{2}:?[0-9]{2})$') then try_cast(written as timestamptz) end
