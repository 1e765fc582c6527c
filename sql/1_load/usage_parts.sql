-- The usage of an Anthropic Message, and after it what other models used within the call: an advisor has its own model and prices, and
-- is no part of the totals. What a compaction took is no part of them either, but is the call's own, used and billed: it is added.
-- in: -                   out: usage_parts
-- grain: a macro over one usage object; a list of what told_usage gives, of one where nothing else was asked
create or replace temp macro usage_parts(u) as
    case
        when not coalesce(contains(u::text, '"compaction"') or contains(u::text, '"advisor_message"'), false) then [told_usage(u)]
        else list_concat(
            [{
                'input_tokens': with_compactions(u, '$.input_tokens'),
                'cache_read_input_tokens': with_compactions(u, '$.cache_read_input_tokens'),
                'cache_creation_input_tokens': with_compactions(u, '$.cache_creation_input_tokens'),
                'cache_creation': {
                    'ephemeral_5m_input_tokens': with_compactions(u, '$.cache_creation.ephemeral_5m_input_tokens'),
                    'ephemeral_1h_input_tokens': with_compactions(u, '$.cache_creation.ephemeral_1h_input_tokens')
                },
                'output_tokens': with_compactions(u, '$.output_tokens'),
                'server_tool_use': {'web_search_requests': u ->> '$.server_tool_use.web_search_requests'},
                'service_tier': u ->> '$.service_tier',
                'inference_geo': u ->> '$.inference_geo',
                'speed': u ->> '$.speed',
                'model': null::varchar
            }],
            list_transform(
                list_filter(json_extract(u, '$.iterations[*]'), lambda part: (part ->> '$.type') = 'advisor_message'),
                lambda part: told_usage(part)
            )
        )
    end
