-- The requests that can be replayed, narrow and in order. place: their order in a cache's scope. begun_us: when the response began, from
-- which on what it wrote can be read; where the log does not say, when it ended, or 0.8 s and 65 tokens a second later: never too early.
-- in: priced_requests, replay_lines, growing_scopes            out: replay_calls
-- grain: one row a request with prefix blocks, or of a session in a scope whose sessions grow
-- params: -
create or replace temp table replay_calls as
with timed as (
    select
        l.scope_no,
        l.line_no,
        l.least_tokens,
        r.request_id,
        r.session_id,
        r.prompt_tokens,
        r.input_tokens,
        r.cache_read_tokens,
        r.cache_write_5m_tokens,
        r.cache_write_1h_tokens,
        r.output_tokens,
        r.prefix_blocks,
        epoch_us(r.happened_at) as start_us,
        epoch_us(r.first_token_at) as first_token_us,
        case when r.started_at is not null then epoch_us(r.ended_at) end as end_us
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
)
select
    scope_no,
    line_no,
    cast(row_number() over (partition by scope_no order by start_us, request_id) as bigint) as place,
    start_us,
    greatest(
        coalesce(first_token_us, end_us, start_us + 800000 + output_tokens * 15385),
        -- no answer begins before it was asked for
        start_us + 1
    ) as begun_us,
    prompt_tokens,
    input_tokens,
    cache_read_tokens,
    cache_write_5m_tokens,
    cache_write_1h_tokens,
    output_tokens,
    least_tokens,
    session_id,
    prefix_blocks
from timed
