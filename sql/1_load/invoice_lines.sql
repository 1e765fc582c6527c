-- What the provider billed, by day and token kind, from its cost export.
-- in: -                   out: invoice_lines
-- grain: one row a line of the export
create table if not exists invoice_lines (
    file_id integer,
    day date,
    provider text,
    model text,
    service_tier text,
    api_key text,
    workspace text,
    token_kind text,
    billed_usd decimal(38, 16)
)
