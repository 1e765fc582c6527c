-- A name or an id as it may be kept: what looks like a key is `key-` and eight digits of its hash, what holds an e-mail address `user-` and
-- twelve: two never merge. Without the salt, because what workloads are called, and their ids, hang on it. Null for an empty text.
-- in: -                   out: masked_name
-- grain: a macro over one text
create or replace temp macro masked_name(held) as
    case
        when regexp_matches(held, getvariable('key_pattern')) then concat('key-', left(md5(held), 8))
        when regexp_matches(held, getvariable('secret_pattern')) then concat('user-', left(md5(held), 12))
        else nullif(held, '')
    end
