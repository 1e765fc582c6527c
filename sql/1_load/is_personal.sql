-- Whether a label names a person: an @, as in an address or a login at a company. Stricter than what masks a name, because what carries
-- it is left out, and a label that is left out loses no call.
-- in: -                   out: is_personal
-- grain: a macro over one text
create or replace temp macro is_personal(label) as
    contains(label, '@')
