-- The charges in the columns of FOCUS 1.0, in its order, then norush's own (x_). Nothing is amortised and nothing was bought ahead, so billed,
-- effective and contracted cost are one; list cost is another where the audit had prices of its own. Days and billing periods are UTC. What FOCUS asks for and no log tells is null.
-- in: focus_charges, focus_stated, focus_totals, focus_platforms, workloads, owners, verdicts, kinds            out: focus
-- grain: one row a (period, workload, or else workspace and API key, day, model, price card, tier, geography, kind of token)
-- params: billing_account
create or replace temp table focus as
with charges as (
    select
        c.*,
        coalesce(c.platform, 'unknown') as sold_on,
        coalesce(p.provider_name, c.platform, 'unknown') as provider_name,
        coalesce(p.service_name, c.platform, 'unknown') as service_name,
        coalesce(c.model_id, 'unknown model') as model_name,
        coalesce(w.workspace, c.workspace) as sub_account,
        coalesce(w.workspace, c.workspace_name) as sub_account_name,
        coalesce(w.api_key, c.api_key) as resource,
        coalesce(w.api_key, c.api_key_name) as resource_name,
        w.app,
        w.name as workload_name,
        o.owner,
        k.kind,
        v.verdict,
        v.confidence,
        c.token_kind = 'web_search' as is_search,
        case c.token_kind
            when 'input' then 'input tokens'
            when 'cache_read' then 'tokens read from the cache'
            when 'cache_write_5m' then 'tokens written to the cache for five minutes'
            when 'cache_write_1h' then 'tokens written to the cache for an hour'
            when 'output' then 'output tokens'
            when 'web_search' then 'web searches'
            when 'all' then 'tokens of all kinds, as the log says that they were charged'
        end as charged_for
    from (
        select * from focus_charges
        union all by name
        select * from focus_stated
        union all by name
        select * from focus_totals
    ) as c
    left join focus_platforms as p on c.platform = p.platform
    left join workloads as w on c.workload_id = w.workload_id
    left join owners as o on c.workload_id = o.workload_id
    left join verdicts as v on c.period = v.period and c.workload_id = v.workload_id
    left join kinds as k on c.period = k.period and c.workload_id = k.workload_id
)
select
    cast(null as varchar) as "AvailabilityZone",
    usd as "BilledCost",
    coalesce($billing_account, sold_on) as "BillingAccountId",
    cast(null as varchar) as "BillingAccountName",
    'USD' as "BillingCurrency",
    cast(date_trunc('month', day) + interval 1 month as timestamptz) as "BillingPeriodEnd",
    cast(date_trunc('month', day) as timestamptz) as "BillingPeriodStart",
    'Usage' as "ChargeCategory",
    cast(null as varchar) as "ChargeClass",
    model_name || ' ' || charged_for
    || case when service_tier = 'standard' then '' else ', ' || service_tier end
    || case when geo = 'global' then '' else ', ' || geo end as "ChargeDescription",
    'Usage-Based' as "ChargeFrequency",
    cast(day + interval 1 day as timestamptz) as "ChargePeriodEnd",
    cast(day as timestamptz) as "ChargePeriodStart",
    cast(null as varchar) as "CommitmentDiscountCategory",
    cast(null as varchar) as "CommitmentDiscountId",
    cast(null as varchar) as "CommitmentDiscountName",
    cast(null as varchar) as "CommitmentDiscountStatus",
    cast(null as varchar) as "CommitmentDiscountType",
    -- with a point, for readers that take whole numbers for another type
    cast(quantity as decimal(20, 2)) as "ConsumedQuantity",
    case when is_search then 'Requests' else 'Tokens' end as "ConsumedUnit",
    usd as "ContractedCost",
    cast(usd_each * case when is_search then 1000 else 1000000 end as decimal(38, 10)) as "ContractedUnitPrice",
    usd as "EffectiveCost",
    provider_name as "InvoiceIssuerName",
    coalesce(cast(cast(quantity as decimal(15, 0)) * list_usd_each as decimal(38, 16)), usd) as "ListCost",
    cast(list_usd_each * case when is_search then 1000 else 1000000 end as decimal(38, 10)) as "ListUnitPrice",
    'Standard' as "PricingCategory",
    cast(
        cast(quantity as decimal(18, 0)) * case when is_search then 0.001000 else 0.000001 end as decimal(38, 6)
    ) as "PricingQuantity",
    case when is_search then '1000 Requests' else '1000000 Tokens' end as "PricingUnit",
    provider_name as "ProviderName",
    case
        when model_id like '%claude%' then 'Anthropic'
        when model_id like '%gemini%' then 'Google'
        when model_id like '%gpt-%' then 'OpenAI'
        else provider_name
    end as "PublisherName",
    case when geo <> 'global' then geo end as "RegionId",
    case when geo = 'us' then 'United States' end as "RegionName",
    resource as "ResourceId",
    resource_name as "ResourceName",
    case when resource is not null then 'API Key' end as "ResourceType",
    'AI and Machine Learning' as "ServiceCategory",
    service_name as "ServiceName",
    sold_on || '/' || model_name || '/' || token_kind as "SkuId",
    coalesce(price_card, sold_on || '/' || model_name) || '/' || service_tier || '/' || geo || '/' || token_kind as "SkuPriceId",
    sub_account as "SubAccountId",
    sub_account_name as "SubAccountName",
    -- a key without a value is left out: null is no value of a tag
    cast(
        json_merge_patch(
            '{}',
            json_object(
                'api_key', resource_name, 'app', app, 'norush/kind', kind, 'norush/verdict', verdict, 'norush/workload', workload_name,
                'norush/workload_id', workload_id, 'owner', owner
            )
        ) as varchar
    ) as "Tags",
    batch_usd as "x_BatchCost",
    confidence as "x_Confidence",
    case when usd_each is null then 'log' else 'price book' end as "x_CostBasis",
    kind as "x_Kind",
    model_id as "x_Model",
    owner as "x_Owner",
    period as "x_Period",
    price_card as "x_PriceCard",
    service_tier as "x_ServiceTier",
    token_kind as "x_TokenKind",
    verdict as "x_Verdict",
    workload_id as "x_WorkloadId",
    workload_name as "x_WorkloadName"
from charges
