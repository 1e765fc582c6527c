-- Invoice lines of a database without a name in them.
-- in: original.invoice_lines, known_models   out: invoice_lines
-- grain: one row a line, as in the original
insert into invoice_lines by name
select
    file_id,
    redacted_word('format', source, getvariable('known_formats')) as source,
    day,
    redacted_word('provider', provider, getvariable('known_providers')) as provider,
    redacted_model(provider, model) as model,
    redacted_word('tier', service_tier, getvariable('known_words')) as service_tier,
    redacted_word('speed', speed, getvariable('known_words')) as speed,
    redacted_word('geo', inference_geo, getvariable('known_words')) as inference_geo,
    redacted_word('window', context_window, getvariable('known_words')) as context_window,
    redacted('key', api_key) as api_key,
    redacted_workspace(workspace) as workspace,
    redacted_word('cost', cost_type, getvariable('known_words')) as cost_type,
    redacted_word('cost', token_kind, getvariable('known_words')) as token_kind,
    billed_usd,
    list_usd,
    redacted('part', part) as part,
    redacted_dimensions(grouped_by, getvariable('known_dimensions')) as grouped_by,
    superseded
from original.invoice_lines
