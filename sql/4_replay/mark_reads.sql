-- What each breakpoint reads and writes by the provider's rules: of the tokens between the breakpoint before it and itself, read is what
-- lies before the deepest entry that the request finds, and written the rest.
-- An entry is written by a response, can be read once that has begun, and lives from the start of the request that wrote it or last read
-- it. So an entry is found if within its life before, a request that has begun to answer by now has written it; or if the last to see it
-- found it. That is: if it was so written since the last pause in which nobody came by for as long as it lives.
-- in: marks            out: mark_reads
-- grain: one row a (setting, request, breakpoint)
-- params: life_us
create or replace temp table mark_reads as
with seen as (
    select
        *,
        start_us - lag(start_us) over passing as pause_us,
        min(case when is_mark then begun_us end) over (
            partition by setting, scope_no, hash
            order by start_us
            range between cast($life_us as bigint) preceding and current row
        ) as begun_by_us
    from marks
    window passing as (partition by setting, scope_no, hash order by start_us)
), dated as (
    select
        *,
        -- Of requests that start together each has the same two: which of them comes first does not matter.
        max(case when pause_us is null or pause_us > cast($life_us as bigint) then start_us end) over passing as since_us,
        max(case when begun_by_us <= start_us then start_us end) over passing as found_us
    from seen
    window passing as (partition by setting, scope_no, hash order by start_us)
), found as (
    select
        *,
        coalesce(
            max(case when found_us >= since_us then end_tokens end) over (partition by setting, scope_no, place), 0
        ) as found_tokens
    from dated
), parts as (
    select
        *,
        coalesce(lag(end_tokens) over (partition by setting, scope_no, place order by depth), 0) as from_tokens
    from found
    where is_mark
)
select
    setting,
    scope_no,
    line_no,
    place,
    -- 0 is the end of the prompt, wherever that is
    case when is_head then depth else 0 end as depth,
    end_tokens,
    greatest(least(found_tokens, end_tokens) - from_tokens, 0) as read_tokens,
    end_tokens - greatest(least(found_tokens, end_tokens), from_tokens) as write_tokens
from parts
