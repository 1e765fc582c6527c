-- Which episodes of a stream are alike in strands, shape, streaming and the size of their prompts.
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
    s.*,
    c.sizes
from sized as s
join counted as c on c.stream = s.stream and c.strands = s.strands and c.shape = s.shape
