-- Computed against billed, with what explains the difference where something does (docs/reconciliation.md says when); null: nothing
-- explains all of it. recomputed_usd + at_terms_usd + not_in_log_usd + unchecked_usd + unexplained_usd = billed_usd, exactly; over_usd is
-- what was computed, not billed, and nothing explains. All null where there is no invoice of that day. proved_on: a day on which this price is right.
-- in: compared_amounts, told_lines, logged_kinds            out: reconciliation
-- grain: one row a (period, platform, day, model_id, workspace, token_kind)
-- params: -
create or replace table reconciliation as
with cut_days as (
    select distinct
        period,
        platform,
        day
    from told_lines
    where left_out = 'day_cut_by_period'
),
explained as (
    select
        c.*,
        case
            when c.billed_usd is null and d.day is not null then 'day_cut_by_period'
            when c.billed_usd is null then 'not_invoiced'
            when c.unpriced_number > 0 and c.priority_requests > 0 then 'priority_tier'
            when c.unpriced_number > 0 then 'no_price'
            when c.difference_usd = 0 then 'exact'
            when abs(c.difference_usd) <= c.tolerance_usd then 'rounding'
            when c.basis = 'invoice' and c.difference_usd > 0 and not c.is_logged and k.token_kind is null and c.token_kind is not null
                then 'not_in_logs_by_nature'
            when c.basis = 'invoice' and c.difference_usd > 0 and not c.is_logged and not c.is_beyond_totals then 'not_in_log'
            -- a twentieth: of a few cents, too many things are a price
            when c.number > 0 and abs(c.paid_number - cast(c.number as decimal(15, 0))) <= c.paid_tolerance
                and c.billed_usd >= c.tolerance_usd * cast(20 as decimal(4, 0)) then 'invoice_terms'
            when c.difference_usd > 0 and c.bucket_tokens > c.logged_tokens and not c.is_beyond_totals then 'not_in_log'
            -- no price of nothing is anything: other calls had these tokens, if the log can show tokens of that kind
            when c.basis = 'invoice' and c.difference_usd > 0 and c.number = 0 and c.is_kind_logged and not c.is_beyond_totals
                then 'not_in_log'
            when not c.is_tier_told and abs(c.billed_usd - c.batch_usd) <= c.tolerance_usd
                and c.billed_usd >= c.tolerance_usd * cast(20 as decimal(4, 0)) then 'already_batched'
            when c.lines > 0 and c.billed_usd between least(c.computed_usd, c.least_earlier_usd) - c.tolerance_usd
                and greatest(c.computed_usd, c.most_earlier_usd) + c.tolerance_usd and c.least_earlier_usd is not null
                then 'price_change'
            when c.lines > 0 and c.billed_usd < c.list_usd and abs(c.list_usd - c.computed_usd) <= c.tolerance_usd then 'contract_price'
            when c.difference_usd > 0 and c.bucket_tokens is null and c.is_at_terms and c.proved_on is not null then 'not_in_log'
        end as explained_by
    from compared_amounts as c
    left join cut_days as d
        on c.period = d.period
        and c.platform is not distinct from d.platform
        and c.day = d.day
    left join logged_kinds as k
        on c.token_kind = k.token_kind
),
recomputed as (
    select
        *,
        cast(case
            when billed_usd is null then null
            when explained_by in ('exact', 'rounding') or abs(difference_usd) <= tolerance_usd then billed_usd
            when explained_by in ('invoice_terms', 'already_batched', 'contract_price') then 0
            when explained_by = 'price_change' then least(billed_usd, computed_usd, least_earlier_usd)
            else greatest(least(billed_usd, coalesce(computed_usd, 0)), 0)
        end as decimal(38, 16)) as recomputed_usd
    from explained
),
parted as (
    select
        *,
        cast(case when explained_by = 'invoice_terms' then billed_usd when billed_usd is not null then 0 end as decimal(38, 16))
            as at_terms_usd,
        cast(case
            when billed_usd is null then null
            when explained_by = 'not_in_log' then billed_usd - recomputed_usd
            when explained_by is null and difference_usd > 0 and bucket_usd is not null then least(bucket_usd, difference_usd)
            else 0
        end as decimal(38, 16)) as not_in_log_usd,
        cast(case
            when billed_usd is null then null
            when explained_by in (
                'priority_tier', 'no_price', 'price_change', 'already_batched', 'contract_price', 'not_in_logs_by_nature'
            ) then greatest(billed_usd - recomputed_usd, 0)
            else 0
        end as decimal(38, 16)) as unchecked_usd,
        cast(case
            when billed_usd is null then null
            when explained_by in ('exact', 'rounding', 'invoice_terms', 'price_change', 'already_batched', 'contract_price') then 0
            when abs(difference_usd) <= tolerance_usd then 0
            else greatest(coalesce(computed_usd, 0) - recomputed_usd, 0)
        end as decimal(38, 16)) as over_usd
    from recomputed
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
    unpriced_number,
    bucket_tokens,
    -- of nothing that has a price, no price is known: that is not $0
    case when unpriced_number = 0 or unpriced_number < number then computed_usd end as computed_usd,
    billed_usd,
    list_usd,
    difference_usd,
    tolerance_usd,
    explained_by,
    terms,
    case when explained_by = 'not_in_log' and number > 0 and bucket_tokens is null then proved_on end as proved_on,
    recomputed_usd,
    at_terms_usd,
    not_in_log_usd,
    unchecked_usd,
    cast(billed_usd - recomputed_usd - at_terms_usd - not_in_log_usd - unchecked_usd as decimal(38, 16)) as unexplained_usd,
    over_usd
from parted
