-- What a bucket of OpenAI's costs API says: what was charged for a day, by line item and project where those were asked for.
-- in: raw                 out: arrived
-- grain: one row a result of a bucket; a bucket without results is one row, and no request
-- token meaning: it has money, no tokens. Amounts are DOLLARS, as floating-point numbers: what lies beyond the sixteenth decimal is noise of
-- their printing, and is rounded off.
-- time meaning: [start_time, end_time) in epoch seconds, one day.
create or replace temp view arrived as
with buckets as (
    select
        file,
        ordinal,
        record,
        row_number() over () as record_id,
        json_transform(
            record, '{"start_time": "VARCHAR", "end_time": "VARCHAR", "results": ["JSON"], "result": ["JSON"], "amount_value": "VARCHAR"}'
        ) as b
    from raw
), results as (
    select
        file,
        ordinal,
        -- rows of the dashboard's CSV that have one time are of one bucket
        case when b.amount_value is null then record_id::text else concat(file, ' ', b.start_time) end as bucket_id,
        case when regexp_full_match(b.start_time, '[0-9]{10}([.]0+)?') then make_timestamptz(left(b.start_time, 10)::bigint * 1000000) end as begins_at,
        case when regexp_full_match(b.end_time, '[0-9]{10}([.]0+)?') then make_timestamptz(left(b.end_time, 10)::bigint * 1000000) end as ends_at,
        b.start_time is not null as has_start,
        case
            when coalesce(b.results, b.result) is not null then len(coalesce(b.results, b.result))
            when b.amount_value is not null then 1
        end as results,
        unnest(case
            when len(coalesce(b.results, b.result)) > 0 then coalesce(b.results, b.result)
            -- a row of the dashboard's CSV is a result with the times of its bucket
            when b.amount_value is not null then [record]
            else [null]
        end) as result
    from buckets
), opened as (
    select
        * exclude (result),
        json_transform(
            result,
            '{
                "amount": {"value": "VARCHAR", "currency": "VARCHAR"},
                "amount_value": "VARCHAR",
                "amount_currency": "VARCHAR",
                "line_item": "VARCHAR",
                "project_id": "VARCHAR",
                "api_key_id": "VARCHAR",
                "user_id": "VARCHAR",
                "api_source": "VARCHAR"
            }'
        ) as r
    from results
), named as (
    select
        *,
        coalesce(r.amount.value, r.amount_value) as amount,
        -- "gpt-4o-mini-2024-07-18, cached input": a model and a kind of token; anything else is named as it is
        regexp_extract(r.line_item, '^(.+), ([^,]*(?:input|output)[^,]*)$', ['model', 'token_kind']) as item
    from opened
), ranked as (
    select
        *,
        nullif(
            concat_ws(' ', case when r.user_id <> '' then left(md5(concat(getvariable('salt'), r.user_id)), 12) end, nullif(r.api_source, '')), ''
        ) as part,
        row_number() over (
            partition by bucket_id, r.line_item, r.api_key_id, r.project_id, r.user_id, r.api_source
            order by try_cast(amount as decimal(38, 16)) desc, r::text
        ) as rank
    from named
)
select
    file,
    ordinal,
    case when results = 0 and has_start then 'not_request' else 'invoice' end as kind,
    case
        when not has_start or results is null then 'not a bucket of the costs API, or not valid JSON'
        when results > 0 and begins_at is null then 'no readable day'
        when ends_at > begins_at + interval 1 day then 'an amount for more than one day: ask for bucket_width=1d'
        when lower(coalesce(r.amount.currency, r.amount_currency)) <> 'usd' then 'an amount that is not in US dollars'
    end as reason,
    'openai_costs' as source,
    begins_at::date as day,
    'openai' as provider,
    nullif(item.model, '') as model,
    null as service_tier,
    null as speed,
    null as inference_geo,
    null as context_window,
    r.api_key_id as api_key,
    r.project_id as workspace,
    case when item.model <> '' then 'tokens' else r.line_item end as cost_type,
    case item.token_kind
        when 'input' then 'input_tokens'
        when 'cached input' then 'cache_read_tokens'
        when 'output' then 'output_tokens'
        else nullif(item.token_kind, '')
    end as token_kind,
    ranked_part(part, rank) as part,
    try_cast(amount as decimal(38, 16))::text as billed_text,
    null as list_text
from ranked
