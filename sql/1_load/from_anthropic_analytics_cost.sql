-- What a row of Anthropic's cost analytics says: what was charged for a day, by the dimensions that were asked for.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: it has money, no tokens. Amounts are CENTS, as decimal texts: `amount` after discounts, `list_amount` before.
-- time meaning: [starting_at, ending_at) in UTC, one day. Figures are final after some thirty days.
create or replace temp view arrived as
with opened as (
    select
        file,
        ordinal,
        json_extract(record, '$.group') as dimensions,
        json_transform(
            record,
            '{
                "starting_at": "VARCHAR",
                "ending_at": "VARCHAR",
                "group": {
                    "model": "VARCHAR",
                    "api_key_id": "VARCHAR",
                    "workspace_id": "VARCHAR",
                    "service_tier": "VARCHAR",
                    "context_window": "VARCHAR",
                    "inference_geo": "VARCHAR",
                    "speed": "VARCHAR",
                    "product": "VARCHAR",
                    "actor": "VARCHAR",
                    "rbac_group_id": "VARCHAR",
                    "agent_id": "VARCHAR",
                    "actor_type": "VARCHAR",
                    "claude_tag_category": "VARCHAR",
                    "claude_tag_user_id": "VARCHAR",
                    "deployment_id": "VARCHAR",
                    "environment_id": "VARCHAR",
                    "organization_id": "VARCHAR",
                    "session_id": "VARCHAR",
                    "slack_channel_id": "VARCHAR",
                    "user_profile_id": "VARCHAR"
                },
                "cost": {"amount": "VARCHAR", "list_amount": "VARCHAR", "currency": "VARCHAR"}
            }'
        ) as r
    from raw
), timed as (
    select
        *,
        time_with_offset(r.starting_at) as begins_at,
        time_with_offset(r.ending_at) as ends_at
    from opened
)
select
    file,
    ordinal,
    'invoice' as kind,
    case
        when r.starting_at is null or r."cost".amount is null then 'not a row of cost analytics, or not valid JSON'
        when begins_at is null then 'no readable day'
        when r."group".rbac_group_id is not null
            then 'a row of a group of people, which overlaps with other groups: ask without group_by rbac_group_id'
        when ends_at > begins_at + interval 1 day then 'an amount for more than one day: ask for bucket_width=1d'
        when upper(r."cost".currency) <> 'USD' then 'an amount that is not in US dollars'
    end as reason,
    'anthropic_analytics_cost' as source,
    begins_at::date as day,
    'anthropic' as provider,
    r."group".model as model,
    r."group".service_tier as service_tier,
    r."group".speed as speed,
    r."group".inference_geo as inference_geo,
    r."group".context_window as context_window,
    r."group".api_key_id as api_key,
    r."group".workspace_id as workspace,
    null as cost_type,
    null as token_kind,
    -- dimensions without a column of their own; they may name people
    nullif(md5(concat_ws(
        '|',
        getvariable('salt'),
        'product ' || r."group".product,
        'actor ' || r."group".actor,
        'agent ' || r."group".agent_id,
        'actor type ' || r."group".actor_type,
        'tag ' || r."group".claude_tag_category,
        'tag user ' || r."group".claude_tag_user_id,
        'deployment ' || r."group".deployment_id,
        'environment ' || r."group".environment_id,
        'organization ' || r."group".organization_id,
        'session ' || r."group".session_id,
        'channel ' || r."group".slack_channel_id,
        'profile ' || r."group".user_profile_id,
        unknown_dimensions(dimensions)
    )), md5(getvariable('salt'))) as part,
    cents_as_usd(r."cost".amount) as billed_text,
    cents_as_usd(r."cost".list_amount) as list_text
from timed
