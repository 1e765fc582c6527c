-- Computed against billed, with what explains the difference where something does: 'exact', 'rounding', 'not_in_log',
-- 'priority_tier', 'already_batched', 'price_change'; null: nothing does; 'not_invoiced': the invoice has no such day.
-- in_log_usd + not_in_log_usd + unexplained_usd = billed_usd, exactly. proved_on: another day on which this price is right.
-- in: invoiced_amounts, computed_amounts, bucketed_tokens            out: reconciliation
-- grain: one row a (period, platform, day, model_id, workspace, token_kind)
-- params: -
create or replace table reconciliation as
with days as (
    select distinct
        period,
        basis,
        platform,
        day,
        is_by_model,
        is_by_workspace,
        is_by_kind
    from invoiced_amounts
),
invoiced_platforms as (
    select distinct
        period,
        platform
    from invoiced_amounts
    where basis = 'invoice'
),
computed as (
    select
        c.period,
        coalesce(d.basis, 'invoice') as basis,
        c.platform,
        c.day,
        case when coalesce(d.is_by_model, true) then c.model_id end as model_id,
        case when d.is_by_workspace then c.workspace end as workspace,
        case when coalesce(d.is_by_kind, true) then c.token_kind end as token_kind,
        d.day is not null as is_invoiced_day,
        cast(sum(case when d.is_by_kind is null or d.is_by_kind or c.token_kind = 'input_tokens' then c.requests else 0 end)
            as bigint) as requests,
        cast(sum(c.number) as bigint) as number,
        case when count(c.usd) = count(*) then cast(sum(c.usd) as decimal(38, 16)) end as usd,
        case when count(c.batch_usd) = count(*) then cast(sum(c.batch_usd) as decimal(38, 16)) end as batch_usd,
        case when count(c.earlier_usd) > 0 then cast(sum(coalesce(c.earlier_usd, c.usd)) as decimal(38, 16)) end as earlier_usd,
        cast(sum(c.priority_requests) as bigint) as priority_requests
    from computed_amounts as c
    left join days as d
        on c.period = d.period
        and c.platform is not distinct from d.platform
        and c.day = d.day
    left join invoiced_platforms as p
        on c.period = p.period
        and c.platform is not distinct from p.platform
    where (d.basis = 'log' and c.is_stated)
        or p.period is not null
    group by
        c.period, coalesce(d.basis, 'invoice'), c.platform, c.day,
        case when coalesce(d.is_by_model, true) then c.model_id end, case when d.is_by_workspace then c.workspace end,
        case when coalesce(d.is_by_kind, true) then c.token_kind end, d.day is not null
),
joined as (
    select
        coalesce(i.period, c.period) as period,
        coalesce(i.basis, c.basis) as basis,
        coalesce(i.platform, c.platform) as platform,
        coalesce(i.day, c.day) as day,
        coalesce(i.model_id, c.model_id) as model_id,
        coalesce(i.workspace, c.workspace) as workspace,
        coalesce(i.token_kind, c.token_kind) as token_kind,
        coalesce(i.lines, 0) as lines,
        coalesce(c.requests, 0) as requests,
        coalesce(c.number, 0) as number,
        c.period is not null as is_logged,
        case when c.period is null then cast(0 as decimal(38, 16)) else c.usd end as computed_usd,
        case when c.is_invoiced_day = false then null else coalesce(i.billed_usd, cast(0 as decimal(38, 16))) end as billed_usd,
        coalesce(i.tolerance_usd, cast(0.005 as decimal(38, 16))) as tolerance_usd,
        c.batch_usd,
        c.earlier_usd,
        coalesce(c.priority_requests, 0) as priority_requests
    from invoiced_amounts as i
    full join computed as c
        on i.period = c.period
        and i.platform is not distinct from c.platform
        and i.day = c.day
        and i.model_id is not distinct from c.model_id
        and i.workspace is not distinct from c.workspace
        and i.token_kind is not distinct from c.token_kind
),
compared as (
    select
        j.*,
        cast(j.billed_usd - j.computed_usd as decimal(38, 16)) as difference_usd,
        b.bucket_tokens,
        b.logged_tokens
    from joined as j
    left join bucketed_tokens as b
        on j.basis = 'invoice'
        and j.period = b.period
        and j.platform is not distinct from b.platform
        and j.day = b.day
        and j.model_id is not distinct from b.model_id
        and j.token_kind = b.token_kind
    -- nothing billed and nothing used is no line of anybody's invoice
    where j.lines > 0 or j.number > 0
),
proved as (
    select
        *,
        -- a twentieth: any other price, the batch's half for one, would show
        min(case
            when basis = 'invoice' and is_logged and abs(difference_usd) <= tolerance_usd
                and billed_usd >= tolerance_usd * cast(20 as decimal(4, 0))
                then day
        end) over (partition by period, basis, platform, model_id, token_kind) as proved_on,
        max(number) over (partition by period, basis, platform, token_kind) > 0 as is_kind_logged
    from compared
),
explained as (
    select
        *,
        case
            when billed_usd is null then 'not_invoiced'
            when computed_usd is null and priority_requests > 0 then 'priority_tier'
            when computed_usd is null then null
            when difference_usd = 0 then 'exact'
            when abs(difference_usd) <= tolerance_usd then 'rounding'
            when basis = 'invoice' and not is_logged then 'not_in_log'
            when difference_usd > 0 and bucket_tokens > logged_tokens then 'not_in_log'
            -- no price of nothing is anything: other calls had these tokens, if the log can show tokens of that kind
            when basis = 'invoice' and difference_usd > 0 and number = 0 and is_kind_logged then 'not_in_log'
            when abs(billed_usd - batch_usd) <= tolerance_usd then 'already_batched'
            when billed_usd between least(computed_usd, earlier_usd) - tolerance_usd
                and greatest(computed_usd, earlier_usd) + tolerance_usd and earlier_usd is not null then 'price_change'
            when difference_usd > 0 and bucket_tokens is null and proved_on is not null then 'not_in_log'
        end as explained_by
    from proved
),
parted as (
    select
        *,
        cast(case
            when explained_by = 'not_invoiced' then null
            when explained_by = 'not_in_log' then computed_usd
            when explained_by is not null then billed_usd
            when computed_usd is null then 0
            else greatest(billed_usd - abs(difference_usd), 0)
        end as decimal(38, 16)) as in_log_usd,
        cast(case
            when explained_by = 'not_invoiced' then null
            when explained_by = 'not_in_log' then difference_usd
            else 0
        end as decimal(38, 16)) as not_in_log_usd
    from explained
)
select
    period,
    basis,
    platform,
    day,
    model_id,
    workspace,
    token_kind,
    lines,
    requests,
    number,
    bucket_tokens,
    computed_usd,
    billed_usd,
    difference_usd,
    tolerance_usd,
    explained_by,
    case when explained_by = 'not_in_log' and number > 0 and bucket_tokens is null then proved_on end as proved_on,
    in_log_usd,
    not_in_log_usd,
    cast(billed_usd - in_log_usd - not_in_log_usd as decimal(38, 16)) as unexplained_usd
from parted
