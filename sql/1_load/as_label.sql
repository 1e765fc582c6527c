-- A text that should be a label, as it may be kept: what is longer than a label, or has more words, may be a prompt, and is `text-` and
-- eight digits of its hash, so that two of them never merge. What a label is stands in sources/profile.py.
-- in: -                   out: as_label
-- grain: a macro over one text
create or replace temp macro as_label(said) as
    case
        when strlen(said) <= getvariable('longest_label') and not contains(said, ' ') and not contains(said, chr(10)) then said
        when length(said) > getvariable('longest_label') or regexp_matches(said, getvariable('text_pattern'))
            then concat('text-', left(md5(said), 8))
        else said
    end
