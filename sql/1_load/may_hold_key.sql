-- Whether a text may hold a key: a part of each prefix that gives one away. Finding these costs a fifth of the pattern (`key_pattern`, from
-- sources/secrets.py), which decides where one is found.
-- in: -                   out: may_hold_key
-- grain: a macro over one text
create or replace temp macro may_hold_key(held) as
    contains(held, 'sk-') or contains(held, 'pk-') or contains(held, 'rk-')
    or contains(held, 'earer ') or contains(held, 'AKIA') or contains(held, 'AIza')
