-- What the requests of each period are, in two numbers: whether any of them changed since the period was judged. Where a row came from and
-- where it belongs take no part; everything that a stage reads does. unplaced: how many have no workload, be they new or put back by a load
-- that read their file again: they may be what they were, and still nothing was said of them.
-- in: requests            out: contents
-- grain: one row a period with a request
create or replace temp table contents as
select
    period,
    concat(count(*), ' ', sum(hash(
        request_id, source, started_at, first_token_at, ended_at, provider, model, service_tier, speed, inference_geo, streamed, api_key,
        workspace, app, end_user, session_id, tags, operation, user_agent, input_tokens, cache_read_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, output_tokens, max_tokens, tools, web_search_requests, stop_reason, status, error_type, billed_usd,
        prefix_blocks
    ))) as contents,
    count(*) filter (workload_id is null) as unplaced
from requests
where period is not null
group by period
