-- What arrived of a cost export, checked and masked. Whatever cannot be used keeps its row and gets a reason.
-- in: arrived             out: checked
-- grain: one row a record of the file
-- arrived: file, ordinal, kind ('invoice' or 'not_request'), reason, source, day, provider, model, service_tier, speed, inference_geo,
-- context_window, api_key, workspace, cost_type, token_kind, part, billed_text (USD), list_text (USD)
create or replace temp view checked as
with told as (
    select
        *,
        -- a dimension that no row of the file tells was not asked for: null in it is not "none"
        concat_ws(
            ',',
            case when count(model) over file_rows > 0 then 'model' end,
            case when count(service_tier) over file_rows > 0 then 'service_tier' end,
            case when count(speed) over file_rows > 0 then 'speed' end,
            case when count(inference_geo) over file_rows > 0 then 'inference_geo' end,
            case when count(context_window) over file_rows > 0 then 'context_window' end,
            case when count(api_key) over file_rows > 0 then 'api_key' end,
            case when count(workspace) over file_rows > 0 then 'workspace' end,
            case when count(cost_type) over file_rows > 0 then 'cost_type' end,
            case when count(token_kind) over file_rows > 0 then 'token_kind' end,
            case when count(part) over file_rows > 0 then 'part' end
        ) as grouped_by
    from arrived
    window file_rows as (partition by file)
)
select
    file,
    ordinal,
    kind,
    case
        when kind <> 'invoice' then reason
        when reason is not null then reason
        when day is null then 'no readable day'
        when day < getvariable('earliest_at')::date or day >= getvariable('latest_at')::date
            then concat('the day ', day::text, ' cannot be: before there was an API, or in a far future')
        when try_cast(billed_text as decimal(38, 16)) is null then 'no readable amount'
        -- a cast rounds what does not fit into sixteen digits after the point: an amount is exact or it is none
        when regexp_matches(billed_text, '[.][0-9]{17,}|[eE]') then 'an amount with more digits than an amount has'
    end as reason,
    source,
    day,
    provider,
    nullif(masked_word(as_name(model)), '') as model,
    nullif(masked_word(as_name(lower(service_tier))), '') as service_tier,
    nullif(masked_word(as_name(lower(speed))), '') as speed,
    nullif(masked_word(as_name(lower(inference_geo))), '') as inference_geo,
    nullif(masked_word(as_name(context_window)), '') as context_window,
    masked_key(as_name(api_key)) as api_key,
    masked_name(as_name(workspace)) as workspace,
    nullif(masked_word(as_name(lower(cost_type))), '') as cost_type,
    nullif(masked_word(as_name(lower(token_kind))), '') as token_kind,
    try_cast(billed_text as decimal(38, 16)) as billed_usd,
    try_cast(list_text as decimal(38, 16)) as list_usd,
    case when regexp_matches(part, getvariable('secret_pattern')) then concat('key-', md5(part)) else as_name(part) end as part,
    grouped_by,
    false as superseded
from told
