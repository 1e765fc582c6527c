-- What a row of Anthropic's usage analytics says: the tokens and the requests of a time, by the dimensions that were asked for.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: uncached_input_tokens EXCLUDES cache reads and writes.
-- time meaning: [starting_at, ending_at) in UTC. Figures are final after some thirty days.
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
                "usage": {
                    "uncached_input_tokens": "VARCHAR",
                    "cache_read_input_tokens": "VARCHAR",
                    "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
                    "output_tokens": "VARCHAR",
                    "server_tool_use": {"web_search_requests": "VARCHAR"},
                    "requests": "VARCHAR"
                }
            }'
        ) as r
    from raw
)
select
    file,
    ordinal,
    'bucket' as kind,
    case
        when r.starting_at is null or r."usage".uncached_input_tokens is null then 'not a row of usage analytics, or not valid JSON'
        when r."group".rbac_group_id is not null
            then 'a row of a group of people, which overlaps with other groups: ask without group_by rbac_group_id'
    end as reason,
    'anthropic_analytics_usage' as source,
    time_with_offset(r.starting_at) as bucket_start,
    time_with_offset(r.ending_at) as bucket_end,
    'anthropic' as provider,
    r."group".model as model,
    r."group".service_tier as service_tier,
    r."group".speed as speed,
    r."group".inference_geo as inference_geo,
    r."group".context_window as context_window,
    r."group".api_key_id as api_key,
    r."group".workspace_id as workspace,
    r."group".product as app,
    r."group".actor as end_user,
    -- dimensions without a column of their own; they may name people
    nullif(md5(concat_ws(
        '|',
        getvariable('salt'),
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
    r."usage".requests as requests_text,
    false as input_includes_cache,
    r."usage".uncached_input_tokens as input_text,
    r."usage".cache_read_input_tokens as cache_read_text,
    r."usage".cache_creation.ephemeral_5m_input_tokens as cache_write_5m_text,
    r."usage".cache_creation.ephemeral_1h_input_tokens as cache_write_1h_text,
    r."usage".output_tokens as output_text,
    r."usage".server_tool_use.web_search_requests as web_search_text,
    null as billed_text
from opened
