-- The name of an API key as it may be kept: as any name, and what is long and has no spaces is a key of a shape that nobody knows.
-- in: -                   out: masked_key
-- grain: a macro over one text
create or replace temp macro masked_key(held) as
    case
        when strlen(held) > 31 and regexp_full_match(held, '\S{32,}') then concat('key-', left(md5(held), 8))
        else masked_name(held)
    end
