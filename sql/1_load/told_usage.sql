-- What an Anthropic usage object says itself, its counts as texts. Parsed once: field by field takes several times as long.
-- in: -                   out: told_usage
-- grain: a macro over one usage object
create or replace temp macro told_usage(u) as
    json_transform(
        u,
        '{
            "input_tokens": "VARCHAR",
            "cache_read_input_tokens": "VARCHAR",
            "cache_creation_input_tokens": "VARCHAR",
            "cache_creation": {"ephemeral_5m_input_tokens": "VARCHAR", "ephemeral_1h_input_tokens": "VARCHAR"},
            "output_tokens": "VARCHAR",
            "server_tool_use": {"web_search_requests": "VARCHAR"},
            "service_tier": "VARCHAR",
            "inference_geo": "VARCHAR",
            "speed": "VARCHAR",
            "model": "VARCHAR"
        }'
    )
