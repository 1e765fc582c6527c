-- What a record in the output of a Bedrock batch job says of a call.
-- in: raw, files, names   out: arrived
-- grain: one row a record of the job
-- token meaning: input counts EXCLUDE cache reads and writes.
-- time meaning: a record has none. The job has, and is found by its id: a part of the file's path, as S3 names the folder. A call
-- STARTS when its job is handed in and ENDS when the job does.
create or replace temp view arrived as
with jobs as (
    select
        f.path,
        min(n.id) as id,
        arg_min(n.workspace, n.id) as workspace,
        arg_min(n.app, n.id) as app,
        arg_min(n.tags['model'], n.id) as model,
        arg_min(n.started_at, n.id) as started_at,
        arg_min(n.ended_at, n.id) as ended_at
    from files as f
    join names as n on n.source = 'bedrock_batch_jobs' and list_contains(regexp_split_to_array(f.path, '[/\\.]'), n.id)
    where f.file_id >= getvariable('first_file_id')
    group by f.path
), records as (
    select
        file,
        ordinal,
        json_transform(
            record,
            '{
                "recordId": "VARCHAR",
                "modelInput": {
                    "max_tokens": "VARCHAR",
                    "inferenceConfig": {"maxTokens": "VARCHAR"},
                    "tools": "JSON",
                    "toolConfig": {"tools": "JSON"},
                    "system": "JSON",
                    "messages": "JSON"
                },
                "modelOutput": {
                    "id": "VARCHAR",
                    "model": "VARCHAR",
                    "stop_reason": "VARCHAR",
                    "stopReason": "VARCHAR",
                    "usage": {
                        "input_tokens": "VARCHAR",
                        "inputTokens": "VARCHAR",
                        "output_tokens": "VARCHAR",
                        "outputTokens": "VARCHAR",
                        "cache_read_input_tokens": "VARCHAR",
                        "cacheReadInputTokens": "VARCHAR",
                        "cache_creation_input_tokens": "VARCHAR",
                        "cacheWriteInputTokens": "VARCHAR",
                        "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"}
                    }
                },
                "error": {"errorCode": "VARCHAR"}
            }'
        ) as r
    from raw
), found as (
    select
        records.*,
        jobs.* exclude (path),
        r."modelInput" as asked,
        r."modelOutput" as answer,
        r."modelOutput"."usage" as u
    from records
    left join jobs on jobs.path = records.file
)
select
    file,
    ordinal,
    'request' as kind,
    case
        when r."recordId" is null then 'not a record of a Bedrock batch job, or not valid JSON'
        when id is null
            then 'no time: a batch''s output has none. Give its job too (aws bedrock get-model-invocation-job), and keep the job''s id in the path'
    end as reason,
    coalesce(answer.id, concat(id, '/', r."recordId")) as request_id,
    'bedrock_batch' as source,
    started_at,
    null::timestamptz as first_token_at,
    ended_at,
    'bedrock' as provider,
    -- an application's own profile says nothing of the model, but an answer may
    case
        when model is null or contains(model, ':application-inference-profile/') then coalesce(answer.model, model)
        else model
    end as model,
    'batch' as service_tier,
    null as speed,
    null as inference_geo,
    false as streamed,
    null as api_key,
    workspace,
    app,
    null as end_user,
    null as session_id,
    null::map(text, text) as tags,
    'CreateModelInvocationJob' as operation,
    null as user_agent,
    false as input_includes_cache,
    coalesce(u.input_tokens, u."inputTokens") as input_text,
    coalesce(u.cache_read_input_tokens, u."cacheReadInputTokens") as cache_read_text,
    coalesce(u.cache_creation_input_tokens, u."cacheWriteInputTokens") as cache_write_text,
    u.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    u.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    coalesce(u.output_tokens, u."outputTokens") as output_text,
    coalesce(asked.max_tokens, asked."inferenceConfig"."maxTokens") as max_tokens_text,
    json_array_length(coalesce(asked.tools, asked."toolConfig".tools))::text as tools_text,
    null as web_search_text,
    coalesce(answer.stop_reason, answer."stopReason") as stop_reason,
    case when r.error is null then 'succeeded' else 'errored' end as status,
    r.error."errorCode" as error_type,
    null as billed_text,
    null as prefix_blocks_json,
    case
        when asked.messages is not null
            then json_object(
                'tools', coalesce(asked.tools, asked."toolConfig".tools), 'system', asked.system, 'messages', asked.messages
            )
    end as body
from found
