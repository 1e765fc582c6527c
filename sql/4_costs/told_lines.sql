-- The lines of the invoice by period, and which of them are compared: left_out says why one is not. 'other_export': another export
-- tells that day, which has kinds of tokens or more money, and this line overlaps with it (is_told_again: to the same amount); where a
-- model, kind or workspace is told by both and differs, nothing overlaps. 'day_cut_by_period': a part of its day lies in the
-- period; 'outside_period': in no period does any of it.
-- in: invoice_lines, invoice_models, invoice_prices, workspace_names, periods            out: told_lines
-- grain: one row a (period, line of the export)
-- params: -
create or replace table told_lines as
with invoiced_days as (
    select distinct day
    from invoice_lines
),
placed_days as (
    select
        p.period,
        d.day,
        cast(d.day as timestamptz) >= p.since and cast(d.day + 1 as timestamptz) <= p.until as is_whole,
        cast(d.day as timestamptz) < p.until and cast(d.day + 1 as timestamptz) > p.since as is_touched
    from invoiced_days as d
    cross join periods as p
),
touched_days as (
    select distinct day
    from placed_days
    where is_touched
),
lines as (
    select
        d.period,
        case when d.is_touched and not d.is_whole then 'day_cut_by_period' when not d.is_whole then 'outside_period' end as place,
        i.source,
        i.day,
        m.platform,
        m.model_id,
        coalesce(n.name, i.workspace) as workspace,
        coalesce(i.token_kind, nullif(i.cost_type, 'tokens')) as token_kind,
        i.service_tier,
        i.speed,
        i.inference_geo,
        i.billed_usd,
        i.list_usd,
        u.usd_each,
        u.number_per_usd,
        contains(coalesce(i.grouped_by, ''), 'model') as tells_model,
        contains(coalesce(i.grouped_by, ''), 'workspace') as tells_workspace,
        contains(coalesce(i.grouped_by, ''), 'token_kind') as tells_kind,
        length(rtrim(split_part(cast(i.billed_usd as varchar), '.', 2), '0')) as digits
    from invoice_lines as i
    inner join invoice_models as m
        on i.provider is not distinct from m.provider
        and i.model is not distinct from m.model
    inner join placed_days as d
        on i.day = d.day
    left join touched_days as t
        on i.day = t.day
    left join workspace_names as n
        on i.workspace = n.id
    left join invoice_prices as u
        on i.provider is not distinct from u.provider
        and i.model is not distinct from u.model
        and i.service_tier is not distinct from u.service_tier
        and i.speed is not distinct from u.speed
        and i.inference_geo is not distinct from u.inference_geo
        and i.context_window is not distinct from u.context_window
        and coalesce(i.token_kind, nullif(i.cost_type, 'tokens')) is not distinct from u.token_kind
        and cast(i.day as timestamptz) >= u.valid_from
        and cast(i.day as timestamptz) < u.valid_until
    where not coalesce(i.superseded, false)
        and (d.is_touched or t.day is null)
),
exports as (
    select
        period,
        platform,
        day,
        source,
        row_number() over (
            partition by period, platform, day
            order by min(cast(tells_kind as integer)) desc, sum(billed_usd) desc, source
        ) as position
    from lines
    where place is null
    group by period, platform, day, source
),
keys as (
    select distinct
        l.period,
        l.platform,
        l.day,
        l.source,
        e.position,
        case when l.tells_model then l.model_id end as model_id,
        case when l.tells_kind then l.token_kind end as token_kind,
        case when l.tells_workspace then l.workspace end as workspace,
        -- a name and an id may be the same workspace
        case when l.tells_workspace then left(l.workspace, 7) = 'wrkspc_' end as is_id
    from lines as l
    inner join exports as e
        on l.period = e.period
        and l.platform is not distinct from e.platform
        and l.day = e.day
        and l.source = e.source
    where l.place is null
),
overlapping as (
    select distinct
        o.period,
        o.platform,
        o.day,
        o.source,
        o.model_id,
        o.token_kind,
        o.workspace
    from keys as o
    inner join keys as c
        on o.period = c.period
        and o.platform is not distinct from c.platform
        and o.day = c.day
        and c.position < o.position
        and coalesce(o.model_id = c.model_id, true)
        and coalesce(o.token_kind = c.token_kind, true)
        and (coalesce(o.workspace = c.workspace, true) or o.is_id <> c.is_id)
),
placed as (
    select
        l.*,
        coalesce(l.place, case when o.source is not null then 'other_export' end) as left_out,
        cast(
            concat('0.', repeat('0', cast(greatest(2, max(l.digits) over (partition by l.source)) as integer)), '5')
            as decimal(38, 16)
        ) as half_unit_usd
    from lines as l
    left join overlapping as o
        on l.place is null
        and l.period = o.period
        and l.platform is not distinct from o.platform
        and l.day = o.day
        and l.source = o.source
        and case when l.tells_model then l.model_id end is not distinct from o.model_id
        and case when l.tells_kind then l.token_kind end is not distinct from o.token_kind
        and case when l.tells_workspace then l.workspace end is not distinct from o.workspace
),
others as (
    select
        period,
        platform,
        day,
        source,
        case when tells_model then model_id end as model_id,
        case when tells_kind then token_kind end as token_kind,
        cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
        cast(sum(half_unit_usd) as decimal(38, 16)) as tolerance_usd
    from placed
    where left_out = 'other_export'
    group by period, platform, day, source, case when tells_model then model_id end, case when tells_kind then token_kind end
),
again as (
    select
        o.period,
        o.platform,
        o.day,
        o.source,
        o.model_id,
        o.token_kind
    from others as o
    inner join placed as c
        on o.period = c.period
        and o.platform is not distinct from c.platform
        and o.day = c.day
        and c.left_out is null
        and c.source <> o.source
        -- of the same model, not of fees that have none
        and (o.model_id is null or not c.tells_model or o.model_id is not distinct from c.model_id)
        and (o.token_kind is null or not c.tells_kind or o.token_kind is not distinct from c.token_kind)
    group by o.period, o.platform, o.day, o.source, o.model_id, o.token_kind, o.billed_usd, o.tolerance_usd
    having abs(cast(sum(c.billed_usd) as decimal(38, 16)) - o.billed_usd)
        <= cast(sum(c.half_unit_usd) as decimal(38, 16)) + o.tolerance_usd
)
select
    p.*,
    a.source is not null as is_told_again
from placed as p
left join again as a
    on p.left_out = 'other_export'
    and p.period = a.period
    and p.platform is not distinct from a.platform
    and p.day = a.day
    and p.source = a.source
    and case when p.tells_model then p.model_id end is not distinct from a.model_id
    and case when p.tells_kind then p.token_kind end is not distinct from a.token_kind
