-- What a Langfuse observation says of a call: in a blob export (snake case), in the UI's or the API's words (camel case), or in a
-- downloaded trace, which holds its observations in a list. Only generations and embeddings are calls.
-- in: raw, names          out: arrived
-- grain: one row an observation. One that was changed, or lies on the edge of two exports, is exported again: the last version counts.
-- A generation inside another of the same model and time tells the same call again, in whatever file: told_again.sql finds it.
-- token meaning: the kinds of usage_details are meant to be apart, but many emitters leave cached tokens inside input, so each row's
-- total decides: where it is input + output, input INCLUDES the cache; where it is the sum of all kinds, input EXCLUDES it. Some emitters leave
-- the cache out of input and of the total: a row whose input is smaller than its cache proves it, for all rows of that project and maker of
-- models. A row with cached tokens whose total is neither, or missing (and input no smaller than the cache), is a reject. The same goes for
-- reasoning inside output.
-- time meaning: start_time and end_time are UTC where they carry no zone (ClickHouse writes none).
create or replace temp view arrived as
with documents as (
    select
        file,
        ordinal,
        record,
        json_extract(record, ['$.observations', '$.trace']) as parts
    from raw
), entries as (
    select
        file,
        ordinal,
        case
            when starts_with(parts[1], '[') then json_transform(
                coalesce(nullif(parts[2], 'null'), record),
                '{"name": "VARCHAR", "userId": "VARCHAR", "sessionId": "VARCHAR", "tags": "JSON"}'
            )
        end as trace,
        unnest(case when starts_with(parts[1], '[') then json_extract(parts[1], '$[*]') else [record] end) as entry
    from documents
), told as (
    select
        file,
        ordinal,
        trace,
        json_transform(
            entry,
            '{
                "id": "VARCHAR",
                "type": "VARCHAR",
                "parent_observation_id": "VARCHAR", "parentObservationId": "VARCHAR",
                "trace_id": "VARCHAR", "traceId": "VARCHAR",
                "project_id": "VARCHAR", "projectId": "VARCHAR",
                "environment": "VARCHAR",
                "name": "VARCHAR",
                "start_time": "VARCHAR", "startTime": "VARCHAR",
                "end_time": "VARCHAR", "endTime": "VARCHAR",
                "completion_start_time": "VARCHAR", "completionStartTime": "VARCHAR",
                "updated_at": "VARCHAR", "updatedAt": "VARCHAR",
                "level": "VARCHAR",
                "status_message": "VARCHAR", "statusMessage": "VARCHAR",
                "provided_model_name": "VARCHAR", "model": "VARCHAR",
                "model_parameters": "JSON", "modelParameters": "JSON",
                "usage_details": "JSON", "usageDetails": "JSON",
                "total_cost": "VARCHAR", "totalCost": "VARCHAR",
                "tool_definitions": "JSON", "toolDefinitions": "JSON",
                "trace_name": "VARCHAR", "traceName": "VARCHAR",
                "user_id": "VARCHAR", "userId": "VARCHAR",
                "session_id": "VARCHAR", "sessionId": "VARCHAR",
                "tags": "JSON", "traceTags": "JSON",
                "input": "JSON"
            }'
        ) as o
    from entries
), opened as (
    -- in a table, objects stand as texts; what is no JSON at all must not be cast without a try
    select
        file,
        ordinal,
        trace,
        o,
        upper(o."type") in ('GENERATION', 'EMBEDDING') as is_call,
        coalesce(o.trace_id, o."traceId") as trace_id,
        try_cast(coalesce(o.start_time, o."startTime") as timestamptz) as began_at,
        try_cast(coalesce(o.end_time, o."endTime") as timestamptz) as done_at,
        try_cast(coalesce(o.completion_start_time, o."completionStartTime") as timestamptz) as answered_at,
        try_cast(coalesce(o.updated_at, o."updatedAt") as timestamptz) as updated_at,
        coalesce(o.model_parameters, o."modelParameters") as parameters_text,
        coalesce(o.usage_details, o."usageDetails") as usage_text,
        coalesce(o.tool_definitions, o."toolDefinitions") as tools_text,
        coalesce(o.tags, o."traceTags", trace.tags) as tags_text
    from told
), parsed as (
    select
        *,
        try_cast(case when starts_with(parameters_text, '"') then parameters_text ->> '$' else parameters_text::varchar end as json) as asked,
        try_cast(
            nullif(nullif(case when starts_with(tools_text, '"') then tools_text ->> '$' else tools_text::varchar end, '{}'), '[]') as json
        ) as tool_list,
        try_cast(try_cast(case when starts_with(tags_text, '"') then tags_text ->> '$' else tags_text::varchar end as json) as text[]) as labels,
        try_cast(case when starts_with(o."input", '"') then o."input" ->> '$' else o."input"::varchar end as json) as prompt,
        try_cast(
            try_cast(case when starts_with(usage_text, '"') then usage_text ->> '$' else usage_text::varchar end as json) as map(text, text)
        ) as u
    from opened
), counted as (
    select
        *,
        coalesce(u['input'], u['input_tokens'], u['prompt_tokens']) as input_given,
        coalesce(u['output'], u['output_tokens'], u['completion_tokens']) as output_given,
        coalesce(u['total'], u['total_tokens']) as total_given,
        coalesce(
            u['cache_read_input_tokens'], u['input_cached_tokens'], u['input_cache_read'], u['cache_read_tokens'],
            u['cache_read'], u['prompt_details.cache_read'], u['prompt_details.cached_tokens']
        ) as read_given,
        u['input_cache_creation_5m'] as written_5m_given,
        u['input_cache_creation_1h'] as written_1h_given,
        -- what is left of the writes after the split
        u['input_cache_creation'] as written_rest_given,
        coalesce(u['cache_creation_input_tokens'], u['input_cache_write'], u['cache_write_tokens'], u['cache_creation']) as written_given,
        array_to_string(map_values(u), '|') as counts_text,
        -- four decimals, because three could be thousands: see checked
        list_sum([
            try_cast(entry.value as decimal(18, 4)) for entry in map_entries(u)
            if starts_with(entry.key, 'input_') and entry.key not in (
                'input_tokens', 'input_cached_tokens', 'input_cache_read', 'input_cache_creation', 'input_cache_creation_5m',
                'input_cache_creation_1h', 'input_cache_write'
            )
        ]) as other_input,
        list_sum([
            try_cast(entry.value as decimal(18, 4)) for entry in map_entries(u)
            if starts_with(entry.key, 'output_') and entry.key <> 'output_tokens'
        ]) as other_output
    from parsed
), summed as (
    select
        *,
        coalesce(try_cast(read_given as decimal(18, 4)), 0) as reads,
        coalesce(try_cast(written_5m_given as decimal(18, 4)), 0)
        + coalesce(try_cast(written_1h_given as decimal(18, 4)), 0)
        + coalesce(try_cast(written_rest_given as decimal(18, 4)), 0) as written_apart,
        coalesce(try_cast(written_given as decimal(18, 4)), 0) as written_in_all,
        coalesce(other_input, 0) as more_input,
        coalesce(other_output, 0) as more_output,
        try_cast(input_given as decimal(18, 4)) as input_count,
        -- what the total counts beside input and output; a total of nothing is none
        nullif(try_cast(total_given as decimal(18, 4)), 0)
        - coalesce(try_cast(input_given as decimal(18, 4)), 0)
        - coalesce(try_cast(output_given as decimal(18, 4)), 0) as beside
    from counted
), measured as (
    select
        *,
        greatest(written_in_all, written_apart) as written,
        reads + greatest(written_in_all, written_apart) as cached
    from summed
), understood as (
    select
        *,
        case
            when beside = cached + more_input + more_output then 'apart'
            when beside = 0 then 'inside'
            when beside = cached + more_input and beside <> more_output then 'output inside'
            when beside = more_output and beside <> cached + more_input then 'input inside'
            when abs(beside - cached - more_input - more_output) <= 1 then 'apart'
            when abs(beside) <= 1 then 'inside'
            when beside is not null then null
            -- without a total: nothing to tell apart, or an input that is too small to hold the cache
            when cached + more_input + more_output = 0 then 'apart'
            when input_count < cached and more_output = 0 then 'apart'
        end as meaning
    from measured
), proven as (
    select
        *,
        proof_of_cache(
            input_count,
            cached,
            case when meaning in ('apart', 'output inside') then input_count + cached when meaning is not null then input_count end
        ) as cache_proof
    from understood
), named as (
    -- the one that says most, as in the table of names once it is settled
    select id, session_id, end_user, app, tags
    from names
    where kind = 'trace'
    qualify row_number() over (
        partition by id
        order by
            ended_at desc nulls last,
            md5(concat_ws('|', source, name, workspace, app, session_id, end_user, tags::text, started_at, requests)),
            file_id
    ) = 1
), found as (
    select
        m.*,
        case
            when not m.is_call then 'not_request'
            else 'request'
        end as kind,
        named.session_id as named_session,
        named.end_user as named_user,
        named.app as named_app,
        named.tags['tags'] as named_labels
    from proven as m
    left join named on named.id = m.trace_id
)
select
    file,
    ordinal,
    coalesce(kind, 'request') as kind,
    case
        when o."type" is null then 'not a Langfuse observation, or not valid JSON'
        -- before they are added up: a sum would not show it, and not hold what no cast takes
        when kind = 'request' and regexp_matches(counts_text, '(^|[|]) *[1-9][0-9]{0,2}[.]000 *([|]|$)')
            then 'a token count with a point before three zeros: in some countries 12.000 is twelve thousand, so export plain numbers'
        when kind = 'request' and regexp_matches(counts_text, '(^|[|]) *[0-9]{1,3}([., ][0-9]{3})+ *([|]|$)')
            then 'a token count that is not a whole number'
        when kind = 'request' and meaning is null and input_count is not null
            then 'usage that does not add up to its total: whether input includes the cached tokens is not known'
    end as reason,
    o.id as request_id,
    'langfuse' as source,
    began_at as started_at,
    answered_at as first_token_at,
    done_at as ended_at,
    null as provider,
    coalesce(o.provided_model_name, o.model) as model,
    asked ->> '$.service_tier' as service_tier,
    null as speed,
    null as inference_geo,
    coalesce(
        try_cast(coalesce(asked ->> '$.stream', asked ->> '$.is_stream') as boolean), case when answered_at is not null then true end
    ) as streamed,
    null as api_key,
    coalesce(o.project_id, o."projectId") as workspace,
    coalesce(nullif(coalesce(o.trace_name, o."traceName"), ''), trace.name, named_app, nullif(o.environment, '')) as app,
    coalesce(
        nullif(coalesce(o.user_id, o."userId"), ''), trace."userId",
        case when named_user is not null then concat(chr(1), named_user) end
    ) as end_user,
    coalesce(nullif(coalesce(o.session_id, o."sessionId"), ''), trace."sessionId", named_session, trace_id) as session_id,
    map_from_entries(list_filter(
        [
            {'key': 'environment', 'value': as_label(o.environment)},
            {'key': 'tags', 'value': coalesce(joined_tags(labels), named_labels)}
        ],
        lambda entry: entry.value <> ''
    )) as tags,
    o.name as operation,
    null as user_agent,
    coalesce(cache_proof = 'inside', meaning in ('inside', 'input inside')) as input_includes_cache,
    case
        when meaning in ('apart', 'output inside') and more_input > 0 then (input_count + more_input)::text
        else input_given
    end as input_text,
    read_given as cache_read_text,
    case when written > 0 then written::text else written_given end as cache_write_text,
    written_5m_given as cache_write_5m_text,
    written_1h_given as cache_write_1h_text,
    case
        when meaning in ('apart', 'input inside') and more_output > 0
            then (coalesce(try_cast(output_given as decimal(18, 4)), 0) + more_output)::text
        -- an embedding has no output to count
        when upper(o."type") = 'EMBEDDING' then coalesce(output_given, '0')
        else output_given
    end as output_text,
    nullif(regexp_extract(coalesce(asked ->> '$.max_tokens', asked ->> '$.max_completion_tokens'), '^[0-9]+$'), '') as max_tokens_text,
    case
        when json_type(tool_list) = 'ARRAY' then json_array_length(tool_list)
        when json_type(tool_list) = 'OBJECT' then len(json_keys(tool_list))
    end::text as tools_text,
    null as web_search_text,
    null as stop_reason,
    case when upper(o."level") = 'ERROR' then 'errored' else 'succeeded' end as status,
    -- a message may quote the prompt: only what names a kind of error is kept of it
    case
        when upper(o."level") = 'ERROR' then nullif(coalesce(
            nullif(regexp_extract(coalesce(o.status_message, o."statusMessage"), '[A-Za-z_]{0,40}(_error|Error|Exception|Timeout)\b'), ''),
            regexp_extract(coalesce(o.status_message, o."statusMessage"), '\b[45][0-9]{2}\b')
        ), '')
    end as error_type,
    coalesce(o.total_cost, o."totalCost") as billed_text,
    null as prefix_blocks_json,
    -- messages, a whole request, or a text
    case
        when json_type(prompt, '$.messages') = 'ARRAY'
            then json_object(
                'tools', coalesce(prompt -> '$.tools', tool_list), 'system', prompt -> '$.system', 'messages', prompt -> '$.messages'
            )
        when o."input" not in ('null', '""')
            then json_object('tools', tool_list, 'messages', coalesce(prompt, o."input"))
    end as body,
    case when is_call then md5_number_lower('langfuse/' || o.id) end as span,
    md5_number_lower('langfuse/' || nullif(coalesce(o.parent_observation_id, o."parentObservationId"), '')) as parent_span,
    updated_at,
    case
        when cached > 0
            then md5_number_lower(
                concat(
                    'langfuse|', coalesce(o.project_id, o."projectId"), '|',
                    split_part(bare_model(coalesce(o.provided_model_name, o.model)), '-', 1)
                )
            )
    end as dialect,
    cache_proof
from found
