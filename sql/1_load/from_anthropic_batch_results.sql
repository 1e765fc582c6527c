-- What a result of a Message Batch says of a request, with the times of its batch from `names`.
-- in: raw, names, files, requests   out: arrived
-- grain: one row a result; what another model advised within it is a record of its own
-- token meaning: input_tokens EXCLUDES cache reads and writes; what compactions within the request took is added.
-- time meaning: a result has no time, so every request of a batch starts when the batch was sent and ends when the batch ended.
-- A file belongs to the batch whose id its path names (the last such id). One without an id belongs to the batch with the same numbers
-- of results of each kind, if there is exactly one of which no other file tells, and no other results without an id came along.
create or replace temp view arrived as
with lines as (
    select
        file,
        ordinal,
        custom_id,
        result,
        is_unclear,
        nullif(regexp_extract(file, '.*(msgbatch_[A-Za-z0-9]+)', 1), '') as named_id,
        concat_ws(
            ' ',
            count(*) filter (where result."type" = 'succeeded') over of_file,
            count(*) filter (where result."type" = 'errored') over of_file,
            count(*) filter (where result."type" = 'canceled') over of_file,
            count(*) filter (where result."type" = 'expired') over of_file
        ) as counted
    from raw
    window of_file as (partition by file)
), given as (
    select path, file_id >= getvariable('first_file_id') as is_new
    from files
    where format = 'anthropic_batch_results'
), batches as (
    -- a batch may be told twice, before it ended and after
    select
        id,
        min(started_at) as started_at,
        max(ended_at) as ended_at,
        arg_max(
            concat_ws(' ', tags['succeeded'], tags['errored'], tags['canceled'], tags['expired']), coalesce(ended_at, started_at)
        ) as counted
    from names
    where kind = 'batch'
    group by id
), unclaimed as (
    select counted, any_value(id) as id
    from batches
    where not exists (select 1 from given where contains(given.path, batches.id))
        and id not in (
            select tags['batch']
            from requests
            where source = 'anthropic_batch_results' and tags['batch'] is not null and file_id < getvariable('first_file_id')
        )
    group by counted
    having count(*) = 1
        and (select count(*) from given where is_new and not regexp_matches(path, 'msgbatch_[A-Za-z0-9]')) = 1
), paired as (
    select
        lines.*,
        coalesce(lines.named_id, unclaimed.id) as batch_id,
        usage_parts(result."message"."usage") as parts
    from lines
    left join unclaimed on unclaimed.counted = lines.counted and lines.named_id is null
), parted as (
    select
        * exclude (parts),
        parts[1] as whole,
        unnest(parts) as used,
        unnest(range(len(parts))) as part
    from paired
)
select
    file,
    ordinal,
    case when is_unclear then 'unclear' else 'request' end as kind,
    case
        when result."type" is null or custom_id is null then 'not a result of a message batch, or not valid JSON'
        when batches.id is null and named_id is not null
            then 'no time: results carry none. Give their batch too (GET /v1/messages/batches/{id}, saved as JSON)'
        when batches.id is null
            then 'no time: results carry none. Give their batch too (GET /v1/messages/batches/{id}, saved as JSON), and name this file after its id'
        when result."type" = 'succeeded' and used is null then 'a message without usage'
    end as reason,
    coalesce(
        nullif(result."message".id, ''),
        nullif(result."error".request_id, ''),
        -- the sender's own id is unique within a batch only, and may say anything
        concat(batch_id, '/', left(md5(custom_id), 16))
    ) || case when part > 0 then concat('/advice-', part) else '' end as request_id,
    'anthropic_batch_results' as source,
    batches.started_at as started_at,
    null::timestamptz as first_token_at,
    batches.ended_at as ended_at,
    'anthropic' as provider,
    case when part > 0 then used.model else result."message".model end as model,
    'batch' as service_tier,
    used.speed as speed,
    whole.inference_geo as inference_geo,
    false as streamed,
    null as api_key,
    null as workspace,
    null as app,
    null as end_user,
    null as session_id,
    map {'batch': batch_id} as tags,
    case when part > 0 then 'advice' else 'batch' end as operation,
    null as user_agent,
    false as input_includes_cache,
    used.input_tokens as input_text,
    used.cache_read_input_tokens as cache_read_text,
    used.cache_creation_input_tokens as cache_write_text,
    used.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    used.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    used.output_tokens as output_text,
    null as max_tokens_text,
    null as tools_text,
    used.server_tool_use.web_search_requests as web_search_text,
    result."message".stop_reason as stop_reason,
    result."type" as status,
    coalesce(result."error"."error"."type", nullif(result."error"."type", 'error')) as error_type,
    null as billed_text,
    null as prefix_blocks_json
from parted
left join batches on batches.id = parted.batch_id
