-- Lines that are said again in overlapping exports, with the same amount: one of them stays.
-- in: invoice_lines       out: repeated_invoice_lines
-- grain: one row a superfluous row of invoice_lines
create or replace temp table repeated_invoice_lines as
select
    place,
    file_id
from (
    select
        rowid as place,
        file_id,
        row_number() over (
            partition by
                source, day, provider, model, service_tier, speed, inference_geo, context_window, api_key, workspace, cost_type, token_kind,
                part, billed_usd, list_usd
            order by length(grouped_by) desc, file_id
        ) as position
    from invoice_lines
)
where position > 1
