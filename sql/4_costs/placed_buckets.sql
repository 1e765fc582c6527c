-- Usage totals by period, and which of them stand in the report: left_out says why one does not. 'told_again': the same export
-- tells these tokens in another width or grouping; 'outside_period': no period holds the whole of its time; 'other_export':
-- another export tells that day of that platform too, with more tokens (of equal ones, the first by name is kept). None of periods with
-- calls, where totals are only compared.
-- in: usage_buckets, invoice_models, periods, requests          out: placed_buckets
-- grain: one row a bucket and its dimensions
-- params: -
create or replace table placed_buckets as
with windows as (
    select
        p.period,
        p.since,
        p.until,
        r.period is null as has_totals_alone
    from periods as p
    left join (select distinct period from requests) as r
        on p.period = r.period
),
placed as (
    select
        p.period,
        b.source,
        b.bucket_start,
        b.bucket_end,
        cast(b.bucket_start as date) as day,
        b.provider,
        b.model,
        m.platform,
        m.model_id,
        b.service_tier,
        b.speed,
        b.inference_geo,
        b.context_window,
        b.workspace,
        b.api_key,
        b.requests,
        b.input_tokens,
        b.cache_read_tokens,
        b.cache_write_5m_tokens,
        b.cache_write_1h_tokens,
        b.output_tokens,
        b.web_search_requests,
        b.input_tokens + b.cache_read_tokens + b.cache_write_5m_tokens + b.cache_write_1h_tokens + b.output_tokens as tokens,
        case
            when coalesce(b.superseded, false) then 'told_again'
            when p.period is null then 'outside_period'
        end as place
    from usage_buckets as b
    inner join invoice_models as m
        on b.provider is not distinct from m.provider
        and b.model is not distinct from m.model
    left join windows as p
        on b.bucket_start >= p.since
        and b.bucket_end <= p.until
    where coalesce(p.has_totals_alone, exists (select 1 from windows where has_totals_alone))
),
exports as (
    select
        period,
        platform,
        day,
        source,
        row_number() over (partition by period, platform, day order by sum(tokens) desc, source) as position
    from placed
    where place is null
    group by period, platform, day, source
)
select
    p.* exclude (place),
    coalesce(p.place, case when e.position > 1 then 'other_export' end) as left_out
from placed as p
left join exports as e
    on p.period = e.period
    and p.platform is not distinct from e.platform
    and p.day = e.day
    and p.source = e.source
