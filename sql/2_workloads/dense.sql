-- Calls that came at $burst_per_s a second or more: six of them within a span, on the side where the span is shorter, so that a burst has
-- crisp edges (classifier study, 2).
-- in: arrivals            out: dense
-- grain: one row a call in a dense stretch
-- params: burst_per_s
create or replace temp table dense as
select
    place,
    caller,
    key_no,
    start_us,
    end_us,
    prompt_tokens,
    output_tokens,
    cache_read_tokens,
    span_us
from (
    select
        place,
        caller,
        key_no,
        start_us,
        end_us,
        prompt_tokens,
        output_tokens,
        cache_read_tokens,
        least(
            coalesce(start_us - lag(start_us, 5) over by_start, 9223372036854775807),
            coalesce(lead(start_us, 5) over by_start - start_us, 9223372036854775807)
        ) as span_us
    from arrivals
    where not is_batch
    -- calls alike in all of this are interchangeable, whatever their order
    window by_start as (partition by caller order by start_us, end_us, key_no, prompt_tokens, output_tokens, cache_read_tokens)
) as spans
where span_us * cast($burst_per_s as double) <= 5000000
