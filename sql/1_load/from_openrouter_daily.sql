-- What OpenRouter says of a model's day: an item of its activity API, or a row of the older aggregated CSV.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: prompt tokens INCLUDE cache reads and writes, which are not told apart: all of them count as input.
-- time meaning: a date is a whole day in UTC.
create or replace temp view arrived as
with told as (
    select
        *,
        timezone('UTC', try_cast("date" as timestamp)) as day_start,
        coalesce(model_permaslug, model, "Slug") as served
    from raw
)
select
    file,
    ordinal,
    'bucket' as kind,
    case
        when "date" is null and served is null and "usage" is null
            then 'not a day of OpenRouter''s activity, or not valid JSON'
        when served is null then 'no model'
        when requests is null or coalesce(prompt_tokens, "Prompt Tokens") is null or coalesce(completion_tokens, "Completion Tokens") is null
            then 'no count of requests or tokens'
    end as reason,
    'openrouter_daily' as source,
    day_start as bucket_start,
    day_start + interval 1 day as bucket_end,
    'openrouter' as provider,
    served as model,
    null as service_tier,
    null as speed,
    null as inference_geo,
    null as context_window,
    null as api_key,
    null as workspace,
    null as app,
    null as end_user,
    -- the API has a row for each endpoint that served the model
    nullif(concat_ws('/', provider_name, endpoint_id), '') as part,
    requests as requests_text,
    true as input_includes_cache,
    coalesce(prompt_tokens, "Prompt Tokens") as input_text,
    null as cache_read_text,
    null as cache_write_5m_text,
    null as cache_write_1h_text,
    coalesce(completion_tokens, "Completion Tokens") as output_text,
    null as web_search_text,
    "usage" as billed_text
from told
