-- The count at `path` in the usage of an Anthropic Message, as text. What a compaction took is no part of the totals beside it, but is
-- used and billed: it is added. Calls of other models within the call are parts of their own (usage_parts).
-- in: -                   out: message_tokens
-- grain: a macro over one usage object
create or replace temp macro message_tokens(u, path) as
    case
        when not coalesce(contains(u::text, '"compaction"'), false) then u ->> path
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
