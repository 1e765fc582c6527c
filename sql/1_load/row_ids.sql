-- Gives each new row that has no id of its own one made of its content and an ordinal among equal rows, and each id that is too
-- short to be unique in the world the start of its call. The file takes no part, so that splitting a log changes nothing.
-- in: requests            out: requests
-- grain: -
-- params: first_file_id, shortest_global_id
update requests
set request_id = named.request_id
from (
    select
        place,
        case
            when request_id is null or request_id = '' then concat('row-', left(content, 20), '-', row_number() over (partition by content order by tags, end_user))
            else concat(request_id, '@', epoch_us(coalesce(started_at, ended_at)))
        end as request_id
    from (
        select
            rowid as place,
            request_id,
            started_at,
            ended_at,
            tags::text as tags,
            end_user,
            -- a row's text says where a null stands; joined texts would not
            md5(row(
                source, started_at, ended_at, first_token_at, provider, model, service_tier, speed, inference_geo, streamed,
                api_key, workspace, app, session_id, operation, user_agent, input_tokens, cache_read_tokens,
                cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, max_tokens, tools, web_search_requests,
                stop_reason, status, error_type, billed_usd, request_id
            )::text) as content
        from requests
        where file_id >= $first_file_id
            and (request_id is null or length(request_id) < $shortest_global_id)
    )
) as named
where requests.rowid = named.place
