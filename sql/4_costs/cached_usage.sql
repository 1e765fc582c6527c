-- What becomes of a line's tokens under a cache, in each setting and with each luck. Outside batches: `floor` is written and never read,
-- `likely` is the replay by the provider's rules, `best` reads what an ideal cache would. Inside batches hits are best effort: the
-- documented least, middle and most share of the chosen heads, never more than is shared; `bound` is all of them. Requests without a
-- replay keep the cache use that the log shows; with no luck at all, inside a batch, they have none.
-- in: usage, replay            out: cached_usage
-- grain: one row a (period, workload_id, price_card, service_tier, geo, why, is_stopped, scenario, setting, luck), of workloads that were replayed
-- params: batch_hits_least, batch_hits_likely, batch_hits_most
create or replace temp table cached_usage as
with ideals as (
    select
        period,
        workload_id,
        price_card,
        service_tier,
        geo,
        is_stopped,
        ttl,
        read_tokens
    from replay
    where policy = 'ideal'
), provided as (
    select
        r.period,
        r.workload_id,
        r.price_card,
        r.service_tier,
        r.geo,
        r.is_stopped,
        'cache_' || r.ttl as scenario,
        r.ttl,
        r.setting,
        cast(sum(r.requests) as bigint) as requests,
        cast(sum(r.input_tokens) as bigint) as input_tokens,
        cast(sum(r.cache_read_tokens) as bigint) as cache_read_tokens,
        cast(sum(r.cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
        cast(sum(r.cache_write_1h_tokens) as bigint) as cache_write_1h_tokens,
        cast(sum(r.read_tokens) as bigint) as read_tokens,
        cast(sum(r.write_tokens) as bigint) as write_tokens,
        -- what is inferred has no ideal: it stays what it is
        cast(sum(case when r.grade = 'exact' then greatest(i.read_tokens, r.read_tokens) else r.read_tokens end) as bigint)
            as best_tokens
    from replay as r
    left join ideals as i
        on i.period = r.period
        and i.workload_id = r.workload_id
        and i.price_card = r.price_card
        and i.service_tier = r.service_tier
        and i.geo = r.geo
        and i.is_stopped = r.is_stopped
        and i.ttl = r.ttl
    where r.policy = 'provider'
    group by r.period, r.workload_id, r.price_card, r.service_tier, r.geo, r.is_stopped, r.ttl, r.setting
), batched as (
    select
        r.period,
        r.workload_id,
        r.price_card,
        r.service_tier,
        r.geo,
        r.is_stopped,
        'batch_cache_' || t.ttl as scenario,
        t.ttl,
        r.setting,
        r.requests,
        r.input_tokens,
        r.cache_read_tokens,
        r.cache_write_5m_tokens,
        r.cache_write_1h_tokens,
        h.luck,
        r.read_tokens + r.write_tokens as all_tokens,
        case
            when h.luck = 'bound' then r.read_tokens + r.write_tokens
            else least(
                cast(floor(cast(r.read_tokens + r.write_tokens as decimal(19, 0)) * h.hits) as bigint), r.read_tokens
            )
        end as read_tokens
    from replay as r
    cross join (select '5m' as ttl union all select '1h' as ttl) as t
    cross join (
        select
            'floor' as luck,
            cast($batch_hits_least as decimal(3, 2)) as hits
        union all
        select
            'likely' as luck,
            cast($batch_hits_likely as decimal(3, 2)) as hits
        union all
        select
            'best' as luck,
            cast($batch_hits_most as decimal(3, 2)) as hits
        union all
        select
            'bound' as luck,
            cast(1 as decimal(3, 2)) as hits
    ) as h
    where r.policy = 'shared'
), lucky as (
    select
        p.period,
        p.workload_id,
        p.price_card,
        p.service_tier,
        p.geo,
        p.is_stopped,
        p.scenario,
        p.ttl,
        p.setting,
        p.requests,
        p.input_tokens,
        p.cache_read_tokens,
        p.cache_write_5m_tokens,
        p.cache_write_1h_tokens,
        l.luck,
        case l.luck when 'floor' then 0 when 'likely' then p.read_tokens else p.best_tokens end as read_tokens,
        case l.luck
            when 'floor' then p.read_tokens + p.write_tokens
            when 'likely' then p.write_tokens
            else least(
                p.write_tokens,
                p.input_tokens + p.cache_read_tokens + p.cache_write_5m_tokens + p.cache_write_1h_tokens - p.best_tokens
            )
        end as write_tokens
    from provided as p
    cross join (select 'floor' as luck union all select 'likely' as luck union all select 'best' as luck) as l
    union all
    select
        period,
        workload_id,
        price_card,
        service_tier,
        geo,
        is_stopped,
        scenario,
        ttl,
        setting,
        requests,
        input_tokens,
        cache_read_tokens,
        cache_write_5m_tokens,
        cache_write_1h_tokens,
        luck,
        read_tokens,
        all_tokens - read_tokens as write_tokens
    from batched
), asked as (
    select
        period,
        workload_id,
        scenario,
        ttl,
        setting,
        luck
    from lucky
    group by period, workload_id, scenario, ttl, setting, luck
), joined as (
    select
        u.period,
        u.workload_id,
        u.price_card,
        u.service_tier,
        u.geo,
        u.why,
        u.is_stopped,
        u.billed_requests,
        a.scenario,
        a.ttl,
        a.setting,
        a.luck,
        coalesce(c.requests, 0) as replayed_requests,
        u.input_tokens - coalesce(c.input_tokens, 0) as rest_input_tokens,
        u.cache_read_tokens - coalesce(c.cache_read_tokens, 0) as rest_read_tokens,
        u.cache_write_5m_tokens - coalesce(c.cache_write_5m_tokens, 0) as rest_write_5m_tokens,
        u.cache_write_1h_tokens - coalesce(c.cache_write_1h_tokens, 0) as rest_write_1h_tokens,
        coalesce(c.input_tokens + c.cache_read_tokens + c.cache_write_5m_tokens + c.cache_write_1h_tokens, 0) as prompt_tokens,
        coalesce(c.read_tokens, 0) as read_tokens,
        coalesce(c.write_tokens, 0) as write_tokens,
        u.output_tokens,
        u.web_search_requests,
        -- what already runs in batches does so in any scenario
        a.luck = 'floor' and a.scenario in ('batch_cache_5m', 'batch_cache_1h') and u.service_tier <> 'batch' as is_rest_uncached
    from usage as u
    inner join asked as a
        on a.period = u.period
        and a.workload_id = u.workload_id
    left join lucky as c
        on c.period = u.period
        and c.workload_id = u.workload_id
        and c.price_card = u.price_card
        and c.service_tier = u.service_tier
        and c.geo = u.geo
        and c.is_stopped = u.is_stopped
        and c.scenario = a.scenario
        and c.setting = a.setting
        and c.luck = a.luck
)
select
    period,
    workload_id,
    price_card,
    service_tier,
    geo,
    why,
    is_stopped,
    billed_requests,
    replayed_requests,
    scenario,
    setting,
    luck,
    prompt_tokens - read_tokens - write_tokens + rest_input_tokens + case
        when is_rest_uncached then rest_read_tokens + rest_write_5m_tokens + rest_write_1h_tokens
        else 0
    end as input_tokens,
    read_tokens + case when is_rest_uncached then 0 else rest_read_tokens end as cache_read_tokens,
    case when ttl = '5m' then write_tokens else 0 end + case when is_rest_uncached then 0 else rest_write_5m_tokens end
        as cache_write_5m_tokens,
    case when ttl = '1h' then write_tokens else 0 end + case when is_rest_uncached then 0 else rest_write_1h_tokens end
        as cache_write_1h_tokens,
    output_tokens,
    web_search_requests
from joined
