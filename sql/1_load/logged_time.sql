-- The time that a log line writes as text: RFC 3339 with an offset, or seconds, milliseconds or microseconds since 1970. Null for anything
-- else, above all for a time without zone.
-- in: -                   out: logged_time
-- grain: a macro over one text
create or replace temp macro logged_time(written) as
    case
        when regexp_full_match(written, '[0-9]{10}([.][0-9]+)?')
            then make_timestamptz((try_cast(written as decimal(24, 6)) * 1000000)::bigint)
        when regexp_full_match(written, '[0-9]{13}') then make_timestamptz(try_cast(written as bigint) * 1000)
        when regexp_full_match(written, '[0-9]{16}') then make_timestamptz(try_cast(written as bigint))
        else time_with_offset(written)
    end
