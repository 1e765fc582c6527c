-- The requests of the judged periods, narrow, each with the number of its program, its session and its end user: their names are compared
-- here once, and what comes after carries integers.
-- in: requests, programs, sessions, end_users    out: numbered
-- grain: one row a request in a period
create or replace temp table numbered as
select
    r.rowid as place,
    p.key_no as program_no,
    s.session,
    epoch_us(coalesce(r.started_at, r.ended_at)) as start_us,
    epoch_us(r.ended_at) as logged_end_us,
    r.started_at is not null and r.ended_at is not null as is_end_known,
    r.input_tokens + r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens as prompt_tokens,
    r.cache_read_tokens,
    r.cache_write_5m_tokens + r.cache_write_1h_tokens as cache_write_tokens,
    r.output_tokens,
    u.user_no,
    r.streamed,
    r.stop_reason = 'tool_use' as is_tool_stop,
    r.stop_reason = 'tool_use' and r.tools >= 3 as is_tool_choice,
    r.status <> 'succeeded' as has_failed
from requests as r
left join sessions as s on s.session_id = r.session_id
left join end_users as u on u.end_user = r.end_user
-- every request in a period has its program: an inner join says the same, but the planner would take what it leaves for few, and build
-- the tables of the other joins of all calls
left join programs as p
    on p.period = r.period
    and p.provider is not distinct from r.provider
    and p.workspace is not distinct from r.workspace
    and p.api_key is not distinct from r.api_key
    and p.app is not distinct from r.app
    and p.model is not distinct from r.model
    and p.user_agent is not distinct from r.user_agent
    and p.is_batch = (r.service_tier = 'batch')
    and p.is_blank = (r.status <> 'succeeded' and r.input_tokens + r.output_tokens + r.cache_read_tokens = 0)
    and p.logged_manner = concat(
        case when r.streamed then ' streamed' else '' end,
        case when r.tools > 0 then ' with tools' else '' end,
        case when r.end_user is not null then ' for users' else '' end,
        -- a log of tokens alone shows of a program only whether it caches its prompts
        case
            when r.streamed is null and r.tools is null and r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens > 0
                then ' cached'
            else ''
        end
    )
where r.period is not null
