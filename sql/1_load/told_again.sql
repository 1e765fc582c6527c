-- Records of a trace that tell a call again: what wraps a call (two instrumentations, a proxy in the same trace), an unusable record
-- inside of a call, and an unusable version of one. What stands nearest to the API has its counts, so that it stays.
-- in: spans               out: told_again
-- grain: one row a place in a trace; is_outer: its calls go too, not only its rejects
-- A failed call without tokens inside a call that succeeded is an attempt of its own: both stay.
create or replace temp table told_again as
with recursive above as (
    -- what stands over a record: its parent, and over what is no call, its parent's; an unusable record is looked for again
    select
        parent_span as span,
        state,
        case when state = 'unusable' then span end as unusable,
        model,
        started_at,
        ended_at
    from spans
    where state <> 'other' and parent_span <> span
    union
    select
        spans.parent_span as span,
        above.state,
        above.unusable,
        above.model,
        above.started_at,
        above.ended_at
    from above
    join spans on spans.span = above.span
    where spans.state <> 'call' and spans.parent_span is not null
), pairs as (
    select
        outside.span,
        outside.state as outer_state,
        above.state as inner_state,
        above.unusable
    from above
    join spans as outside on outside.span = above.span
    where outside.state <> 'other'
        and (
            outside.model is null
            or outside.model <> '' and above.model <> ''
            and (starts_with(above.model, outside.model) or starts_with(outside.model, above.model))
            and above.started_at >= outside.started_at
            and above.ended_at <= outside.ended_at
        )
), outer_calls as (
    select distinct span
    from pairs
    where inner_state = 'call' or (inner_state = 'failed' and outer_state <> 'call')
)
select span, true as is_outer
from outer_calls
union
select unusable as span, false as is_outer
from pairs
where unusable is not null
    and outer_state <> 'unusable'
    and span not in (select span from outer_calls)
    and unusable not in (select span from outer_calls)
union
select span, false as is_outer
from spans
where state <> 'other' and span not in (select span from outer_calls)
group by span
having bool_or(state = 'unusable') and bool_or(state <> 'unusable')
