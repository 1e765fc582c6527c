-- What was charged on a day, as the invoice or, for a platform without one, the log's own charges say. A dimension that
-- not every line of that day tells is null and is_by_... false: then it is not compared. tolerance_usd is what rounding
-- can hide: half a unit of the last digit an export prints (half a cent at least) a line; a micro-dollar a logged call.
-- Where two exports tell a day, the one that tells kinds of tokens speaks, or the one with more money.
-- in: invoice_lines, invoice_models, computed_amounts, names, periods            out: invoiced_amounts
-- grain: one row a (period, platform, day, model_id, workspace, token_kind)
-- params: -
create or replace table invoiced_amounts as
with workspace_names as (
    select
        id,
        min(name) as name
    from names
    where kind = 'workspace' and name is not null
    group by id
),
kept as (
    -- only days that lie in the period as a whole can be compared
    select
        p.period,
        i.source,
        i.day,
        m.platform,
        m.model_id,
        coalesce(n.name, i.workspace) as workspace,
        coalesce(i.token_kind, nullif(i.cost_type, 'tokens')) as token_kind,
        i.billed_usd,
        contains(coalesce(i.grouped_by, ''), 'model') as tells_model,
        contains(coalesce(i.grouped_by, ''), 'workspace') as tells_workspace,
        contains(coalesce(i.grouped_by, ''), 'token_kind') as tells_kind,
        length(rtrim(split_part(cast(i.billed_usd as varchar), '.', 2), '0')) as digits
    from invoice_lines as i
    inner join invoice_models as m
        on i.provider is not distinct from m.provider
        and i.model is not distinct from m.model
    inner join periods as p
        on i.day >= cast(p.since as date)
        and cast(i.day as timestamptz) >= p.since
        and cast(i.day + 1 as timestamptz) <= p.until
    left join workspace_names as n
        on i.workspace = n.id
    where not coalesce(i.superseded, false)
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
    from kept
    group by period, platform, day, source
),
logged_workspaces as (
    select
        c.period,
        c.platform,
        count(c.workspace) = count(*) as is_told,
        count(case when k.workspace is not null then 1 end) > 0 as is_known
    from computed_amounts as c
    left join (select distinct period, platform, workspace from kept) as k
        on c.period = k.period
        and c.platform is not distinct from k.platform
        and c.workspace = k.workspace
    group by c.period, c.platform
),
told as (
    select
        k.*,
        min(cast(k.tells_model as integer)) over day_lines = 1 as is_by_model,
        -- names that the log does not use, or uses for a part of its calls, cannot be compared
        min(cast(k.tells_workspace as integer)) over day_lines = 1
            and coalesce(w.is_told and w.is_known, false) as is_by_workspace,
        min(cast(k.tells_kind as integer)) over day_lines = 1 as is_by_kind,
        cast(
            concat('0.', repeat('0', cast(greatest(2, max(k.digits) over (partition by k.source)) as integer)), '5')
            as decimal(38, 16)
        ) as half_unit_usd
    from kept as k
    inner join exports as e
        on k.period = e.period
        and k.platform is not distinct from e.platform
        and k.day = e.day
        and k.source = e.source
        and e.position = 1
    left join logged_workspaces as w
        on k.period = w.period
        and k.platform is not distinct from w.platform
    window day_lines as (partition by k.period, k.platform, k.day)
)
select
    period,
    'invoice' as basis,
    platform,
    day,
    case when is_by_model then model_id end as model_id,
    case when is_by_workspace then workspace end as workspace,
    case when is_by_kind then token_kind end as token_kind,
    is_by_model,
    is_by_workspace,
    is_by_kind,
    count(*) as lines,
    cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
    cast(sum(half_unit_usd) as decimal(38, 16)) as tolerance_usd
from told
group by
    period, platform, day, case when is_by_model then model_id end, case when is_by_workspace then workspace end,
    case when is_by_kind then token_kind end, is_by_model, is_by_workspace, is_by_kind
union all
select
    period,
    'log' as basis,
    platform,
    day,
    model_id,
    workspace,
    cast(null as varchar) as token_kind,
    true as is_by_model,
    true as is_by_workspace,
    false as is_by_kind,
    cast(sum(requests) as bigint) as lines,
    cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
    cast(sum(requests) * cast(0.000001 as decimal(7, 6)) as decimal(38, 16)) as tolerance_usd
from computed_amounts as c
where is_stated
    and token_kind = 'input_tokens'
    and not exists (
        select 1
        from kept as k
        where c.period = k.period
            and c.platform is not distinct from k.platform
    )
group by period, platform, day, model_id, workspace
