-- Which episodes of a stream are alike: in strands, shape, streaming, the size of their prompts (one belongs to the next smaller unless its mean
-- prompt is twice as long), and length: from fifty calls on, an episode more than four times as long as the next shorter one is parted from those,
-- because calls of people come close together by chance, a few dozen at most, beside a job that runs for hundreds. `job` numbers what is alike;
-- `is_short`: its episodes have longer ones beside them.
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
), measured as (
    select
        *,
        lag(calls) over (partition by stream, strands, shape, is_streamed, size order by calls) as next_shorter_calls
    from sized
), parted as (
    select
        *,
        coalesce(calls < min(case when shape = 'bursts' and calls >= 50 and calls > 4 * next_shorter_calls then calls end) over (
            partition by stream, strands, shape, is_streamed, size
        ), false) as is_short
    from measured
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
    p.* exclude (next_shorter_calls),
    c.sizes,
    cast(dense_rank() over (order by p.stream, p.strands, p.shape, p.is_streamed, p.size, p.is_short) as integer) as job
from parted as p
join counted as c on c.stream = p.stream and c.strands = p.strands and c.shape = p.shape
