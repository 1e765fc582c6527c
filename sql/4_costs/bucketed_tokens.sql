-- Tokens of a day that usage totals tell, beside those of the calls in the log. Where several exports tell a day, the largest
-- count speaks: each may know a part only. Totals that span days are left out. Nothing of them is spread over calls.
-- is_by_workspace: of one workspace, from the exports that tell it; else of all. dearest_usd_each is the most a token could cost.
-- in: usage_buckets, invoice_models, dearest_prices, computed_amounts, logged_kinds, workspace_names, periods            out: bucketed_tokens
-- grain: one row a (period, platform, day, model_id, is_by_workspace, workspace, token_kind)
-- params: -
create or replace table bucketed_tokens as
with kept as (
    select
        p.period,
        b.source,
        m.platform,
        cast(b.bucket_start as date) as day,
        m.model_id,
        coalesce(n.name, b.workspace) as workspace,
        contains(coalesce(b.grouped_by, ''), 'workspace') as tells_workspace,
        b.input_tokens,
        b.cache_read_tokens,
        b.cache_write_5m_tokens,
        b.cache_write_1h_tokens,
        b.output_tokens
    from usage_buckets as b
    inner join invoice_models as m
        on b.provider is not distinct from m.provider
        and b.model is not distinct from m.model
    inner join periods as p
        on b.bucket_start >= p.since
        and b.bucket_end <= p.until
    left join workspace_names as n
        on b.workspace = n.id
    where not coalesce(b.superseded, false)
        and b.bucket_end <= cast(cast(b.bucket_start as date) + 1 as timestamptz)
),
kinds as (
    select
        k.period,
        k.source,
        k.platform,
        k.day,
        k.model_id,
        k.workspace,
        k.tells_workspace,
        t.token_kind,
        case t.token_kind
            when 'input_tokens' then k.input_tokens
            when 'cache_read_tokens' then k.cache_read_tokens
            when 'cache_write_5m_tokens' then k.cache_write_5m_tokens
            when 'cache_write_1h_tokens' then k.cache_write_1h_tokens
            else k.output_tokens
        end as number
    from kept as k
    cross join logged_kinds as t
    where t.token_kind <> 'web_search'
),
grained as (
    select *, false as is_by_workspace
    from kinds
    union all
    select *, true as is_by_workspace
    from kinds
    where tells_workspace
),
by_source as (
    select
        period,
        platform,
        day,
        model_id,
        is_by_workspace,
        case when is_by_workspace then workspace end as workspace,
        token_kind,
        source,
        cast(sum(number) as bigint) as number
    from grained
    group by
        period, platform, day, model_id, is_by_workspace, case when is_by_workspace then workspace end, token_kind, source
),
bucketed as (
    select
        period,
        platform,
        day,
        model_id,
        is_by_workspace,
        workspace,
        token_kind,
        max(number) as bucket_tokens
    from by_source
    group by period, platform, day, model_id, is_by_workspace, workspace, token_kind
),
logged as (
    select
        b.period,
        b.platform,
        b.day,
        b.model_id,
        b.is_by_workspace,
        b.workspace,
        b.token_kind,
        cast(sum(c.number) as bigint) as number
    from bucketed as b
    inner join computed_amounts as c
        on b.period = c.period
        and b.platform is not distinct from c.platform
        and b.day = c.day
        and b.model_id is not distinct from c.model_id
        and (not b.is_by_workspace or b.workspace is not distinct from c.workspace)
        and b.token_kind = c.token_kind
    group by b.period, b.platform, b.day, b.model_id, b.is_by_workspace, b.workspace, b.token_kind
),
dearest as (
    -- a price that ended as the day began may still be billed
    select
        b.platform,
        b.model_id,
        b.day,
        b.token_kind,
        max(p.usd_each) as usd_each
    from (select distinct platform, model_id, day, token_kind from bucketed) as b
    inner join dearest_prices as p
        on b.platform is not distinct from p.platform
        and b.model_id is not distinct from p.model_id
        and b.token_kind = p.token_kind
        and cast(b.day + 1 as timestamptz) > p.valid_from
        and cast(b.day as timestamptz) <= p.valid_until
    group by b.platform, b.model_id, b.day, b.token_kind
)
select
    b.period,
    b.platform,
    b.day,
    b.model_id,
    b.is_by_workspace,
    b.workspace,
    b.token_kind,
    b.bucket_tokens,
    coalesce(l.number, 0) as logged_tokens,
    d.usd_each as dearest_usd_each
from bucketed as b
left join logged as l
    on b.period = l.period
    and b.platform is not distinct from l.platform
    and b.day = l.day
    and b.model_id is not distinct from l.model_id
    and b.is_by_workspace = l.is_by_workspace
    and b.workspace is not distinct from l.workspace
    and b.token_kind = l.token_kind
left join dearest as d
    on b.platform is not distinct from d.platform
    and b.model_id is not distinct from d.model_id
    and b.day = d.day
    and b.token_kind = d.token_kind
