-- Appends the places in traces of what this load read, each once.
-- in: requests (before rejects and other records leave it)   out: spans
-- grain: one row a version of a record that is a call, or that may stand between two calls
-- params: first_file_id
insert into spans by name
select distinct
    span,
    parent_span,
    case
        when kind <> 'request' then 'other'
        when reason is not null then 'unusable'
        when status = 'succeeded'
            or input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens > 0 then 'call'
        else 'failed'
    end as state,
    case when kind = 'request' then bare_model(model) end as model,
    -- in Langfuse people also put calls of their own inside a generation; elsewhere the clocks of several machines tell one trace
    case when source = 'langfuse' then started_at end as started_at,
    case when source = 'langfuse' then ended_at end as ended_at,
    updated_at
from requests
where file_id >= $first_file_id
    and span is not null
    and (kind = 'request' or parent_span is not null)
except
select
    span,
    parent_span,
    state,
    model,
    started_at,
    ended_at,
    updated_at
from spans
