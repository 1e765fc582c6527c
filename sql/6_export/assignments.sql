-- Each request of the exported periods, the workload that it belongs to, and what it cost by itself: one price card, one tier, so that the
-- requests of a workload add up to what the report says of it, exactly. as_billed_usd is null where nobody publishes a price, and why says so.
-- batch_usd is null where a batch does not take its line of costs, which stays as billed there: why_no_batch. No end user, no session.
-- in: priced_requests, requests, exported_periods, workloads, owners, verdicts, kinds, rates, costs            out: assignments
-- grain: one row a request
-- params: -
create or replace temp view assignments as
with prices as (
    -- A kind without a price has no tokens where its line of costs has an amount; where that has none, nothing of it is used.
    select
        price_card,
        service_tier,
        geo,
        scenario,
        coalesce(input_usd_per_token, cast(0 as decimal(19, 16))) as input_usd,
        coalesce(cache_read_usd_per_token, cast(0 as decimal(19, 16))) as cache_read_usd,
        coalesce(cache_write_5m_usd_per_token, cast(0 as decimal(19, 16))) as cache_write_5m_usd,
        coalesce(cache_write_1h_usd_per_token, cast(0 as decimal(19, 16))) as cache_write_1h_usd,
        coalesce(output_usd_per_token, cast(0 as decimal(19, 16))) as output_usd,
        coalesce(web_search_usd, cast(0 as decimal(19, 16))) as search_usd
    from rates
),
exact as (
    select
        p.request_id,
        p.platform,
        p.model_id,
        p.price_card,
        case
            when p.billed = 0 then cast(0 as decimal(38, 16))
            when a.usd is not null then cast(
                (
                    (cast(p.input_tokens as decimal(15, 0)) * r.input_usd + cast(p.cache_read_tokens as decimal(15, 0)) * r.cache_read_usd)
                    + (cast(p.cache_write_5m_tokens as decimal(15, 0)) * r.cache_write_5m_usd + cast(p.cache_write_1h_tokens as decimal(15, 0)) * r.cache_write_1h_usd)
                )
                + (cast(p.output_tokens as decimal(15, 0)) * r.output_usd + cast(p.web_search_requests as decimal(15, 0)) * r.search_usd) as decimal(38, 16)
            )
        end as as_billed_usd,
        case
            when p.billed = 0 then cast(0 as decimal(38, 16))
            when a.usd is not null and b.usd is not null then cast(
                (
                    (cast(p.input_tokens as decimal(15, 0)) * s.input_usd + cast(p.cache_read_tokens as decimal(15, 0)) * s.cache_read_usd)
                    + (cast(p.cache_write_5m_tokens as decimal(15, 0)) * s.cache_write_5m_usd + cast(p.cache_write_1h_tokens as decimal(15, 0)) * s.cache_write_1h_usd)
                )
                + (cast(p.output_tokens as decimal(15, 0)) * s.output_usd + cast(p.web_search_requests as decimal(15, 0)) * s.search_usd) as decimal(38, 16)
            )
        end as batch_usd,
        case when p.billed = 1 then coalesce(p.why, a.why) end as why,
        case when p.billed = 1 and a.usd is not null then b.why end as why_no_batch
    from priced_requests as p
    inner join exported_periods as e on p.period = e.period
    left join prices as r
        on p.price_card = r.price_card
        and p.service_tier = r.service_tier
        and p.geo = r.geo
        and r.scenario = 'as_billed'
    left join prices as s
        on p.price_card = s.price_card
        and p.service_tier = s.service_tier
        and p.geo = s.geo
        and s.scenario = 'batch'
    left join costs as a
        on p.period = a.period
        and p.workload_id = a.workload_id
        and p.price_card = a.price_card
        and p.service_tier = a.service_tier
        and p.geo = a.geo
        and p.is_stopped = a.is_stopped
        and a.scenario = 'as_billed'
    left join costs as b
        on p.period = b.period
        and p.workload_id = b.workload_id
        and p.price_card = b.price_card
        and p.service_tier = b.service_tier
        and p.geo = b.geo
        and p.is_stopped = b.is_stopped
        and b.scenario = 'batch'
)
select
    q.period,
    q.request_id,
    q.logged_id,
    q.source,
    q.started_at,
    q.ended_at,
    q.provider,
    q.workspace,
    q.api_key,
    q.app,
    q.model,
    q.service_tier,
    q.speed,
    q.inference_geo,
    q.status,
    q.tags,
    q.workload_id,
    w.name as workload_name,
    o.owner,
    k.kind,
    v.verdict,
    v.confidence,
    q.input_tokens,
    q.cache_read_tokens,
    q.cache_write_5m_tokens,
    q.cache_write_1h_tokens,
    q.output_tokens,
    q.web_search_requests,
    q.billed_usd,
    x.platform,
    x.model_id,
    x.price_card,
    x.as_billed_usd,
    x.batch_usd,
    x.why,
    x.why_no_batch
from exact as x
inner join requests as q on x.request_id = q.request_id
left join workloads as w on q.workload_id = w.workload_id
left join owners as o on q.workload_id = o.workload_id
left join verdicts as v on q.period = v.period and q.workload_id = v.workload_id
left join kinds as k on q.period = k.period and q.workload_id = k.workload_id
