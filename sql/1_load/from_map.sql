-- What a row of any table says of a call, as a mapping file reads it. The variables are set from the checked mapping:
-- map_paths and map_constants (text[], in the order below), map_source, map_time_format, map_zone, map_origin_us,
-- map_us_per_duration_unit, map_input_includes_cache.
-- in: raw (record json)   out: arrived
-- grain: one row a record of the file
create or replace temp view arrived as
with opened as (
    select
        file,
        ordinal,
        record,
        json_extract_string(record, getvariable('map_paths')) as p,
        getvariable('map_constants') as c
    from raw
), named as (
    select
        file,
        ordinal,
        record,
        coalesce(nullif(p[1], ''), c[1]) as request_id,
        nullif(p[2], '') as started_text,
        nullif(p[3], '') as first_token_text,
        nullif(p[4], '') as ended_text,
        coalesce(nullif(p[5], ''), c[5]) as provider,
        coalesce(nullif(p[6], ''), c[6]) as model,
        coalesce(nullif(p[7], ''), c[7]) as service_tier,
        coalesce(nullif(p[8], ''), c[8]) as speed,
        coalesce(nullif(p[9], ''), c[9]) as inference_geo,
        coalesce(nullif(p[10], ''), c[10]) as streamed,
        coalesce(nullif(p[11], ''), c[11]) as api_key,
        coalesce(nullif(p[12], ''), c[12]) as workspace,
        coalesce(nullif(p[13], ''), c[13]) as app,
        coalesce(nullif(p[14], ''), c[14]) as end_user,
        coalesce(nullif(p[15], ''), c[15]) as session_id,
        coalesce(nullif(p[16], ''), c[16]) as operation,
        coalesce(nullif(p[17], ''), c[17]) as user_agent,
        coalesce(nullif(p[18], ''), c[18]) as input_text,
        coalesce(nullif(p[19], ''), c[19]) as cache_read_text,
        coalesce(nullif(p[20], ''), c[20]) as cache_write_text,
        coalesce(nullif(p[21], ''), c[21]) as cache_write_5m_text,
        coalesce(nullif(p[22], ''), c[22]) as cache_write_1h_text,
        coalesce(nullif(p[23], ''), c[23]) as output_text,
        coalesce(nullif(p[24], ''), c[24]) as max_tokens_text,
        coalesce(nullif(p[25], ''), c[25]) as tools_text,
        coalesce(nullif(p[26], ''), c[26]) as web_search_text,
        coalesce(nullif(p[27], ''), c[27]) as stop_reason,
        coalesce(nullif(p[28], ''), c[28]) as status,
        coalesce(nullif(p[29], ''), c[29]) as error_type,
        coalesce(nullif(p[30], ''), c[30]) as billed_text,
        try_cast(p[31] as decimal(24, 9)) * getvariable('map_us_per_duration_unit') as took_us
    from opened
), timed as (
    select
        *,
        mapped_time(started_text) as logged_start,
        mapped_time(ended_text) as logged_end,
        mapped_time(first_token_text) as first_token_at,
        -- a negative or endless duration would give a wrong start: then there is none
        case when took_us between 0 and getvariable('longest_call_s')::bigint * 1000000 then took_us::bigint end as duration_us
    from named
)
select
    file,
    ordinal,
    -- what Claude Code says itself where no model answered: tables made of its transcripts have it as a model
    case when model = '<synthetic>' then 'not_request' else 'request' end as kind,
    case
        when record is null then 'not a row of this table, or not valid JSON'
        when started_text is null and ended_text is null then 'no time in the column that the mapping names'
        when logged_start is null and logged_end is null
            then 'a time that the mapping cannot read: state its format, and its zone if the text has none'
    end as reason,
    request_id,
    getvariable('map_source') as source,
    coalesce(logged_start, logged_end - to_microseconds(duration_us)) as started_at,
    first_token_at,
    coalesce(logged_end, logged_start + to_microseconds(duration_us)) as ended_at,
    provider,
    model,
    service_tier,
    speed,
    inference_geo,
    try_cast(streamed as boolean) as streamed,
    api_key,
    workspace,
    app,
    end_user,
    session_id,
    null::map(text, text) as tags,
    operation,
    user_agent,
    getvariable('map_input_includes_cache') as input_includes_cache,
    input_text,
    cache_read_text,
    cache_write_text,
    cache_write_5m_text,
    cache_write_1h_text,
    output_text,
    max_tokens_text,
    tools_text,
    web_search_text,
    stop_reason,
    status,
    error_type,
    billed_text,
    null as prefix_blocks_json
from timed
