-- Which episodes of a stream are alike in strands, shape, streaming, the size of their prompts, and length: a job runs for hundreds of calls
-- beside calls of people that come close together by chance, and where nothing between the two lengths occurs, they are two things.
-- in: burst_episodes      out: burst_sizes
-- grain: one row an episode of a stream
create or replace temp table burst_sizes as
with marked as (
    select
        *,
        streamed_calls * 2 >= calls as is_streamed,
        case
            when mean_prompt_tokens > 2 * lag(mean_prompt_tokens) over (
                partition by stream, strands, shape, streamed_calls * 2 >= calls
                order by mean_prompt_tokens, first_us, last_us, calls
            ) then 1
            else 0
        end as opens
    from burst_episodes
), sized as (
    select
        *,
        cast(sum(opens) over (
            partition by stream, strands, shape, is_streamed
            order by mean_prompt_tokens, first_us, last_us, calls
            rows between unbounded preceding and current row
        ) as integer) as size
    from marked
), ordered as (
    select
        *,
        lag(calls) over (partition by stream, strands, shape, is_streamed, size order by calls) as shorter_calls
    from sized
), cut as (
    select
        *,
        min(case when shape = 'bursts' and calls >= 50 and calls > 4 * shorter_calls then calls end) over (
            partition by stream, strands, shape, is_streamed, size
        ) as long_calls
    from ordered
), counted as (
    select
        stream,
        strands,
        shape,
        count(distinct case when is_streamed then size else -1 - size end) as sizes
    from sized
    group by stream, strands, shape
)
select
    s.* exclude (shorter_calls, long_calls),
    coalesce(s.calls < s.long_calls, false) as is_short,
    c.sizes,
    cast(dense_rank() over (order by s.stream, s.strands, s.shape, s.is_streamed, s.size, coalesce(s.calls < s.long_calls, false)) as integer) as job
from cut as s
join counted as c on c.stream = s.stream and c.strands = s.strands and c.shape = s.shape
