-- Rows that say the same call again: all but one of each request_id. The one that stays is the last version, says what it cost, and ended last.
-- in: requests, repeated_ids   out: repeats
-- grain: one row a superfluous row of requests; is_version: it tells the call otherwise than every better row, and goes to versions
create or replace temp table repeats as
with ranked as (
    select
        rowid as place,
        file_id,
        request_id,
        {
            'source': source,
            'model': model,
            'since': coalesce(started_at, ended_at),
            'until': coalesce(ended_at, started_at),
            'prompt': input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens,
            'answer': output_tokens
        } as telling,
        row_number() over (
            partition by request_id
            order by
                -- of several versions the last
                updated_at desc nulls last,
                status = 'succeeded' desc,
                output_tokens desc,
                -- a sub-agent replays calls of the main chain, later
                ends_with(operation, '-subagent'),
                -- of two logs of one call, whose clocks differ by chance: that which knows more of what it cost, and whose it was
                billed_usd is not null desc,
                api_key is not null desc,
                coalesce(ended_at, started_at) desc,
                started_at,
                len(prefix_blocks) desc nulls last,
                md5(concat_ws(
                    '|', source, first_token_at, provider, model, service_tier, speed, inference_geo, streamed, api_key, workspace,
                    app, session_id, operation, user_agent, input_tokens, cache_read_tokens, cache_write_5m_tokens,
                    cache_write_1h_tokens, max_tokens, tools, web_search_requests, stop_reason, error_type, billed_usd
                )),
                tags::text,
                end_user,
                span,
                parent_span,
                file_id
        ) as position
    from requests
    where coalesce(logged_id, request_id) in (select base from repeated_ids)
), told as (
    select
        place,
        file_id,
        position,
        row_number() over (partition by request_id, telling order by position) = 1 and not is_providers_id(request_id) as is_version
    from ranked
)
select
    place,
    file_id,
    is_version
from told
where position > 1
