-- The count at `path` in the usage of an Anthropic Message, with those of the compactions within the call, as text.
-- in: -                   out: with_compactions
-- grain: a macro over one usage object
create or replace temp macro with_compactions(u, path) as
    case
        -- a count that is none must not vanish in a sum
        when len(list_filter(
            list_concat([u], list_filter(json_extract(u, '$.iterations[*]'), lambda part: (part ->> '$.type') = 'compaction')),
            lambda part: not regexp_full_match(coalesce(part ->> path, '0'), '[0-9]{1,9}')
        )) > 0 then 'no number'
        else list_sum(list_transform(
            list_concat([u], list_filter(json_extract(u, '$.iterations[*]'), lambda part: (part ->> '$.type') = 'compaction')),
            lambda part: try_cast(coalesce(part ->> path, '0') as bigint)
        ))::text
    end
