-- Invoice lines of a database without a name in them.
-- in: original.invoice_lines, known_models   out: invoice_lines
-- grain: one row a line, as in the original
insert into invoice_lines by name
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
        redacted('part', part) as part
    )
from original.invoice_lines
