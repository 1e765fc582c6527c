-- What the calls of a day cost by the price book, a kind of tokens at a time. usd is of those with a price, null where none
-- has; unpriced_number the rest (priority_requests: because their tier is a contract's). batch_usd is the same tokens at the
-- batch price; least_ and most_earlier_usd at the prices that ended that day, null where none did. An amount of nothing at all is 0.
-- in: daily_usage, workloads, workspace_names, logged_kinds, rates, earlier_rates, price_cards            out: computed_amounts
-- grain: one row a (period, platform, day, model_id, workspace, token_kind, is_stated)
-- params: -
create or replace table computed_amounts as
with lines as (
    select
        u.*,
        coalesce(n.name, w.workspace) as workspace,
        k.token_kind,
        k.part,
        case k.part
            when 'input' then u.input_tokens
            when 'cache_read' then u.cache_read_tokens
            when 'cache_write_5m' then u.cache_write_5m_tokens
            when 'cache_write_1h' then u.cache_write_1h_tokens
            when 'output' then u.output_tokens
            else u.web_search_requests
        end as number
    from daily_usage as u
    inner join workloads as w
        on u.workload_id = w.workload_id
    left join workspace_names as n
        on w.workspace = n.id
    cross join logged_kinds as k
),
rated as (
    -- USD a token of each kind, or a search, in the scenarios that are compared
    select
        r.price_card,
        r.service_tier,
        r.geo,
        r.scenario,
        k.part,
        case k.part
            when 'input' then r.input_usd_per_token
            when 'cache_read' then r.cache_read_usd_per_token
            when 'cache_write_5m' then r.cache_write_5m_usd_per_token
            when 'cache_write_1h' then r.cache_write_1h_usd_per_token
            when 'output' then r.output_usd_per_token
            else r.web_search_usd
        end as usd_each
    from rates as r
    cross join logged_kinds as k
),
priced as (
    select
        l.*,
        case
            when l.number = 0 then cast(0 as decimal(38, 16))
            else cast(cast(l.number as decimal(15, 0)) * a.usd_each as decimal(38, 16))
        end as usd,
        case
            when l.number = 0 then cast(0 as decimal(38, 16))
            else cast(cast(l.number as decimal(15, 0)) * b.usd_each as decimal(38, 16))
        end as batch_usd,
        cast(cast(l.number as decimal(15, 0)) * e.least_usd_each as decimal(38, 16)) as least_earlier_usd,
        cast(cast(l.number as decimal(15, 0)) * e.most_usd_each as decimal(38, 16)) as most_earlier_usd,
        l.service_tier = 'standard' and l.geo = 'global' and coalesce(k.speed, 'standard') = 'standard' as is_standard
    from lines as l
    left join rated as a
        on l.price_card = a.price_card
        and l.service_tier = a.service_tier
        and l.geo = a.geo
        and l.part = a.part
        and a.scenario = 'as_billed'
    left join rated as b
        on l.price_card = b.price_card
        and l.service_tier = b.service_tier
        and l.geo = b.geo
        and l.part = b.part
        and b.scenario = 'batch'
    left join earlier_rates as e
        on l.price_card = e.price_card
        and l.service_tier = e.service_tier
        and l.geo = e.geo
        and l.part = e.part
        and l.day = e.changed_on
    left join price_cards as k
        on l.price_card = k.price_card
)
select
    period,
    platform,
    day,
    model_id,
    workspace,
    token_kind,
    is_stated,
    cast(sum(requests) as bigint) as requests,
    cast(sum(number) as bigint) as number,
    case when count(usd) > 0 then cast(sum(usd) as decimal(38, 16)) end as usd,
    cast(sum(case when usd is null then number else 0 end) as bigint) as unpriced_number,
    case when count(batch_usd) = count(*) then cast(sum(batch_usd) as decimal(38, 16)) end as batch_usd,
    case when count(least_earlier_usd) > 0 then cast(sum(coalesce(least_earlier_usd, usd)) as decimal(38, 16)) end
        as least_earlier_usd,
    case when count(most_earlier_usd) > 0 then cast(sum(coalesce(most_earlier_usd, usd)) as decimal(38, 16)) end
        as most_earlier_usd,
    -- nothing of it ran in a batch, in another place or faster, as far as the log says
    min(cast(number = 0 or is_standard as integer)) = 1 as is_standard,
    cast(sum(case when usd is null then billed_requests else 0 end) as bigint) as unpriced_requests,
    cast(sum(case when usd is null and service_tier = 'priority' then billed_requests else 0 end) as bigint)
        as priority_requests,
    cast(sum(case when token_kind = 'input_tokens' then billed_usd end) as decimal(38, 16)) as billed_usd
from priced
group by period, platform, day, model_id, workspace, token_kind, is_stated
