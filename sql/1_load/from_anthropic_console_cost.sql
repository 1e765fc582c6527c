-- What a row of the Anthropic Console's cost CSV says: the dollars of a day, by model, key, workspace and kind of token.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: it has dollars, no tokens; input_no_cache EXCLUDES cache reads and writes.
-- time meaning: a day in UTC. Amounts are US dollars rounded to the cent, row by row: a sum may drift by half a cent a row.
-- `usage_type` ("message") is not the service tier, which this export does not tell.
create or replace temp view arrived as
select
    file,
    ordinal,
    'invoice' as kind,
    case
        when usage_date_utc is null and model is null and cost_usd is null then 'not a row of the Console''s cost export'
        when not coalesce(regexp_full_match(trim(usage_date_utc), '[0-9]{4}-[0-9]{2}-[0-9]{2}'), false)
            then 'a date that is not YYYY-MM-DD: a spreadsheet may have rewritten it'
    end as reason,
    'anthropic_console_cost' as source,
    case
        when regexp_full_match(trim(usage_date_utc), '[0-9]{4}-[0-9]{2}-[0-9]{2}') then try_cast(trim(usage_date_utc) as date)
    end as day,
    'anthropic' as provider,
    -- the display name ("Claude 3.5 Sonnet 2024-10-22") in the spelling of ids ("claude-3-5-sonnet-20241022")
    case
        when regexp_matches(model, getvariable('secret_pattern')) then model  -- a key stays one that can be known
        else regexp_replace(translate(lower(trim(model)), ' .', '--'), '-([0-9]{4})-([0-9]{2})-([0-9]{2})$', '-\1\2\3')
    end as model,
    null as service_tier,
    -- the generation that tells the list price tells the speed, and leaves it empty where it is the usual one
    case when list_price_usd is not null or inference_geo is not null or speed is not null then coalesce(speed, 'standard') end as speed,
    inference_geo,
    -- the sign in front rarely survives a spreadsheet
    case
        when contains(context_window, '>') then '200k-1M'
        when contains(context_window, '200k') then '0-200k'
        else context_window
    end as context_window,
    api_key,
    workspace,
    case lower(cost_type) when 'token' then 'tokens' else cost_type end as cost_type,
    case lower(trim(token_type))
        when 'input_no_cache' then 'input_tokens'
        when 'input_cache_read' then 'cache_read_tokens'
        when 'input_cache_write_5m' then 'cache_write_5m_tokens'
        when 'input_cache_write_1h' then 'cache_write_1h_tokens'
        when 'output' then 'output_tokens'
        else token_type
    end as token_kind,
    -- names of keys are not unique, and their ids are told since 2026 only: rows that nothing else tells apart are told apart by rank
    row_number() over (
        partition by
            file, usage_date_utc, model, workspace, api_key, context_window, token_type, cost_type, inference_geo, speed
        order by try_cast(cost_usd as decimal(38, 16)) desc, try_cast(list_price_usd as decimal(38, 16)) desc, usage_type
    )::text as part,
    cost_usd as billed_text,
    list_price_usd as list_text
from raw
