-- Usage totals of a database without a name in them.
-- in: original.usage_buckets, known_models   out: usage_buckets
-- grain: one row a total, as in the original
insert into usage_buckets by name
select
    file_id,
    redacted_word('format', source, getvariable('known_formats')) as source,
    bucket_start,
    bucket_end,
    redacted_word('provider', provider, getvariable('known_providers')) as provider,
    redacted_model(provider, model) as model,
    redacted_word('tier', service_tier, getvariable('known_words')) as service_tier,
    redacted_word('speed', speed, getvariable('known_words')) as speed,
    redacted_word('geo', inference_geo, getvariable('known_words')) as inference_geo,
    redacted_word('window', context_window, getvariable('known_words')) as context_window,
    redacted('key', api_key) as api_key,
    redacted_workspace(workspace) as workspace,
    redacted('app', app) as app,
    redacted('user', end_user) as end_user,
    requests,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    output_tokens,
    web_search_requests,
    billed_usd,
    redacted('part', part) as part,
    redacted_dimensions(grouped_by, getvariable('known_dimensions')) as grouped_by,
    superseded
from original.usage_buckets
