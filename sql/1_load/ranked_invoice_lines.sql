-- Invoice lines in their order beside others of the same day and dimensions: the first, with the largest amount, is the one that speaks.
-- in: invoice_lines, files   out: ranked_invoice_lines
-- grain: one row a row of invoice_lines
create or replace temp view ranked_invoice_lines as
select
    *,
    row_number() over line as position,
    first_value(file_id) over line as told_by
from (
    select
        i.* replace (coalesce(i.grouped_by, '') as grouped_by),
        i.rowid as place,
        f.exported_until
    from invoice_lines as i
    join files as f on f.file_id = i.file_id
) as told
window line as (
    partition by
        source, day, provider, model, service_tier, speed, inference_geo, context_window, api_key, workspace, cost_type, token_kind, part
    order by billed_usd desc, list_usd desc, length(grouped_by) desc, file_id
)
