-- Usage totals of a database without a name in them.
-- in: original.usage_buckets, known_models   out: usage_buckets
-- grain: one row a total, as in the original
insert into usage_buckets by name
select
    * replace (
        redacted_word('format', source, getvariable('known_formats')) as source,
        redacted_word('provider', provider, getvariable('known_providers')) as provider,
        redacted_model(provider, model) as model,
        redacted_word('tier', service_tier, getvariable('known_words')) as service_tier,
        redacted_word('speed', speed, getvariable('known_words')) as speed,
        redacted_word('geo', inference_geo, getvariable('known_words')) as inference_geo,
        redacted('key', api_key) as api_key,
        redacted('workspace', workspace) as workspace,
        redacted('app', app) as app,
        redacted('user', end_user) as end_user,
        redacted('part', part) as part
    )
from original.usage_buckets
