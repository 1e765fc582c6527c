-- Whether what was charged is told and is no amount: `0,09`, `abc`, more digits than any bill has. Nothing, or how tables write a missing
-- number (NaN, null, None), is no charge told.
-- in: -                   out: unreadable_amount
-- grain: a macro over one text
create or replace temp macro unreadable_amount(charged) as
    try_cast(charged as decimal(38, 16)) is null and not regexp_full_match(charged, '\s*(?i:nan|null|none)?\s*')
