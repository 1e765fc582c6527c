-- The dimensions of a row of analytics that norush does not know, with their values: null where there is none. They tell the row apart from others.
-- in: -                   out: unknown_dimensions
-- grain: a macro over the JSON object of one row's dimensions
create or replace temp macro unknown_dimensions(dimensions) as
    nullif(array_to_string(list_sort([
        concat(entry.key, ' ', entry.value)
        for entry in map_entries(try_cast(dimensions as map(text, text)))
        if entry.value is not null and entry.key not in (
            'model', 'api_key_id', 'workspace_id', 'service_tier', 'context_window', 'inference_geo', 'speed', 'product', 'actor',
            'rbac_group_id', 'agent_id', 'actor_type', 'claude_tag_category', 'claude_tag_user_id', 'deployment_id', 'environment_id',
            'organization_id', 'session_id', 'slack_channel_id', 'user_profile_id'
        )
    ]), '|'), '')
