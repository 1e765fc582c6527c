-- What was checked, with the blocks of the prompt in one form: the same request says the same in another API's shape. Their texts go
-- no further than the next step, which makes hashes of them.
-- in: checked             out: said
-- grain: one row a record of the file; blocks is a list of {is_text, is_hidden, said}: tools, then system, then messages; null without
-- a body. A hidden block holds only a mark that its text was taken out
-- body: the request as it was sent, or as a log keeps it: Anthropic Messages, chat completions, Responses, Converse, generateContent
-- or gen_ai messages; JSON, or a text that holds it. A list is a list of messages, any other text is a message.
-- Cache breakpoints are left out: where they stand is no part of what was said.
create or replace temp view said as
with wanted as (
    select
        * exclude (body),
        case
            when body is null or reason is not null or kind <> 'request' then null
            when regexp_matches(body, '^"\s*[{\[]') and json_valid(body ->> '$') then body ->> '$'
            else body::text
        end as body
    from checked
), parted as (
    select
        * exclude (body),
        case when body is not null then json_transform(
            case when starts_with(body, '{') then body else '{"messages":' || body || '}' end,
            '{
                "tools": "JSON", "functions": "JSON", "toolConfig": {"tools": "JSON"},
                "system": "JSON", "instructions": "JSON", "systemInstruction": "JSON", "system_instruction": "JSON",
                "messages": "JSON", "contents": "JSON", "input": "JSON", "prompt": "JSON"
            }'
        ) end as sent
    from wanted
), ordered as (
    select
        * exclude (sent),
        -- tools and the system prompt are messages that come first
        case when sent is not null then concat(
            '[[{"role":"tools","content":',
            coalesce(sent.tools, sent.functions, sent."toolConfig".tools, 'null'),
            '},{"role":"system","content":',
            coalesce(sent.system, sent.instructions, sent."systemInstruction", sent.system_instruction, 'null'),
            '}],',
            case
                when starts_with(coalesce(sent.messages, sent.contents, sent."input", sent.prompt), '[')
                    then coalesce(sent.messages, sent.contents, sent."input", sent.prompt)::text
                else '[{"content":' || coalesce(sent.messages, sent.contents, sent."input", sent.prompt) || '}]'
            end,
            ']'
        ) end as messages
    from parted
), opened as (
    select
        *,
        case when messages is not null then flatten(json_transform(
            messages,
            '[[{
                "role": "VARCHAR", "content": "JSON", "parts": "JSON", "tool_call_id": "VARCHAR", "tool_calls": "JSON",
                "type": "VARCHAR", "call_id": "VARCHAR", "name": "VARCHAR", "arguments": "JSON", "output": "JSON"
            }]]'
        )) end as turns
    from ordered
), listed as (
    select
        * exclude (messages, turns),
        case when turns is not null then list_transform(
            turns,
            lambda turn, place: {
                'role': case
                    when turn.call_id is not null and turn.name is not null then 'assistant'
                    when turn.tool_call_id is not null or turn.role = 'tool' or turn.role is null then 'user'
                    when turn.role = 'developer' then 'system'
                    when turn.role = 'model' then 'assistant'
                    else turn.role
                end,
                -- what it holds, as the text of lists of blocks
                'blocks': case
                    when turn.tool_call_id is not null then json_array(
                        json_array(json_object('type', 'tool_result', 'tool_use_id', turn.tool_call_id, 'content', turn.content))
                    )::text
                    when turn.call_id is not null then json_array(json_array(turn))::text
                    when coalesce(turn.content, turn.parts, turn.tool_calls) is not null then concat(
                        '[',
                        case
                            when starts_with(turn.content, '"') then '[{"text":' || turn.content || '}]'
                            when starts_with(turn.content, '[') then turn.content::text
                            when starts_with(turn.content, '{"parts":[') then turn.content ->> '$.parts'
                            when starts_with(turn.content, '{') then '[' || turn.content || ']'
                            when starts_with(turn.parts, '[') then turn.parts::text
                            else '[{"type":"other","content":' || coalesce(turn.content, turn.parts) || '}]'
                        end,
                        case when coalesce(turn.content, turn.parts) is not null and starts_with(turn.tool_calls, '[') then ',' end,
                        case when starts_with(turn.tool_calls, '[') then turn.tool_calls end,
                        ']'
                    )
                    when turn.role in ('tools', 'system') then '[]'
                    else json_array(json_array(json_object('type', 'other', 'content', json_extract(messages, '$[*][*]')[place])))::text
                end
            }
        ) end as turns
    from opened
)
select
    * exclude (turns),
    case when turns is not null then list_filter(
        flatten(list_transform(
            turns,
            lambda turn: list_transform(
                flatten(json_transform(
                    turn.blocks,
                    '[[{
                        "type": "VARCHAR", "text": "VARCHAR", "content": "JSON", "thinking": "VARCHAR", "cachePoint": "JSON",
                        "id": "VARCHAR", "call_id": "VARCHAR", "tool_use_id": "VARCHAR", "name": "VARCHAR", "description": "VARCHAR",
                        "input": "JSON", "arguments": "JSON", "output": "JSON", "input_schema": "JSON", "parameters": "JSON",
                        "function": {"name": "VARCHAR", "description": "VARCHAR", "parameters": "JSON", "arguments": "JSON"},
                        "toolSpec": {"name": "VARCHAR", "description": "VARCHAR", "inputSchema": {"json": "JSON"}},
                        "toolUse": {"toolUseId": "VARCHAR", "name": "VARCHAR", "input": "JSON"},
                        "toolResult": {"toolUseId": "VARCHAR", "content": "JSON"},
                        "source": {"data": "VARCHAR"}, "image_url": {"url": "VARCHAR"}, "image": {"source": {"bytes": "VARCHAR"}}
                    }]]'
                )),
                lambda block, place: {
                    'is_text': coalesce(block."text", block.thinking) is not null,
                    'is_hidden': coalesce(
                        strlen(block."text") <= 60 and regexp_full_match(
                            lower(left(block."text", 61)),  -- the whole of a long text would be copied
                            '[^a-z0-9]*([a-z]+[ _-])?(redacted|masked|hidden|removed|omitted)([ _-]by[ _-][a-z]+)?[^a-z0-9]*|[*]{3,}'
                        ),
                        false
                    ),
                    'said': case
                        when block."text" = '' or block."cachePoint" is not null then null
                        when block."text" is not null then concat_ws(chr(31), turn.role, 'text', block."text")
                        when block.thinking is not null then concat_ws(chr(31), turn.role, 'thinking', block.thinking)
                        when turn.role = 'tools' and coalesce(block."type", 'function') in ('function', 'custom')
                            and coalesce(block.name, block."function".name, block."toolSpec".name) is not null
                            then concat_ws(
                                chr(31), turn.role, 'tool',
                                coalesce(block.name, block."function".name, block."toolSpec".name),
                                coalesce(block.description, block."function".description, block."toolSpec".description),
                                coalesce(
                                    block.input_schema, block.parameters, block."function".parameters, block."toolSpec"."inputSchema".json
                                )
                            )
                        when turn.role <> 'tools' and coalesce(block.name, block."function".name, block."toolUse".name) is not null
                            then concat_ws(
                                chr(31), turn.role, 'use',
                                coalesce(block.call_id, block.id, block."toolUse"."toolUseId"),
                                coalesce(block.name, block."function".name, block."toolUse".name),
                                -- chat completions hold the arguments as a text
                                case
                                    when json_valid(coalesce(block.arguments, block."function".arguments) ->> '$')
                                        then json(coalesce(block.arguments, block."function".arguments) ->> '$')
                                    else coalesce(
                                        block."input", block."toolUse"."input", block.arguments, block."function".arguments
                                    )
                                end
                            )
                        when coalesce(block.tool_use_id, block.call_id, block."toolResult"."toolUseId") is not null
                            then concat_ws(
                                chr(31), turn.role, 'result',
                                coalesce(block.tool_use_id, block.call_id, block."toolResult"."toolUseId"),
                                -- a list of one text is that text
                                coalesce(
                                    case
                                        when json_array_length(coalesce(block.content, block."output", block."toolResult".content)) = 1
                                            then coalesce(block.content, block."output", block."toolResult".content) ->> '$[0].text'
                                    end,
                                    coalesce(block.content, block."output", block."toolResult".content) ->> '$'
                                )
                            )
                        when coalesce(block.source.data, block.image.source.bytes) is not null
                            then concat_ws(chr(31), turn.role, 'data', coalesce(block.source.data, block.image.source.bytes))
                        when starts_with(block.image_url.url, 'data:')
                            then concat_ws(chr(31), turn.role, 'data', split_part(block.image_url.url, ',', 2))
                        when block."type" = 'text' and starts_with(block.content, '"')
                            then concat_ws(chr(31), turn.role, 'text', block.content ->> '$')
                        else concat_ws(chr(31), turn.role, 'other', json_extract(turn.blocks, '$[*][*]')[place])
                    end
                }
            )
        )),
        lambda block: block.said is not null
    ) end as blocks
from listed
