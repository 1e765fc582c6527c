-- A word that tells no rows apart, as it may be kept: `masked` in place of a key or an e-mail address.
-- in: -                   out: masked_word
-- grain: a macro over one text
create or replace temp macro masked_word(held) as
    case when regexp_matches(held, getvariable('secret_pattern')) then 'masked' else held end
