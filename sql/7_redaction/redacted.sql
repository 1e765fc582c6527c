-- A name as a redacted database has it: what kind of name it is, and twelve letters of a salted hash. Letters, because a client's name ends at its
-- first digit. Null for none.
-- in: -                   out: redacted
-- grain: a macro over one text
create or replace temp macro redacted(what, held) as
    case
        when held is not null then concat(
            what, '-', translate(left(md5(concat(getvariable('redaction_salt'), what, held)), 12), '0123456789', 'ghijklmnop')
        )
    end
