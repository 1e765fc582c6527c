-- What was billed beside what was computed, in the dimensions that the invoice of the day tells. computed_usd is 0 where no call of
-- it is in the log, null where none has a price; billed_usd is 0 where that day's invoice has no such line, null where there is no invoice
-- of the day. proved_on: another day, or workspace, on which the same price at the same terms is right.
-- in: invoiced_amounts, computed_amounts, bucketed_tokens            out: compared_amounts
-- grain: one row a (period, platform, day, model_id, workspace, token_kind)
-- params: -
create or replace table compared_amounts as
with days as (
    select distinct
        period,
        basis,
        platform,
        day,
        is_by_model,
        is_by_workspace,
        is_by_kind,
        is_search_by_model
    from invoiced_amounts
),
invoiced_platforms as (
    select distinct
        period,
        platform
    from invoiced_amounts
    where basis = 'invoice'
),
placed as (
    select
        c.*,
        coalesce(d.basis, 'invoice') as basis,
        coalesce(d.is_by_kind, true) as is_by_kind,
        d.day is not null as is_invoiced_day,
        case
            when coalesce(d.is_by_model, true) and (coalesce(d.is_search_by_model, true) or c.token_kind <> 'web_search') then c.model_id
        end as key_model,
        case when d.is_by_workspace then c.workspace end as key_workspace,
        case when coalesce(d.is_by_kind, true) then c.token_kind end as key_kind
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
),
computed as (
    select
        period,
        basis,
        platform,
        day,
        key_model as model_id,
        key_workspace as workspace,
        key_kind as token_kind,
        is_invoiced_day,
        cast(sum(case when is_by_kind or token_kind = 'input_tokens' then requests else 0 end) as bigint) as requests,
        cast(sum(number) as bigint) as number,
        case when count(usd) > 0 then cast(sum(usd) as decimal(38, 16)) end as usd,
        cast(sum(unpriced_number) as bigint) as unpriced_number,
        case when count(batch_usd) = count(*) then cast(sum(batch_usd) as decimal(38, 16)) end as batch_usd,
        case when count(least_earlier_usd) > 0 then cast(sum(coalesce(least_earlier_usd, usd)) as decimal(38, 16)) end
            as least_earlier_usd,
        case when count(most_earlier_usd) > 0 then cast(sum(coalesce(most_earlier_usd, usd)) as decimal(38, 16)) end
            as most_earlier_usd,
        cast(sum(priority_requests) as bigint) as priority_requests,
        min(cast(is_standard as integer)) = 1 as is_standard
    from placed
    group by period, basis, platform, day, key_model, key_workspace, key_kind, is_invoiced_day
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
        coalesce(i.is_by_workspace, d.is_by_workspace, false) as is_by_workspace,
        coalesce(i.lines, 0) as lines,
        coalesce(c.requests, 0) as requests,
        coalesce(c.number, 0) as number,
        coalesce(c.unpriced_number, 0) as unpriced_number,
        c.period is not null as is_logged,
        case when c.period is null then cast(0 as decimal(38, 16)) else c.usd end as computed_usd,
        case when c.is_invoiced_day = false then null else coalesce(i.billed_usd, cast(0 as decimal(38, 16))) end as billed_usd,
        i.list_usd,
        -- a line that is not there hides nothing
        coalesce(i.tolerance_usd, cast(0 as decimal(38, 16))) as tolerance_usd,
        c.batch_usd,
        c.least_earlier_usd,
        c.most_earlier_usd,
        coalesce(c.priority_requests, 0) as priority_requests,
        coalesce(i.is_tier_told, false) as is_tier_told,
        coalesce(i.terms, '') as terms,
        i.usd_each,
        i.dearest_usd_each,
        -- what a line does not tell is the standard: right only where the log tells nothing else
        case when i.are_terms_told or coalesce(c.is_standard, true) then i.paid_number end as paid_number,
        i.paid_tolerance
    from invoiced_amounts as i
    full join computed as c
        on i.period = c.period
        and i.platform is not distinct from c.platform
        and i.day = c.day
        and i.model_id is not distinct from c.model_id
        and i.workspace is not distinct from c.workspace
        and i.token_kind is not distinct from c.token_kind
    left join days as d
        on c.period = d.period
        and c.platform is not distinct from d.platform
        and c.day = d.day
),
compared as (
    select
        j.*,
        cast(j.billed_usd - j.computed_usd as decimal(38, 16)) as difference_usd,
        b.bucket_tokens,
        b.logged_tokens,
        case
            when b.bucket_tokens is not null then cast(
                cast(greatest(b.bucket_tokens - b.logged_tokens, 0) as decimal(15, 0))
                * cast(coalesce(j.dearest_usd_each, b.dearest_usd_each) as decimal(19, 16)) as decimal(38, 16)
            )
        end as bucket_usd,
        -- the calls cost what they would at the terms that the invoice names
        coalesce(j.computed_usd = cast(cast(j.number as decimal(15, 0)) * j.usd_each as decimal(38, 16)), false) as is_at_terms
    from joined as j
    left join bucketed_tokens as b
        on j.basis = 'invoice'
        and j.period = b.period
        and j.platform is not distinct from b.platform
        and j.day = b.day
        and j.model_id is not distinct from b.model_id
        and j.is_by_workspace = b.is_by_workspace
        and (not j.is_by_workspace or j.workspace is not distinct from b.workspace)
        and j.token_kind = b.token_kind
    -- nothing billed and nothing used is no line of anybody's invoice
    where j.lines > 0 or j.number > 0
)
select
    *,
    -- what usage totals have more than the log cannot have cost that much
    coalesce(bucket_usd < difference_usd - tolerance_usd, false) as is_beyond_totals,
    -- a twentieth: any other price, the batch's half for one, would show
    min(case
        when basis = 'invoice' and is_logged and is_at_terms and abs(difference_usd) <= tolerance_usd
            and billed_usd >= tolerance_usd * cast(20 as decimal(4, 0))
            then day
    end) over (partition by period, basis, platform, model_id, token_kind, usd_each, terms) as proved_on,
    max(number) over (partition by period, basis, platform, token_kind) > 0 as is_kind_logged
from compared
