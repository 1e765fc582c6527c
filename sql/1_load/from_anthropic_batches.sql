-- What a Message Batch says: when it was sent, when it ended, and how many of its requests came to which end.
-- in: raw                 out: arrived
-- grain: one row a record of the file
-- token meaning: it has no tokens.
-- time meaning: created_at is when the batch was sent, ended_at when its last request was done.
create or replace temp view arrived as
select
    file,
    ordinal,
    'names' as kind,
    case
        when id is null or "type" is distinct from 'message_batch' then 'not a message batch, or not valid JSON'
        when time_with_offset(created_at) is null then 'no readable time at which the batch was created'
    end as reason,
    'anthropic_batches' as source,
    'batch' as names_kind,
    id,
    null as name,
    null as workspace,
    null as app,
    null as session_id,
    null as end_user,
    map {
        'succeeded': try_cast(request_counts.succeeded as bigint)::text,
        'errored': try_cast(request_counts.errored as bigint)::text,
        'canceled': try_cast(request_counts.canceled as bigint)::text,
        'expired': try_cast(request_counts.expired as bigint)::text
    } as tags,
    time_with_offset(created_at) as started_at,
    time_with_offset(ended_at) as ended_at,
    try_cast(request_counts.processing as bigint)
    + try_cast(request_counts.succeeded as bigint)
    + try_cast(request_counts.errored as bigint)
    + try_cast(request_counts.canceled as bigint)
    + try_cast(request_counts.expired as bigint) as requests
from raw
