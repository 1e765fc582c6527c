-- Lines that say again what others of the same export say, with a smaller amount, or split by other dimensions. Of two ways to split a day, the one with more
-- money speaks, or the finer one, for all that it can overlap with: where a dimension is told by both and differs, nothing overlaps.
-- in: ranked_invoice_lines   out: superseded_invoice_lines
-- grain: one row a superfluous row of invoice_lines
create or replace temp table superseded_invoice_lines as
with told as (
    select *
    from ranked_invoice_lines
    where position = 1
), groupings as (
    select
        source,
        day,
        grouped_by,
        row_number() over (
            partition by source, day
            order by sum(billed_usd) desc, length(grouped_by) desc, grouped_by
        ) as position
    from told
    group by source, day, grouped_by
), ranked as (
    -- null in a dimension that was not asked for goes with anything; in one that was, it is a value of its own
    select
        told.place,
        told.source,
        told.day,
        groupings.position,
        case when contains(told.grouped_by, 'model') then coalesce(told.model, '') end as model,
        case when contains(told.grouped_by, 'service_tier') then coalesce(told.service_tier, '') end as service_tier,
        case when contains(told.grouped_by, 'speed') then coalesce(told.speed, '') end as speed,
        case when contains(told.grouped_by, 'inference_geo') then coalesce(told.inference_geo, '') end as inference_geo,
        case when contains(told.grouped_by, 'context_window') then coalesce(told.context_window, '') end as context_window,
        case when contains(told.grouped_by, 'api_key') then coalesce(told.api_key, '') end as api_key,
        case when contains(told.grouped_by, 'workspace') then coalesce(told.workspace, '') end as workspace,
        case when contains(told.grouped_by, 'cost_type') then coalesce(told.cost_type, '') end as cost_type,
        case when contains(told.grouped_by, 'token_kind') then coalesce(told.token_kind, '') end as token_kind
    from told
    join groupings using (source, day, grouped_by)
    where (source, day) in (select (source, day) from groupings where position = 2)
)
select distinct other.place
from ranked as other
join ranked as chosen
    on chosen.source = other.source
    and chosen.day = other.day
    and chosen.position = 1
    and other.position > 1
    and coalesce(chosen.model = other.model, true)
    and coalesce(chosen.service_tier = other.service_tier, true)
    and coalesce(chosen.speed = other.speed, true)
    and coalesce(chosen.inference_geo = other.inference_geo, true)
    and coalesce(chosen.context_window = other.context_window, true)
    and coalesce(chosen.api_key = other.api_key, true)
    and coalesce(chosen.workspace = other.workspace, true)
    and coalesce(chosen.cost_type = other.cost_type, true)
    and coalesce(chosen.token_kind = other.token_kind, true)
union
select place
from ranked_invoice_lines
where position > 1
