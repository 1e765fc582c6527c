-- The requests of a database without a name in them: what is counted and when stays; who and what for is hashed, and tags go.
-- An error keeps its class only: turned away, out of time, other. Ids are numbers in the order of the original's: of what happened at one
-- instant, the first stays the first.
-- in: original.requests, known_models, client_names   out: requests
-- grain: one row a request, as in the original
insert into requests by name
select
    concat('request-', lpad(cast(row_number() over (order by request_id) as text), 12, '0')) as request_id,
    redacted_word('format', source, getvariable('known_formats')) as source,
    started_at,
    first_token_at,
    ended_at,
    redacted_word('provider', provider, getvariable('known_providers')) as provider,
    redacted_model(provider, model) as model,
    redacted_word('tier', service_tier, getvariable('known_words')) as service_tier,
    redacted_word('speed', speed, getvariable('known_words')) as speed,
    redacted_word('geo', inference_geo, getvariable('known_words')) as inference_geo,
    streamed,
    redacted('key', api_key) as api_key,
    redacted_workspace(workspace) as workspace,
    redacted('app', app) as app,
    redacted('user', end_user) as end_user,
    redacted('session', session_id) as session_id,
    case when list_contains(getvariable('known_words'), operation) then operation end as operation,
    (
        select redacted('client', nullif(n.client, ''))
        from client_names as n
        where n.user_agent is not distinct from r.user_agent
    ) as user_agent,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    output_tokens,
    max_tokens,
    tools,
    web_search_requests,
    redacted_word('stop', stop_reason, getvariable('known_words')) as stop_reason,
    redacted_word('status', status, getvariable('known_words')) as status,
    case
        when error_type is null then null
        when error_type ilike '%429%' or error_type ilike '%rate%limit%' or error_type ilike '%throttl%'
            or error_type ilike '%too%many%requests%' or error_type ilike '%quota%' or error_type ilike '%resource%exhausted%'
            then 'rate_limit'
        when error_type ilike '%timeout%' or error_type ilike '%timed%out%' or error_type ilike '%deadline%'
            or error_type ilike '%408%' or error_type ilike '%504%'
            then 'timeout'
        else 'error'
    end as error_type,
    billed_usd,
    redacted_prefix_blocks(prefix_blocks) as prefix_blocks,
    file_id,
    'request' as kind
from original.requests as r
