-- What a span says of a call, in OTLP JSON: GenAI names of all generations, OpenLLMetry's, OpenInference's, Sentry's and the Vercel AI SDK's.
-- in: raw                 out: arrived
-- grain: one row a span; an export request without spans is one row too. Spans of other things than LLM calls are no requests. An LLM
-- span that has another of its model below it, with no agent, tool or chain between them, tells the same call again (two instrumentations, or a
-- proxy in the same trace), in whatever file: told_again.sql finds it. A span with a role that is no call stands between two calls.
-- token meaning: input counts INCLUDE cache reads and writes, in all conventions. A count smaller than the cached tokens beside it
-- cannot, and one whose total counts them on top does not: whoever wrote such a span left them out, as Anthropic does, and in all spans of
-- the same instrument, service and provider input EXCLUDES them, unless their own total says otherwise. Cache writes have no lifetime.
-- time meaning: a span has the start and the end of its call.
create or replace temp view arrived as
with export_requests as (
    select
        file,
        ordinal,
        json_transform(
            -- what exporters wrote before OTLP 0.15
            case
                when contains(record, '"instrumentationLibrarySpans"')
                    then replace(record, '"instrumentationLibrarySpans"', '"scopeSpans"')::json
                else record
            end,
            '{"resourceSpans": [{
                "resource": {"attributes": [{"key": "VARCHAR", "value": {"stringValue": "VARCHAR"}}]},
                "scopeSpans": [{"scope": {"name": "VARCHAR"}, "spans": [{
                    "traceId": "VARCHAR",
                    "spanId": "VARCHAR",
                    "parentSpanId": "VARCHAR",
                    "startTimeUnixNano": "VARCHAR",
                    "endTimeUnixNano": "VARCHAR",
                    "attributes": [{
                        "key": "VARCHAR",
                        "value": {
                            "stringValue": "VARCHAR",
                            "intValue": "VARCHAR",
                            "doubleValue": "VARCHAR",
                            "boolValue": "VARCHAR",
                            "arrayValue": "JSON"
                        }
                    }],
                    "events": [{"name": "VARCHAR", "timeUnixNano": "VARCHAR"}],
                    "status": {"code": "VARCHAR"}
                }]}]
            }]}'
        )."resourceSpans" as resources
    from raw
), resources as (
    select
        file,
        ordinal,
        resources is not null as is_export,
        unnest(coalesce(nullif(resources, []), [null])) as resource
    from export_requests
), scopes as (
    select
        file,
        ordinal,
        is_export,
        resource.resource.attributes as described,
        unnest(coalesce(nullif(resource."scopeSpans", []), [null])) as scope
    from resources
), spans as (
    select
        file,
        ordinal,
        is_export,
        described,
        scope.scope.name as instrument,
        unnest(coalesce(nullif(scope.spans, []), [null])) as span
    from scopes
), attributes as (
    select
        file,
        ordinal,
        is_export,
        span,
        instrument,
        [attribute.key for attribute in span.attributes] as names,
        [
            coalesce(
                attribute."value"."stringValue", attribute."value"."intValue", attribute."value"."doubleValue",
                attribute."value"."boolValue", attribute."value"."arrayValue"::varchar
            )
            for attribute in span.attributes
        ] as said,
        [attribute."value"."stringValue" for attribute in described if attribute.key = 'service.name'][1] as service,
        [attribute."value"."stringValue" for attribute in described if attribute.key = 'service.namespace'][1] as namespace,
        [
            attribute."value"."stringValue" for attribute in described
            if attribute.key in ('deployment.environment.name', 'deployment.environment')
        ][1] as environment
    from spans
), named as (
    select
        *,
        said[list_position(names, 'gen_ai.operation.name')] as operation_name,
        upper(said[list_position(names, 'openinference.span.kind')]) as inference_kind,
        lower(said[list_position(names, 'traceloop.span.kind')]) as traceloop_kind,
        said[list_position(names, 'llm.request.type')] as request_type,
        -- a framework is no provider
        nullif(lower(coalesce(
            said[list_position(names, 'gen_ai.provider.name')],
            said[list_position(names, 'gen_ai.system')],
            said[list_position(names, 'llm.provider')],
            said[list_position(names, 'llm.system')]
        )), 'langchain') as provider,
        coalesce(
            said[list_position(names, 'gen_ai.response.model')],
            said[list_position(names, 'gen_ai.request.model')],
            said[list_position(names, 'llm.response.model_name')],
            said[list_position(names, 'llm.request.model_name')],
            said[list_position(names, 'llm.model_name')]
        ) as model,
        coalesce(
            said[list_position(names, 'gen_ai.usage.input_tokens')],
            said[list_position(names, 'gen_ai.usage.prompt_tokens')],
            said[list_position(names, 'llm.token_count.prompt')],
            said[list_position(names, 'llm.usage.prompt_tokens')]
        ) as input_text,
        coalesce(
            said[list_position(names, 'gen_ai.usage.output_tokens')],
            said[list_position(names, 'gen_ai.usage.completion_tokens')],
            said[list_position(names, 'llm.token_count.completion')],
            said[list_position(names, 'llm.usage.completion_tokens')]
        ) as output_text,
        coalesce(
            said[list_position(names, 'gen_ai.usage.total_tokens')],
            said[list_position(names, 'llm.usage.total_tokens')],
            said[list_position(names, 'llm.token_count.total')],
            said[list_position(names, 'ai.usage.totalTokens')]
        ) as total_text,
        coalesce(
            said[list_position(names, 'gen_ai.usage.cache_read.input_tokens')],
            said[list_position(names, 'gen_ai.usage.cache_read_input_tokens')],
            said[list_position(names, 'gen_ai.usage.input_cached_tokens')],
            said[list_position(names, 'gen_ai.usage.cached_tokens')],
            said[list_position(names, 'gen_ai.usage.cache_read_tokens')],
            said[list_position(names, 'gen_ai.usage.details.cache_read_input_tokens')],
            said[list_position(names, 'gen_ai.usage.details.cache_read_tokens')],
            said[list_position(names, 'llm.token_count.prompt_details.cache_read')],
            said[list_position(names, 'gen_ai.usage.input_tokens.cached')],
            said[list_position(names, 'ai.usage.inputTokenDetails.cacheReadTokens')],
            said[list_position(names, 'ai.usage.cachedInputTokens')]
        ) as cache_read_text,
        coalesce(
            said[list_position(names, 'gen_ai.usage.cache_write.input_tokens')],
            said[list_position(names, 'gen_ai.usage.cache_creation.input_tokens')],
            said[list_position(names, 'gen_ai.usage.cache_creation_input_tokens')],
            said[list_position(names, 'gen_ai.usage.cache_write_tokens')],
            said[list_position(names, 'gen_ai.usage.details.cache_creation_input_tokens')],
            said[list_position(names, 'gen_ai.usage.details.cache_write_tokens')],
            said[list_position(names, 'llm.token_count.prompt_details.cache_write')],
            said[list_position(names, 'gen_ai.usage.input_tokens.cache_write')],
            said[list_position(names, 'ai.usage.inputTokenDetails.cacheWriteTokens')]
        ) as cache_write_text,
        said[list_position(names, 'llm.invocation_parameters')] as invocation,
        said[list_position(names, 'gen_ai.tool.definitions')] as definitions,
        coalesce(
            said[list_position(names, 'gen_ai.response.finish_reasons')],
            said[list_position(names, 'gen_ai.response.finish_reason')],
            said[list_position(names, 'llm.finish_reason')]
        ) as finish,
        said[list_position(names, 'tag.tags')] as tag_list,
        said[list_position(names, 'gen_ai.input.messages')] as prompt,
        said[list_position(names, 'gen_ai.system_instructions')] as instructions
    from attributes
), judged as (
    select
        *,
        coalesce(operation_name, inference_kind, traceloop_kind) is not null as has_role,
        coalesce(
            operation_name in ('chat', 'text_completion', 'generate_content', 'embeddings')
            or inference_kind in ('LLM', 'EMBEDDING')
            or traceloop_kind = 'llm'
            -- older instrumentations name no role: then a model with tokens, or with the type of request, is a call
            or (
                coalesce(operation_name, inference_kind, traceloop_kind) is null
                and model is not null
                and coalesce(input_text, output_text, request_type) is not null
            ),
            false
        ) as is_llm
    from named
), timed as (
    select
        *,
        make_timestamptz(try_cast(span."startTimeUnixNano" as bigint) // 1000) as began_at,
        make_timestamptz(try_cast(span."endTimeUnixNano" as bigint) // 1000) as finished_at,
        try_cast(said[list_position(names, 'gen_ai.response.time_to_first_chunk')] as decimal(18, 6)) as first_chunk_s,
        make_timestamptz(try_cast(
            [event."timeUnixNano" for event in span.events if event.name = 'First Token Stream Event'][1] as bigint
        ) // 1000) as first_token_event_at,
        coalesce(try_cast(cache_read_text as integer), 0) + coalesce(try_cast(cache_write_text as integer), 0) as cached_count,
        case when json_valid(invocation) then invocation::json end as parameters,
        case
            when json_valid(tag_list) then joined_tags(tag_list::json ->> '$.values[*].stringValue')
        end as tag_text,
        said[list_position(names, 'error.type')] as error_said,
        try_cast(input_text as integer) as input_count,
        try_cast(total_text as integer) - try_cast(output_text as integer) as total_prompt
    from judged
), proven as (
    select
        *,
        proof_of_cache(input_count, cached_count, total_prompt) as cache_proof
    from timed
)
select
    file,
    ordinal,
    case when is_export and not is_llm then 'not_request' else 'request' end as kind,
    case when not is_export then 'not an OTLP export request with resourceSpans, or not valid JSON' end as reason,
    coalesce(said[list_position(names, 'gen_ai.response.id')], span."spanId") as request_id,
    'otel' as source,
    began_at as started_at,
    case
        when first_chunk_s between 0 and getvariable('longest_call_s')
            then began_at + to_microseconds((first_chunk_s * 1000000)::bigint)
        else first_token_event_at
    end as first_token_at,
    finished_at as ended_at,
    provider,
    model,
    coalesce(coalesce(
        said[list_position(names, 'openai.response.service_tier')],
        said[list_position(names, 'gen_ai.openai.response.service_tier')],
        said[list_position(names, 'openai.request.service_tier')],
        said[list_position(names, 'gen_ai.openai.request.service_tier')]
    ), parameters ->> '$.service_tier') as service_tier,
    null as speed,
    null as inference_geo,
    try_cast(coalesce(
        said[list_position(names, 'gen_ai.request.stream')],
        said[list_position(names, 'gen_ai.is_streaming')],
        said[list_position(names, 'llm.is_streaming')]
    ) as boolean) as streamed,
    null as api_key,
    namespace as workspace,
    case when not starts_with(service, 'unknown_service') then service end as app,
    coalesce(
        said[list_position(names, 'user.id')],
        said[list_position(names, 'enduser.id')],
        said[list_position(names, 'traceloop.association.properties.user_id')]
    ) as end_user,
    coalesce(
        said[list_position(names, 'gen_ai.conversation.id')],
        said[list_position(names, 'session.id')],
        said[list_position(names, 'traceloop.association.properties.session_id')],
        said[list_position(names, 'traceloop.association.properties.conversation_id')]
    ) as session_id,
    case
        when environment is not null or tag_text is not null then map_from_entries(list_filter(
            [
                {'key': 'environment', 'value': as_label(environment)},
                {'key': 'tags', 'value': tag_text}
            ],
            lambda tag: tag."value" is not null
        ))
    end as tags,
    coalesce(operation_name, lower(inference_kind), request_type) as operation,
    null as user_agent,
    coalesce(cache_proof, 'inside') = 'inside' as input_includes_cache,
    input_text,
    cache_read_text,
    cache_write_text,
    null as cache_write_5m_text,
    null as cache_write_1h_text,
    coalesce(
        output_text,
        -- an embedding has no output to count
        case when operation_name = 'embeddings' or inference_kind = 'EMBEDDING' then '0' end
    ) as output_text,
    coalesce(said[list_position(names, 'gen_ai.request.max_tokens')], parameters ->> '$.max_tokens') as max_tokens_text,
    coalesce(
        case when json_valid(definitions) then json_array_length(definitions::json) end,
        nullif(len(list_filter(
            names,
            lambda name: regexp_full_match(name, 'llm[.](request[.]functions[.][0-9]+[.]name|tools[.][0-9]+[.]tool[.]json_schema)')
        )), 0)
    )::text as tools_text,
    null as web_search_text,
    case when starts_with(finish, '{') and json_valid(finish) then finish::json ->> '$.values[0].stringValue' else finish end as stop_reason,
    case when span.status.code in ('2', 'STATUS_CODE_ERROR') or error_said is not null then 'errored' else 'succeeded' end as status,
    error_said as error_type,
    coalesce(said[list_position(names, 'gen_ai.usage.cost')], said[list_position(names, 'llm.cost.total')]) as billed_text,
    null as prefix_blocks_json,
    case
        when json_valid(prompt)
            then json_object(
                'tools', case when json_valid(definitions) then definitions::json end,
                'system', case when json_valid(instructions) then instructions::json end,
                'messages', prompt::json
            )
    end as body,
    case
        when (is_llm or not has_role) and span."spanId" <> '' then md5_number_lower(concat_ws('/', 'otel', span."traceId", span."spanId"))
    end as span,
    case when span."parentSpanId" <> '' then md5_number_lower(concat_ws('/', 'otel', span."traceId", span."parentSpanId")) end as parent_span,
    case
        when cached_count > 0
            then md5_number_lower(concat('otel|', instrument, '|', service, '|', provider))
    end as dialect,
    cache_proof
from proven
