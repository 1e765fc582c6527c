-- What a line costs under a cache, in the setting that is cheaper for its workload (`head` where both cost the same). A line that has no
-- price there stays as billed (is_kept), and one without a price as billed takes part in no scenario: its usd is null.
-- in: cached_usage, rates, costs            out: cached_costs
-- grain: one row a (period, workload_id, price_card, service_tier, geo, is_stopped, scenario, luck); without a card, also a why
-- params: -
create or replace table cached_costs as
with priced as (
    select
        c.*,
        a.usd as as_billed_usd,
        case when c.is_kept_out then 'a batch does not take them as they are' else r.why end as no_rate,
        case
            when r.price_card is null or r.why is not null or c.is_kept_out then null
            when c.billed_requests = 0 then cast(0 as decimal(38, 16))
            else cast(
                (
                    cast(c.input_tokens as decimal(15, 0)) * r.input_usd_per_token
                    + case
                        when c.cache_read_tokens = 0 then cast(0 as decimal(34, 16))
                        else cast(c.cache_read_tokens as decimal(15, 0)) * r.cache_read_usd_per_token
                    end
                )
                + (
                    case
                        when c.cache_write_5m_tokens = 0 then cast(0 as decimal(34, 16))
                        else cast(c.cache_write_5m_tokens as decimal(15, 0)) * r.cache_write_5m_usd_per_token
                    end
                    + case
                        when c.cache_write_1h_tokens = 0 then cast(0 as decimal(34, 16))
                        else cast(c.cache_write_1h_tokens as decimal(15, 0)) * r.cache_write_1h_usd_per_token
                    end
                )
                + (
                    cast(c.output_tokens as decimal(15, 0)) * r.output_usd_per_token
                    + case
                        when c.web_search_requests = 0 then cast(0 as decimal(34, 16))
                        else cast(c.web_search_requests as decimal(15, 0)) * r.web_search_usd
                    end
                ) as decimal(38, 16)
            )
        end as own_usd
    from (
        select
            *,
            is_stopped and scenario in ('batch_cache_5m', 'batch_cache_1h') as is_kept_out
        from cached_usage
    ) as c
    inner join costs as a
        on a.period = c.period
        and a.workload_id = c.workload_id
        and a.price_card is not distinct from c.price_card
        and a.service_tier = c.service_tier
        and a.geo = c.geo
        and a.is_stopped = c.is_stopped
        and a.scenario = 'as_billed'
        and (c.price_card is not null or a.why is not distinct from c.why)
    left join rates as r
        on r.price_card = c.price_card
        and r.service_tier = c.service_tier
        and r.geo = c.geo
        -- a cache changes no tier, a batch does: their rates are those of the scenarios without a cache of their own
        and r.scenario = case when c.scenario in ('cache_5m', 'cache_1h') then 'as_billed' else 'batch' end
), kept as (
    select
        *,
        case when as_billed_usd is not null then coalesce(own_usd, as_billed_usd) end as usd,
        as_billed_usd is not null and own_usd is null as is_kept
    from priced
), compared as (
    select
        period,
        workload_id,
        scenario,
        setting,
        row_number() over (partition by period, workload_id, scenario order by sum(usd), setting) as rank
    from kept
    where luck = 'likely'
    group by period, workload_id, scenario, setting
)
select
    k.period,
    k.workload_id,
    k.price_card,
    k.service_tier,
    k.geo,
    k.is_stopped,
    k.scenario,
    k.setting,
    k.luck,
    k.billed_requests,
    k.replayed_requests,
    k.input_tokens,
    k.cache_read_tokens,
    k.cache_write_5m_tokens,
    k.cache_write_1h_tokens,
    k.output_tokens,
    k.web_search_requests,
    k.usd,
    k.is_kept,
    case
        when k.usd is null then k.why
        when k.is_kept then coalesce(k.no_rate, 'cache tokens without a published price for ' || k.price_card)
    end as why
from kept as k
inner join compared as c
    on c.period = k.period
    and c.workload_id = k.workload_id
    and c.scenario = k.scenario
    and c.setting = k.setting
    and c.rank = 1
