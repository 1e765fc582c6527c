-- What was billed, or computed, and stands beside nothing, with why: 'outside_period' and 'day_cut_by_period' (see told_lines),
-- 'other_export' (a line that another export tells otherwise; with 'told_again' to the same amount, which is no money), 'not_invoiced'
-- (calls of days that the invoice does not have), 'no_invoice' (calls of a platform without invoice that state no charge).
-- usd is the larger of billed and computed: on a day that the period cuts, both tell the same calls.
-- in: told_lines, computed_amounts, reconciliation            out: not_compared
-- grain: one row a (period, platform, day, why)
-- params: -
create or replace table not_compared as
with lines as (
    select
        period,
        platform,
        day,
        case when is_told_again then 'told_again' else left_out end as why,
        count(*) as lines,
        cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
        cast(sum(abs(billed_usd)) as decimal(38, 16)) as amount_usd
    from told_lines
    where left_out is not null
    group by period, platform, day, case when is_told_again then 'told_again' else left_out end
),
invoiced_platforms as (
    select distinct
        period,
        platform
    from reconciliation
    where basis = 'invoice'
),
uninvoiced_days as (
    select distinct
        period,
        platform,
        day,
        explained_by
    from reconciliation
    where billed_usd is null
),
calls as (
    select
        c.period,
        c.platform,
        c.day,
        coalesce(d.explained_by, 'no_invoice') as why,
        cast(sum(case when c.token_kind = 'input_tokens' then c.requests else 0 end) as bigint) as requests,
        cast(sum(coalesce(c.usd, 0)) as decimal(38, 16)) as computed_usd
    from computed_amounts as c
    left join invoiced_platforms as p
        on c.period = p.period
        and c.platform is not distinct from p.platform
    left join uninvoiced_days as d
        on c.period = d.period
        and c.platform is not distinct from d.platform
        and c.day = d.day
    where d.day is not null
        or (p.period is null and not c.is_stated)
    group by c.period, c.platform, c.day, coalesce(d.explained_by, 'no_invoice')
)
select
    coalesce(l.period, c.period) as period,
    coalesce(l.platform, c.platform) as platform,
    coalesce(l.day, c.day) as day,
    coalesce(l.why, c.why) as why,
    coalesce(l.lines, 0) as lines,
    coalesce(l.billed_usd, 0) as billed_usd,
    coalesce(c.requests, 0) as requests,
    coalesce(c.computed_usd, 0) as computed_usd,
    case
        when l.why = 'told_again' then cast(0 as decimal(38, 16))
        else greatest(coalesce(l.amount_usd, 0), coalesce(c.computed_usd, 0))
    end as usd
from lines as l
full join calls as c
    on l.period = c.period
    and l.platform is not distinct from c.platform
    and l.day = c.day
    and l.why = c.why
