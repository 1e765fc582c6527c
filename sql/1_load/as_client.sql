-- What a client says of itself, as it may be kept: as any name, and of the many words of a browser the products with their versions, without
-- the comments between them.
-- in: -                   out: as_client
-- grain: a macro over one text
create or replace temp macro as_client(said) as
    case
        when as_name(said) is not distinct from said then said
        when regexp_matches(said, '^[A-Za-z][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*/[0-9]')
            then as_name(left(array_to_string(regexp_extract_all(said, '[A-Za-z][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)*/[0-9][A-Za-z0-9_.+-]*')[:6], ' '), 200))
        else as_label(said)
    end
