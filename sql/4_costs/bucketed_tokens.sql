-- Tokens of a day that usage totals tell, beside those of the calls in the log. Where several exports tell a day, the largest
-- count speaks: each may know a part only. Totals that span days are left out. Nothing of them is spread over calls.
-- in: usage_buckets, invoice_models, computed_amounts, periods            out: bucketed_tokens
-- grain: one row a (period, platform, day, model_id, token_kind)
-- params: -
create or replace table bucketed_tokens as
with kept as (
    select
        p.period,
        b.source,
        m.platform,
        cast(b.bucket_start as date) as day,
        m.model_id,
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
    where not coalesce(b.superseded, false)
        and b.bucket_end <= cast(cast(b.bucket_start as date) + 1 as timestamptz)
),
kinds as (
    select period, source, platform, day, model_id, 'input_tokens' as token_kind, input_tokens as number from kept
    union all
    select period, source, platform, day, model_id, 'cache_read_tokens' as token_kind, cache_read_tokens as number from kept
    union all
    select period, source, platform, day, model_id, 'cache_write_5m_tokens' as token_kind, cache_write_5m_tokens as number
    from kept
    union all
    select period, source, platform, day, model_id, 'cache_write_1h_tokens' as token_kind, cache_write_1h_tokens as number
    from kept
    union all
    select period, source, platform, day, model_id, 'output_tokens' as token_kind, output_tokens as number from kept
),
by_source as (
    select
        period,
        platform,
        day,
        model_id,
        token_kind,
        source,
        cast(sum(number) as bigint) as number
    from kinds
    group by period, platform, day, model_id, token_kind, source
),
bucketed as (
    select
        period,
        platform,
        day,
        model_id,
        token_kind,
        max(number) as bucket_tokens
    from by_source
    group by period, platform, day, model_id, token_kind
),
logged as (
    select
        period,
        platform,
        day,
        model_id,
        token_kind,
        cast(sum(number) as bigint) as number
    from computed_amounts
    group by period, platform, day, model_id, token_kind
)
select
    b.period,
    b.platform,
    b.day,
    b.model_id,
    b.token_kind,
    b.bucket_tokens,
    coalesce(l.number, 0) as logged_tokens
from bucketed as b
left join logged as l
    on b.period = l.period
    and b.platform is not distinct from l.platform
    and b.day = l.day
    and b.model_id is not distinct from l.model_id
    and b.token_kind = l.token_kind
