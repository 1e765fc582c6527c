-- Names of columns that an export tells, in norush's own words; any other word goes.
-- in: -                   out: redacted_dimensions
-- grain: a macro over one text; dimensions: a list of those that stay
create or replace temp macro redacted_dimensions(held, dimensions) as
    array_to_string(list_filter(string_split(held, ','), lambda word: list_contains(dimensions, word)), ',')
