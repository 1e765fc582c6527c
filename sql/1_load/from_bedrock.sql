-- What a Bedrock invocation record says of a call: as S3 holds it, or as CloudWatch, Firehose and Insights wrap it.
-- in: raw                 out: arrived
-- grain: one row an invocation record; a wrapper of Firehose holds several
-- token meaning: inputTokenCount EXCLUDES cache reads and writes, in InvokeModel and in Converse.
-- time meaning: timestamp is the END of the call, cut off to the second; the start is worked out from the logged latency, which only
-- answers carry, so it is unknown where Bedrock logs no bodies.
create or replace temp view arrived as
with lines as (
    select
        file,
        ordinal,
        record,
        -- a record in no wrapper begins so, and need not be looked through for one
        case
            when not starts_with(record, '{"schemaType"')
                then json_extract(record, ['$.message', '$."@message"', '$.logEvents'])
        end as parts
    from raw
), entries as (
    select
        file,
        ordinal,
        unnest(case
            when json_type(parts[3]) = 'ARRAY' then json_extract(parts[3], '$[*].message')
            else [coalesce(nullif(parts[1], 'null'), nullif(parts[2], 'null'), record)]
        end) as entry
    from lines
), texts as (
    select
        file,
        ordinal,
        case when starts_with(entry, '"') then entry ->> '$' end as text,
        entry
    from entries
), records as (
    select
        file,
        ordinal,
        starts_with(text, 'Permissions are correctly set') or starts_with(text, 'CWL CONTROL MESSAGE') as is_notice,
        json_transform(
            case when text is null then entry when json_valid(text) then text::json end,
            '{
                "schemaType": "VARCHAR",
                "timestamp": "VARCHAR",
                "accountId": "VARCHAR",
                "requestId": "VARCHAR",
                "operation": "VARCHAR",
                "modelId": "VARCHAR",
                "region": "VARCHAR",
                "inferenceRegion": "VARCHAR",
                "errorCode": "VARCHAR",
                "identity": {"arn": "VARCHAR"},
                "requestMetadata": "JSON",
                "input": {
                    "inputTokenCount": "VARCHAR",
                    "cacheReadInputTokenCount": "VARCHAR",
                    "cacheWriteInputTokenCount": "VARCHAR",
                    "inputBodyJson": {
                        "max_tokens": "VARCHAR",
                        "inferenceConfig": {"maxTokens": "VARCHAR"},
                        "serviceTier": {"type": "VARCHAR"},
                        "tools": "JSON",
                        "toolConfig": {"tools": "JSON"},
                        "system": "JSON",
                        "messages": "JSON"
                    }
                },
                "output": {"outputTokenCount": "VARCHAR", "outputBodyJson": "JSON"}
            }'
        ) as r
    from texts
), answers as (
    select
        *,
        r."input"."inputBodyJson" as asked,
        try_cast(r."requestMetadata" as map(text, text)) as labels,
        -- a role's session is named by whoever takes the role, and through IAM Identity Center by the person
        coalesce(
            nullif(regexp_extract(r.identity.arn, ':(assumed-role/[^/]+)', 1), ''),
            nullif(regexp_extract(r.identity.arn, ':((user|role|federated-user)/.+|root)$', 1), ''),
            r.identity.arn
        ) as caller,
        nullif(regexp_extract(r.identity.arn, ':assumed-role/AWSReservedSSO_[^/]+/(.+)$', 1), '') as person,
        json_transform(
            -- one answer, or the events of a stream, each of which tells a part
            case
                when starts_with(r."output"."outputBodyJson", '[') then r."output"."outputBodyJson"
                else concat('[', r."output"."outputBodyJson", ']')::json
            end,
            '[{
                "model": "VARCHAR",
                "stop_reason": "VARCHAR",
                "stopReason": "VARCHAR",
                "serviceTier": {"type": "VARCHAR"},
                "metrics": {"latencyMs": "VARCHAR"},
                "usage": {
                    "input_tokens": "VARCHAR",
                    "inputTokens": "VARCHAR",
                    "output_tokens": "VARCHAR",
                    "outputTokens": "VARCHAR",
                    "cache_read_input_tokens": "VARCHAR",
                    "cacheReadInputTokens": "VARCHAR",
                    "cache_creation_input_tokens": "VARCHAR",
                    "cacheWriteInputTokens": "VARCHAR",
                    "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
                    "cacheDetails": [{"ttl": "VARCHAR", "inputTokens": "VARCHAR"}]
                },
                "message": {
                    "model": "VARCHAR",
                    "usage": {
                        "input_tokens": "VARCHAR",
                        "cache_read_input_tokens": "VARCHAR",
                        "cache_creation_input_tokens": "VARCHAR",
                        "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"}
                    }
                },
                "delta": {"stop_reason": "VARCHAR"},
                "messageStop": {"stopReason": "VARCHAR"},
                "metadata": {
                    "serviceTier": {"type": "VARCHAR"},
                    "metrics": {"latencyMs": "VARCHAR"},
                    "usage": {
                        "input_tokens": "VARCHAR",
                        "inputTokens": "VARCHAR",
                        "output_tokens": "VARCHAR",
                        "outputTokens": "VARCHAR",
                        "cache_read_input_tokens": "VARCHAR",
                        "cacheReadInputTokens": "VARCHAR",
                        "cache_creation_input_tokens": "VARCHAR",
                        "cacheWriteInputTokens": "VARCHAR",
                        "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
                        "cacheDetails": [{"ttl": "VARCHAR", "inputTokens": "VARCHAR"}]
                    }
                },
                "amazon-bedrock-invocationMetrics": {"invocationLatency": "VARCHAR", "firstByteLatency": "VARCHAR"}
            }]'
        ) as parts
    from records
), joined as (
    select
        *,
        -- ConverseStream tells in the metadata of its last event what Converse tells in its answer
        [
            coalesce(part."usage", part.metadata."usage") for part in parts if coalesce(part."usage", part.metadata."usage") is not null
        ][-1] as u,
        list_last(list_filter(
            list_transform(parts, lambda part: coalesce(part.metrics."latencyMs", part.metadata.metrics."latencyMs")),
            lambda latency: latency is not null
        )) as latency_ms_text,
        list_last(list_filter(
            list_transform(parts, lambda part: coalesce(part."serviceTier"."type", part.metadata."serviceTier"."type")),
            lambda tier: tier is not null
        )) as answered_tier,
        [part."message" for part in parts if part."message" is not null][1] as begun,
        [part.model for part in parts if part.model is not null][1] as answered_by,
        list_last(list_filter(
            list_transform(parts, lambda part: coalesce(part."delta".stop_reason, part."messageStop"."stopReason")),
            lambda reason: reason is not null
        )) as stream_stop_reason,
        parts[1] as answer,
        [part."amazon-bedrock-invocationMetrics" for part in parts if part."amazon-bedrock-invocationMetrics" is not null][-1] as m,
        try_cast(r."timestamp" as timestamptz) as written_at
    from answers
), timed as (
    select
        *,
        [detail."inputTokens" for detail in u."cacheDetails" if detail.ttl = '5m'][1] as written_5m,
        [detail."inputTokens" for detail in u."cacheDetails" if detail.ttl = '1h'][1] as written_1h,
        try_cast(coalesce(latency_ms_text, m."invocationLatency") as decimal(18, 3)) as took_ms,
        try_cast(m."firstByteLatency" as decimal(18, 3)) as first_byte_ms
    from joined
), started as (
    select
        *,
        -- a negative or endless latency would give a wrong start: then there is none
        case
            when took_ms between 0 and getvariable('longest_call_s')::bigint * 1000
                then written_at - to_microseconds((took_ms * 1000)::bigint)
        end as begun_at
    from timed
)
select
    file,
    ordinal,
    case when is_notice then 'not_request' else 'request' end as kind,
    case
        when is_notice then null
        when r."schemaType" is distinct from 'ModelInvocationLog' then 'not a Bedrock invocation record, or not valid JSON'
        when written_at is null then 'no readable timestamp'
    end as reason,
    r."requestId" as request_id,
    'bedrock' as source,
    begun_at as started_at,
    case when first_byte_ms <= took_ms then begun_at + to_microseconds((first_byte_ms * 1000)::bigint) end as first_token_at,
    written_at as ended_at,
    'bedrock' as provider,
    -- an application's own profile says nothing of the model, but an answer may
    case
        when contains(r."modelId", ':application-inference-profile/') then coalesce(begun.model, answered_by, r."modelId")
        else r."modelId"
    end as model,
    coalesce(answered_tier, asked."serviceTier"."type") as service_tier,
    null as speed,
    coalesce(r."inferenceRegion", r.region) as inference_geo,
    contains(r.operation, 'Stream') as streamed,
    case when is_personal(caller) then concat('key-', left(md5(caller), 8)) else caller end as api_key,
    r."accountId" as workspace,
    coalesce(
        labels['app'], labels['application'], labels['service'], labels['project'],
        case when person is null and not is_personal(caller) then nullif(regexp_extract(caller, '([^/:]+)$', 1), '') end
    ) as app,
    coalesce(labels['end_user'], labels['user_id'], labels['userId'], labels['user'], person) as end_user,
    coalesce(labels['session_id'], labels['sessionId'], labels['conversation_id'], labels['conversationId']) as session_id,
    tags_without_people(labels) as tags,
    r.operation as operation,
    null as user_agent,
    false as input_includes_cache,
    coalesce(r."input"."inputTokenCount", begun."usage".input_tokens, u.input_tokens, u."inputTokens") as input_text,
    coalesce(
        r."input"."cacheReadInputTokenCount",
        begun."usage".cache_read_input_tokens, u.cache_read_input_tokens, u."cacheReadInputTokens"
    ) as cache_read_text,
    coalesce(
        r."input"."cacheWriteInputTokenCount",
        begun."usage".cache_creation_input_tokens, u.cache_creation_input_tokens, u."cacheWriteInputTokens"
    ) as cache_write_text,
    coalesce(
        begun."usage".cache_creation.ephemeral_5m_input_tokens, u.cache_creation.ephemeral_5m_input_tokens, written_5m
    ) as cache_write_5m_text,
    coalesce(
        begun."usage".cache_creation.ephemeral_1h_input_tokens, u.cache_creation.ephemeral_1h_input_tokens, written_1h
    ) as cache_write_1h_text,
    coalesce(
        r."output"."outputTokenCount", u.output_tokens, u."outputTokens",
        -- an embedding has no output to count
        case when contains(r."modelId", 'embed') then '0' end
    ) as output_text,
    coalesce(asked.max_tokens, asked."inferenceConfig"."maxTokens") as max_tokens_text,
    json_array_length(coalesce(asked.tools, asked."toolConfig".tools))::text as tools_text,
    null as web_search_text,
    coalesce(answer.stop_reason, answer."stopReason", stream_stop_reason) as stop_reason,
    case when r."errorCode" is null then 'succeeded' else 'errored' end as status,
    r."errorCode" as error_type,
    null as billed_text,
    null as prefix_blocks_json,
    case
        when asked.messages is not null
            then json_object(
                'tools', coalesce(asked.tools, asked."toolConfig".tools), 'system', asked.system, 'messages', asked.messages
            )
    end as body
from started
