-- Whether a text ends in a time of day with its offset from UTC: `Z`, `z`, `UTC`, `+02`, `+0200`, `+02:00`, fourteen hours at most, also with a
-- space before it. A year before Christ is none: a minus in front is damage.
-- in: -                   out: has_offset
-- grain: a macro over one text
create or replace temp macro has_offset(written) as
    regexp_matches(written, '^\s*[+]?[0-9].*[0-9]:[0-9.]+ ?([Zz]|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$')
