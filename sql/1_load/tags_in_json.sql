-- The labels in a text of JSON that may be tags: as `tags_without_people`. Each label is looked at only where one may be personal or a text,
-- because that costs far more than looking for a few words (in JSON an @ may be written by its number).
-- in: -                   out: tags_in_json
-- grain: a macro over one text
create or replace temp macro tags_in_json(labels) as
    case
        when contains(labels, '@') or contains(labels, '\') or contains(lower(labels), 'user') or contains(lower(labels), 'session')
            or contains(lower(labels), 'conversation') or contains(lower(labels), 'mail')
            or regexp_matches(labels, getvariable('text_in_json_pattern'))
            then tags_without_people(try_cast(try_cast(labels as json) as map(text, text)))
        else try_cast(try_cast(labels as json) as map(text, text))
    end
