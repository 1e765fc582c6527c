-- The time that a text says with its offset from UTC, which is fourteen hours at most. Null for anything else, above all for a time without
-- zone.
-- in: -                   out: time_with_offset
-- grain: a macro over one text
create or replace temp macro time_with_offset(written) as
    case when regexp_matches(written, '(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])$') then try_cast(written as timestamptz) end
