-- The time that a mapped table writes, by the mapping's format, zone and origin. Null for what cannot be read so, above all for a text with
-- something behind it that is no offset on earth: read without it, it would be a time of another hour.
-- in: -                   out: mapped_time
-- grain: a macro over one text; the variables map_… are set from the checked mapping
create or replace temp macro mapped_time(written) as
    case getvariable('map_time_format')
        when 'epoch_s' then try(make_timestamptz((written::decimal(24, 6) * 1000000)::bigint + getvariable('map_origin_us')))
        when 'epoch_ms' then try(make_timestamptz((written::decimal(24, 3) * 1000)::bigint + getvariable('map_origin_us')))
        when 'epoch_us' then try(make_timestamptz(written::decimal(24, 0)::bigint + getvariable('map_origin_us')))
        when 'epoch_ns' then try(make_timestamptz((written::hugeint // 1000)::bigint + getvariable('map_origin_us')))
        when 'iso' then case
            when has_offset(written) then time_with_offset(written)
            when regexp_full_match(written, '[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([ T][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]*)?)?)?')
                then timezone(getvariable('map_zone'), try_cast(written as timestamp))
        end
        else case
            when not (ends_with(getvariable('map_time_format'), '%z') and regexp_matches(written, '[+-](1[5-9]|[2-9][0-9])[0-9:]*$'))
                then timezone(getvariable('map_zone'), try_strptime(written, getvariable('map_time_format')))
        end
    end
