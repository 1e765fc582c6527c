-- An amount in cents, a decimal text, in US dollars. A product of decimals is exact; anything that does not fit is no amount.
-- in: -                   out: cents_as_usd
-- grain: a macro over one text
create or replace temp macro cents_as_usd(cents) as
    case
        when regexp_full_match(cents, '-?[0-9]{1,15}([.][0-9]{0,14})?')
            then (try_cast(cents as decimal(29, 14)) * 0.01::decimal(3, 2))::text
    end
