-- What the provider billed, by day and token kind, from its cost export. Null in a dimension: the export does not tell it, or, where
-- grouped_by names the dimension, there is none. A row that is `superseded` says again what other rows say, in another grouping: whoever
-- adds up leaves it out.
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
    list_usd decimal(38, 16),
    -- From here on: what tells apart rows with the same dimensions, which dimensions the file tells, whether it is told elsewhere.
    part text,
    grouped_by text,
    superseded boolean
)
