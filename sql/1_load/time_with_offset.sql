-- The time that a text says with its offset from UTC (has_offset.sql). Null for anything else, above all for a time without zone.
-- in: -                   out: time_with_offset
-- grain: a macro over one text
create or replace temp macro time_with_offset(written) as
    case
        when not has_offset(written) then null
        -- as nearly every log writes it
        when ends_with(written, 'Z') and not ends_with(written, ' Z') then try_cast(written as timestamptz)
        else try_cast(regexp_replace(regexp_replace(written, ' ?([Zz]|UTC)$', 'Z'), ' ([+-][0-9:]+)$', '\1') as timestamptz)
    end
