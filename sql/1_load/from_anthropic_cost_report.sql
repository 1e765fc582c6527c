-- What a bucket of Anthropic's cost report says: what was charged for a day, by the dimensions that were asked for.
-- in: raw                 out: arrived
-- grain: one row a result of a bucket; a bucket without results is one row, and no request
-- token meaning: it has money, no tokens; uncached_input_tokens EXCLUDES cache reads and writes. Amounts are CENTS, as decimal texts.
-- time meaning: [starting_at, ending_at) in UTC, one day.
create or replace temp view arrived as
with buckets as (
    select
        file,
        ordinal,
        row_number() over () as record_id,
        json_transform(
            record,
            '{
                "starting_at": "VARCHAR",
                "ending_at": "VARCHAR",
                "results": [{
                    "amount": "VARCHAR",
                    "currency": "VARCHAR",
                    "description": "VARCHAR",
                    "cost_type": "VARCHAR",
                    "token_type": "VARCHAR",
                    "model": "VARCHAR",
                    "service_tier": "VARCHAR",
                    "context_window": "VARCHAR",
                    "inference_geo": "VARCHAR",
                    "workspace_id": "VARCHAR"
                }]
            }'
        ) as b
    from raw
), results as (
    select
        file,
        ordinal,
        record_id,
        b.starting_at,
        time_with_offset(b.starting_at) as begins_at,
        time_with_offset(b.ending_at) as ends_at,
        len(b.results) as results,
        unnest(case when len(b.results) > 0 then b.results else [null] end) as r
    from buckets
), ranked as (
    select
        *,
        -- what is no token kind is told apart by its description
        case when r.token_type is null then md5(r.description) end as part,
        row_number() over (
            partition by
                record_id, r.model, r.service_tier, r.inference_geo, r.context_window, r.workspace_id, r.cost_type, r.token_type,
                case when r.token_type is null then r.description end
            order by try_cast(r.amount as decimal(38, 16)) desc, r.description
        ) as rank
    from results
)
select
    file,
    ordinal,
    case when results = 0 and starting_at is not null then 'not_request' else 'invoice' end as kind,
    case
        when starting_at is null or results is null then 'not a bucket of a cost report, or not valid JSON'
        when results > 0 and begins_at is null then 'no readable day'
        when ends_at > begins_at + interval 1 day then 'an amount for more than one day: ask for bucket_width=1d'
        when upper(r.currency) <> 'USD' then 'an amount that is not in US dollars'
    end as reason,
    'anthropic_cost_report' as source,
    begins_at::date as day,
    'anthropic' as provider,
    r.model as model,
    r.service_tier as service_tier,
    null as speed,
    r.inference_geo as inference_geo,
    r.context_window as context_window,
    null as api_key,
    r.workspace_id as workspace,
    r.cost_type as cost_type,
    case r.token_type
        when 'uncached_input_tokens' then 'input_tokens'
        when 'cache_read_input_tokens' then 'cache_read_tokens'
        when 'cache_creation.ephemeral_5m_input_tokens' then 'cache_write_5m_tokens'
        when 'cache_creation.ephemeral_1h_input_tokens' then 'cache_write_1h_tokens'
        else r.token_type
    end as token_kind,
    ranked_part(part, rank) as part,
    cents_as_usd(r.amount) as billed_text,
    null as list_text
from ranked
