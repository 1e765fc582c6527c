-- What the provider billed, by day and token kind, from its cost export. Null in a dimension: not told.
-- in: -                   out: invoice_lines
-- grain: one row a line of the export
create table if not exists invoice_lines (
    file_id integer,
    source text,
    day date,
    provider text,
    model text,
    service_tier text,
    speed text,
    inference_geo text,
    context_window text,
    api_key text,
    workspace text,
    cost_type text,
    token_kind text,
    billed_usd decimal(38, 16),
    list_usd decimal(38, 16)
)
