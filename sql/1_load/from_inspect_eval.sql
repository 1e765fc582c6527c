-- What an Inspect evaluation log says of a call to a model: one model event of a sample.
-- in: raw                 out: arrived
-- grain: one row a model event, those of attempts that were retried too; a sample without its events is one row, a reject
-- token meaning: input_tokens EXCLUDES cache reads and writes, except in logs of before 2026 for OpenAI models, where total_tokens says
-- that it includes them; output_tokens includes reasoning.
-- time meaning: timestamp is the start of the call and completed its end. Logs of early 2025 have the time it took instead, those of
-- before Inspect 0.3.47 neither: there the event was written when the call was over.
create or replace temp view arrived as
with opened as (
    select
        *,
        event.model as asked,
        event."output"."usage" as u,
        event."call".response as r,
        event."call".response."usage" as ru,
        time_with_offset(event."timestamp") as written_at,
        time_with_offset(event.completed) as completed_at,
        try_cast(event."output"."time" as decimal(18, 6)) as took_s,
        try_cast(regexp_extract("eval".packages.inspect_ai, '^0[.]3[.]([0-9]+)', 1) as integer) < 47 as is_written_at_end
    from raw
), counted as (
    select
        *,
        coalesce(try_cast(u.input_tokens_cache_read as bigint), 0) + coalesce(try_cast(u.input_tokens_cache_write as bigint), 0) as cached
    from opened
)
select
    file,
    ordinal,
    case
        when unusable is not null then 'request'
        -- answered from Inspect's own cache; not over yet; or by a stand-in for a model
        when event."cache" = 'read' or event.pending = 'true' or starts_with(asked, 'mockllm/') then 'not_request'
        else 'request'
    end as kind,
    case
        when unusable is not null then unusable
        when event is null then 'not a call of an Inspect log'
    end as reason,
    coalesce(nullif(r.id, ''), nullif(event.request_ids[-1].id, ''), event.uuid) as request_id,
    'inspect_eval' as source,
    case when completed_at is null and took_s is null and coalesce(is_written_at_end, true) then null else written_at end as started_at,
    null::timestamptz as first_token_at,
    case
        when completed_at is not null then completed_at
        when took_s between 0 and getvariable('longest_call_s') then written_at + to_microseconds((took_s * 1000000)::bigint)
        when took_s is null and coalesce(is_written_at_end, true) then written_at
    end as ended_at,
    case
        when regexp_matches(asked, '^(anthropic|openai|google)/(bedrock|vertex|azure)/') then split_part(asked, '/', 2)
        when contains(asked, '/') then split_part(asked, '/', 1)
    end as provider,
    coalesce(nullif(event."output".model, ''), regexp_replace(asked, '^[^/]+/((bedrock|vertex|azure)/)?', '')) as model,
    case
        when event.config."batch" not in ('false', '0') then 'batch'
        else coalesce(r.service_tier, ru.service_tier)
    end as service_tier,
    ru.speed as speed,
    ru.inference_geo as inference_geo,
    try_cast(event."call".request.stream as boolean) as streamed,
    null as api_key,
    null as workspace,
    "eval".task as app,
    null as end_user,
    coalesce(
        sample.uuid,
        concat(coalesce("eval".eval_id, "eval".run_id), '/', "eval".task, '/', left(md5(concat_ws('/', sample.id, sample.epoch)), 8))
    ) as session_id,
    case
        when joined_tags("eval".tags) is not null then map {'run': "eval".run_id, 'tags': joined_tags("eval".tags)}
        when "eval".run_id is not null then map {'run': "eval".run_id}
    end as tags,
    coalesce(event."role", 'generate') as operation,
    concat('inspect_ai/', "eval".packages.inspect_ai) as user_agent,
    cached > 0 and try_cast(u.total_tokens as bigint) = try_cast(u.input_tokens as bigint) + try_cast(u.output_tokens as bigint) as input_includes_cache,
    u.input_tokens as input_text,
    u.input_tokens_cache_read as cache_read_text,
    u.input_tokens_cache_write as cache_write_text,
    ru.cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    ru.cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    u.output_tokens as output_text,
    coalesce(event.config.max_tokens, event."call".request.max_tokens, event."call".request.max_completion_tokens) as max_tokens_text,
    tools as tools_text,
    ru.server_tool_use.web_search_requests as web_search_text,
    event."output".choices[1].stop_reason as stop_reason,
    case
        when event.error = 'Cancelled by operator' then 'canceled'
        when event.error is not null then 'errored'
        else 'succeeded'
    end as status,
    case
        when event.error is not null
            then coalesce(
                r.error."type", nullif(error_kind(event.error), 'error'), 'http ' || event.request_ids[-1].status, 'error'
            )
    end as error_type,
    u.total_cost as billed_text,
    null as prefix_blocks_json
from counted
