-- Calls that came at $burst_per_s a second or more: six of them within a span, on the side where the span is shorter, so that a burst has
-- crisp edges (classifier study, 2).
-- in: arrivals            out: dense
-- grain: one row a call in a dense stretch
-- params: burst_per_s
create or replace temp table dense as
select
    place,
    stream,
    key_no,
    seq,
    start_us,
    end_us,
    span_us
from arrivals
where not is_batch and span_us * cast($burst_per_s as double) <= 5000000
