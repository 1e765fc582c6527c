-- What each loss of a cache that is used cost. never_read: what the write cost beyond input. life_too_long: what an hour's write cost beyond one of
-- five minutes. All others: what was paid for tokens that a read would have brought. They overlap, and are not to be added up.
-- in: cache_losses, cache_lines, rates            out: cache_loss_costs
-- grain: one row a (period, workload_id, loss, grade)
-- params: -
create or replace table cache_loss_costs as
with priced as (
    select
        l.period,
        l.workload_id,
        c.loss,
        c.grade,
        c.calls,
        c.write_5m_tokens + c.write_1h_tokens + c.input_tokens as tokens,
        case
            when c.write_5m_tokens = 0 then cast(0 as decimal(35, 16))
            else cast(c.write_5m_tokens as decimal(15, 0)) * (
                r.cache_write_5m_usd_per_token
                - case when c.loss = 'never_read' then r.input_usd_per_token else r.cache_read_usd_per_token end
            )
        end as write_5m_usd,
        case
            when c.write_1h_tokens = 0 then cast(0 as decimal(35, 16))
            else cast(c.write_1h_tokens as decimal(15, 0)) * (
                r.cache_write_1h_usd_per_token
                - case
                    when c.loss = 'never_read' then r.input_usd_per_token
                    when c.loss = 'life_too_long' then r.cache_write_5m_usd_per_token
                    else r.cache_read_usd_per_token
                end
            )
        end as write_1h_usd,
        cast(c.input_tokens as decimal(15, 0)) * (r.input_usd_per_token - r.cache_read_usd_per_token) as input_usd
    from cache_losses as c
    inner join cache_lines as l on l.line_no = c.line_no
    inner join rates as r
        on r.price_card = l.price_card
        and r.service_tier = l.service_tier
        and r.geo = l.geo
        and r.scenario = 'as_billed'
        and r.why is null
)
select
    period,
    workload_id,
    loss,
    grade,
    cast(sum(calls) as bigint) as calls,
    cast(sum(tokens) as bigint) as tokens,
    cast(sum((write_5m_usd + write_1h_usd) + input_usd) as decimal(38, 16)) as usd
from priced
group by period, workload_id, loss, grade
