-- What the calls of a day cost by the price book, a kind of tokens at a time. usd is null where something of it has no
-- price (priority_requests: because their tier is a contract's). batch_usd is the same tokens at the batch price;
-- earlier_usd at the prices that ended that day, null where none did. An amount of nothing at all is 0.
-- in: daily_usage, workloads, names, rates, rate_parts, price_cards            out: computed_amounts
-- grain: one row a (period, platform, day, model_id, workspace, token_kind, is_stated)
-- params: -
create or replace table computed_amounts as
with kinds as (
    select 'input_tokens' as token_kind, 'input' as part
    union all
    select 'cache_read_tokens' as token_kind, 'cache_read' as part
    union all
    select 'cache_write_5m_tokens' as token_kind, 'cache_write_5m' as part
    union all
    select 'cache_write_1h_tokens' as token_kind, 'cache_write_1h' as part
    union all
    select 'output_tokens' as token_kind, 'output' as part
    union all
    select 'web_search' as token_kind, 'web_search' as part
),
workspace_names as (
    select
        id,
        min(name) as name
    from names
    where kind = 'workspace' and name is not null
    group by id
),
lines as (
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
    cross join kinds as k
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
    cross join kinds as k
),
earlier as (
    select
        k.price_card,
        p.part,
        cast(k.valid_from as date) as changed_on,
        case p.part
            when 'input' then e.input_usd_per_mtok
            when 'cache_read' then e.cache_read_usd_per_mtok
            when 'cache_write_5m' then e.cache_write_5m_usd_per_mtok
            when 'cache_write_1h' then e.cache_write_1h_usd_per_mtok
            when 'output' then e.output_usd_per_mtok
        end as usd_per_mtok
    from price_cards as k
    inner join price_cards as e
        on k.platform = e.platform
        and k.model_id = e.model_id
        and k.speed = e.speed
        and k.prompt_band is not distinct from e.prompt_band
        and k.valid_from = e.valid_until
    cross join kinds as p
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
        case
            when e.usd_per_mtok is null then null
            else cast(
                cast(l.number as decimal(15, 0))
                * cast(e.usd_per_mtok * f.factor * cast(0.000001 as decimal(7, 6)) as decimal(19, 16)) as decimal(38, 16)
            )
        end as earlier_usd
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
    left join rate_parts as f
        on l.price_card = f.price_card
        and l.service_tier = f.service_tier
        and l.geo = f.geo
        and l.part = f.kind
        and f.scenario = 'as_billed'
    left join earlier as e
        on l.price_card = e.price_card
        and l.part = e.part
        and l.day = e.changed_on
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
    case when count(usd) = count(*) then cast(sum(usd) as decimal(38, 16)) end as usd,
    case when count(batch_usd) = count(*) then cast(sum(batch_usd) as decimal(38, 16)) end as batch_usd,
    case when count(earlier_usd) > 0 then cast(sum(coalesce(earlier_usd, usd)) as decimal(38, 16)) end as earlier_usd,
    cast(sum(case when usd is null then billed_requests else 0 end) as bigint) as unpriced_requests,
    cast(sum(case when usd is null and service_tier = 'priority' then billed_requests else 0 end) as bigint)
        as priority_requests,
    cast(sum(case when token_kind = 'input_tokens' then billed_usd end) as decimal(38, 16)) as billed_usd
from priced
group by period, platform, day, model_id, workspace, token_kind, is_stated
