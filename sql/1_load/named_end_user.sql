-- What an end user is called: `user-` and twelve digits of a salted hash, so that a database names nobody. With --show-end-users as logged,
-- but for what looks like a key, also by its length as in `masked_key` (an address is none). Null for none, or an empty text.
-- in: -                   out: named_end_user
-- grain: a macro over one text
create or replace temp macro named_end_user(logged) as
    case
        when logged is null or logged = '' then null
        when not coalesce(getvariable('shows_end_users'), false) then concat('user-', left(md5(concat(getvariable('salt'), logged)), 12))
        when regexp_matches(logged, getvariable('key_pattern')) or regexp_full_match(logged, '[^\s@]{32,}')
            then concat('key-', left(md5(logged), 8))
        else logged
    end
