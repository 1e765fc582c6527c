-- The requests that can be replayed, narrow and in order. place: their order in a cache's scope; an id decides only between requests that
-- start and begin to be answered together, with prompts of one length.
-- in: priced_requests, replay_lines, growing_scopes            out: replay_calls
-- grain: one row a request with prefix blocks, or of a session in a scope whose sessions grow
-- params: -
create or replace temp table replay_calls as
select
    l.scope_no,
    l.line_no,
    cast(row_number() over (partition by l.scope_no order by r.start_us, r.begun_us, r.prompt_tokens, r.request_id) as bigint) as place,
    r.start_us,
    r.begun_us,
    r.prompt_tokens,
    r.input_tokens,
    r.cache_read_tokens,
    r.cache_write_5m_tokens,
    r.cache_write_1h_tokens,
    r.output_tokens,
    l.least_tokens,
    r.session_id,
    r.prefix_blocks
from priced_requests as r
inner join replay_lines as l
    on r.period = l.period
    and r.workload_id = l.workload_id
    and r.price_card = l.price_card
    and r.service_tier = l.service_tier
    and r.geo = l.geo
    and r.is_stopped = l.is_stopped
where r.billed = 1
    and (
        r.prefix_blocks is not null
        or (r.session_id is not null and l.scope_no in (select g.scope_no from growing_scopes as g))
    )
