-- The requests of the judged periods, narrow, in integer microseconds and in order: what bursts are found in and every signal is made of.
-- An unknown end is estimated (by `speeds`; else 0.8 s to the first token, then 65 tokens a second: classifier study, 2) and marked so.
-- `seq` is the place of a call in its stream's order of starts: sorting by it is sorting by all of that order, at a third of the cost.
-- `idle_us`: since the last end of the eight calls before it (a running maximum over all of them costs ten times as much as eight
-- lags); null for a stream's first. `span_us`: how long six calls in a row took that begin or end with this one, on the side where it is shorter.
-- in: numbered, keys, speeds, streams   out: arrivals
-- grain: one row a (stream, request in a period); one row a request where is_whole
create or replace temp table arrivals as
with timed as (
    select
        n.* exclude (program_no, logged_end_us),
        k.key_no,
        k.is_batch,
        case
            when n.is_end_known then n.logged_end_us
            else n.start_us + coalesce(v.first_token_us, 800000)
                + cast(n.output_tokens * 1000000 // coalesce(v.tokens_per_s, 65) as bigint)
        end as end_us
    from numbered as n
    -- every request has its key: see numbered.sql
    left join keys as k
        on k.program_no = n.program_no
        and case when k.is_by_answer then coalesce(nullif(n.output_tokens, 0), k.unanswered_tokens) else n.prompt_tokens end
            between k.least_tokens and k.most_tokens - 1
    left join speeds as v on v.key_no = k.key_no
), streamed as (
    select
        t.*,
        s.stream,
        s.is_whole
    from timed as t
    join streams as s on s.key_no = t.key_no
)
select
    *,
    row_number() over by_start as seq,
    start_us - greatest(
        lag(end_us, 1) over by_start, lag(end_us, 2) over by_start, lag(end_us, 3) over by_start, lag(end_us, 4) over by_start,
        lag(end_us, 5) over by_start, lag(end_us, 6) over by_start, lag(end_us, 7) over by_start, lag(end_us, 8) over by_start
    ) as idle_us,
    least(
        coalesce(start_us - lag(start_us, 5) over by_start, 9223372036854775807),
        coalesce(lead(start_us, 5) over by_start - start_us, 9223372036854775807)
    ) as span_us
from streamed
-- calls alike in all of this are interchangeable, whatever their order
window by_start as (
    partition by stream, is_batch
    order by start_us, end_us, key_no, prompt_tokens, output_tokens, cache_read_tokens
)
