-- The scopes whose sessions are conversations: at least nine in ten steps grow by half of the answer in between.
-- in: priced_requests, replay_lines, long_sessions            out: growing_scopes
-- grain: one row a scope whose sessions grow
-- params: -
create or replace temp table growing_scopes as
with stepped as (
    select
        l.scope_no,
        r.prompt_tokens - lag(r.prompt_tokens) over session as more_tokens,
        lag(r.output_tokens) over session as last_output_tokens
    from priced_requests as r
    inner join long_sessions as s
        on r.session_id = s.session_id
        and r.workload_id = s.workload_id
        and r.period = s.period
    inner join replay_lines as l
        on r.period = l.period
        and r.workload_id = l.workload_id
        and r.price_card = l.price_card
        and r.service_tier = l.service_tier
        and r.geo = l.geo
        and r.is_stopped = l.is_stopped
    where r.billed = 1
        and r.prefix_blocks is null
    window session as (partition by l.scope_no, r.session_id order by r.start_us, r.begun_us, r.prompt_tokens, r.request_id)
)
select scope_no
from stepped
where more_tokens is not null
group by scope_no
having 10 * sum(case when 2 * more_tokens >= last_output_tokens then 1 else 0 end) >= 9 * count(*)
