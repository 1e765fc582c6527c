-- What was charged on a day, as the invoice or, for a platform without one, the log's own charges say. A dimension that
-- not every line of that day tells is null and is_by_... false: then it is not compared (is_search_by_model: of web searches alone).
-- tolerance_usd is what rounding can hide: half a unit of the last digit an export prints (half a cent at least) a line;
-- a micro-dollar a logged call. paid_number: the tokens that the amounts pay for at the terms that the lines name (terms).
-- in: told_lines, computed_amounts            out: invoiced_amounts
-- grain: one row a (period, platform, day, model_id, workspace, token_kind)
-- params: -
create or replace table invoiced_amounts as
with kept as (
    select *
    from told_lines
    where left_out is null
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
        -- a fee may be billed without the model that ran it up
        min(case when k.token_kind = 'web_search' and k.model_id is null then 0 else 1 end) over day_lines = 1
            as is_search_by_model
    from kept as k
    left join logged_workspaces as w
        on k.period = w.period
        and k.platform is not distinct from w.platform
    window day_lines as (partition by k.period, k.platform, k.day)
),
keyed as (
    select
        *,
        case
            when is_by_model and (is_search_by_model or token_kind is distinct from 'web_search') then model_id
        end as key_model,
        case when is_by_workspace then workspace end as key_workspace,
        case when is_by_kind then token_kind end as key_kind
    from told
)
select
    period,
    'invoice' as basis,
    platform,
    day,
    key_model as model_id,
    key_workspace as workspace,
    key_kind as token_kind,
    is_by_model,
    is_by_workspace,
    is_by_kind,
    is_search_by_model,
    count(*) as lines,
    cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
    case when count(list_usd) = count(*) then cast(sum(list_usd) as decimal(38, 16)) end as list_usd,
    cast(sum(half_unit_usd) as decimal(38, 16)) as tolerance_usd,
    count(service_tier) = count(*) as is_tier_told,
    count(service_tier) = count(*) and count(speed) = count(*) and count(inference_geo) = count(*) as are_terms_told,
    concat_ws(
        ', ',
        case when max(service_tier) <> 'standard' then max(service_tier) when min(service_tier) <> 'standard' then min(service_tier) end,
        case when max(case when speed = 'fast' then 1 end) = 1 then 'fast mode' end,
        case when max(case when inference_geo = 'us' then 1 end) = 1 then 'us inference' end
    ) as terms,
    case
        when is_by_model and is_by_kind and count(usd_each) = count(*) and min(usd_each) = max(usd_each) then min(usd_each)
    end as usd_each,
    -- where no line can hide a dearer place or speed
    case
        when is_by_model and is_by_kind and count(usd_each) = count(*) and count(speed) = count(*)
            and count(inference_geo) = count(*) then max(usd_each)
    end as dearest_usd_each,
    case
        when is_by_model and is_by_kind and count(number_per_usd) = count(*)
            then cast(sum(cast(billed_usd as decimal(20, 8)) * number_per_usd) as decimal(38, 16))
    end as paid_number,
    cast(sum(cast(half_unit_usd as decimal(20, 16)) * number_per_usd) as decimal(38, 16)) + cast(0.5 as decimal(2, 1))
        as paid_tolerance
from keyed
group by
    period, platform, day, key_model, key_workspace, key_kind, is_by_model, is_by_workspace, is_by_kind, is_search_by_model
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
    true as is_search_by_model,
    cast(sum(requests) as bigint) as lines,
    cast(sum(billed_usd) as decimal(38, 16)) as billed_usd,
    cast(null as decimal(38, 16)) as list_usd,
    cast(sum(requests) * cast(0.000001 as decimal(7, 6)) as decimal(38, 16)) as tolerance_usd,
    false as is_tier_told,
    false as are_terms_told,
    '' as terms,
    cast(null as decimal(19, 16)) as usd_each,
    cast(null as decimal(19, 16)) as dearest_usd_each,
    cast(null as decimal(38, 16)) as paid_number,
    cast(null as decimal(38, 16)) as paid_tolerance
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
