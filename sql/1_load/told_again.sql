-- Records of a trace that tell a call again: what wraps a call (two instrumentations, a proxy in the same trace), an unusable record
-- inside of a call, and an unusable version of one. What stands nearest to the API has its counts, so that it stays.
-- in: spans               out: told_again
-- grain: one row a place in a trace; is_outer: its calls go too, not only its rejects
-- Two records can tell one call only where they name one model: the names are equal, or one is the other with a version or a date after it
-- (model_family.sql). A mini is another model, an embedding inside a chat is another call.
-- A failed call without tokens inside a call that succeeded is an attempt of its own: both stay.
create or replace temp table told_again as
with recursive latest as (
    -- of several versions of a record the one that repeats.sql leaves: a call that failed at first counts as what it came to
    select
        span,
        state,
        model,
        started_at,
        ended_at
    from spans
    qualify row_number() over (
        partition by span
        order by
            state in ('call', 'failed') desc,
            state = 'unusable' desc,
            updated_at desc nulls last,
            state = 'call' desc,
            ended_at desc nulls last,
            started_at,
            model
    ) = 1
), edges as (
    -- of all versions: an exporter that was cut off can name another parent than the next one
    select distinct
        span,
        parent_span
    from spans
    where parent_span is not null
), above as (
    -- what stands over a record: its parents, and over what is no call, theirs
    select
        edges.parent_span as span,
        latest.span as inner_span,
        latest.state as inner_state,
        latest.model,
        latest.started_at,
        latest.ended_at
    from latest
    join edges on edges.span = latest.span
    where latest.state <> 'other'
    union
    select
        edges.parent_span as span,
        above.inner_span,
        above.inner_state,
        above.model,
        above.started_at,
        above.ended_at
    from above
    join latest on latest.span = above.span
    join edges on edges.span = above.span
    where latest.state <> 'call'
), pairs as (
    select
        outside.span as outer_span,
        outside.state as outer_state,
        above.inner_span,
        above.inner_state
    from above
    join latest as outside on outside.span = above.span
    where outside.state <> 'other'
        -- the shorter of two names that begin alike is the lesser
        and outside.model is not null
        and above.model is not null
        and starts_with(greatest(outside.model, above.model), least(outside.model, above.model))
        and model_family(outside.model) = model_family(above.model)
        -- where times are compared; what has no end yet has not ended before
        and coalesce(above.started_at >= outside.started_at, true)
        and coalesce(above.ended_at <= outside.ended_at, above.started_at <= outside.ended_at, true)
), wraps as (
    select
        outer_span,
        inner_span
    from pairs
    where inner_state = 'call' or (inner_state = 'failed' and outer_state <> 'call')
), outer_calls as (
    -- from the innermost outwards: records that stand in each other have no innermost, and all of them stay
    select outer_span as span
    from wraps
    where inner_span not in (select outer_span from wraps)
    union
    select wraps.outer_span as span
    from outer_calls
    join wraps on wraps.inner_span = outer_calls.span
)
select span, true as is_outer
from outer_calls
union
select inner_span as span, false as is_outer
from pairs
where inner_state = 'unusable'
    and outer_state <> 'unusable'
    and outer_span not in (select span from outer_calls)
    and inner_span not in (select span from outer_calls)
union
select span, false as is_outer
from spans
where state <> 'other' and span not in (select span from outer_calls)
group by span
having bool_or(state = 'unusable') and bool_or(state <> 'unusable')
