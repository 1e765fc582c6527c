-- The usage of an Anthropic Message, and after it what other models used within the call: an advisor has its own model and prices, and
-- is no part of the totals.
-- in: -                   out: usage_parts
-- grain: a macro over one usage object; a list, of one where nothing else was asked
create or replace temp macro usage_parts(u) as
    case
        when not coalesce(contains(u::text, '"advisor_message"'), false) then [u]
        else list_concat(
            [u], list_filter(json_extract(u, '$.iterations[*]'), lambda part: (part ->> '$.type') = 'advisor_message')
        )
    end
