-- The name or id of somebody or something, as it may be kept: a label, or as many words of ASCII of whatever length an address has (an ARN). What
-- is neither may be a prompt, and is kept as one is (as_label.sql). What a name is stands in sources/profile.py.
-- in: -                   out: as_name
-- grain: a macro over one text
create or replace temp macro as_name(said) as
    case
        when strlen(said) <= getvariable('longest_label') and not contains(said, ' ') and not contains(said, chr(10)) then said
        when strlen(said) <= getvariable('longest_name') and regexp_full_match(said, getvariable('name_pattern')) then said
        else as_label(said)
    end
