-- Which episodes of a stream are alike: in strands, shape, streaming, the size of their prompts (one belongs to the next smaller unless its mean
-- prompt is twice as long), and length: from fifty calls on, an episode more than four times as long as the next shorter one is parted from those,
-- because calls of people come close together by chance, a few dozen at most, beside a job that runs for hundreds. `job` numbers what is alike;
-- `is_short`: its episodes have longer ones beside them. `is_unlike`: bursts of two dozen calls and more whose sizes are not those of the calls outside
-- of bursts (as `contrast` in burst_jobs), where two thirds of the calls in bursts so long are; the short peaks of a service stay without them.
-- `is_repeated`: a list that another of its episodes goes through, too (burst_repeats); such ones are a job, as large as the service's calls or not. What a timer
-- starts is one job, whether its list changes or not (goes_again).
-- in: burst_episodes, steady_sizes, burst_repeats   out: burst_sizes
-- grain: one row an episode of a stream
create or replace temp table burst_sizes as
with compared as (
    select
        e.*,
        e.streamed_calls * 2 >= e.calls as is_streamed,
        e.shape = 'bursts' and e.calls >= 24 and s.calls >= 100 as is_long,
        abs(ln((e.mean_prompt_tokens + 1) / (s.mean_prompt_tokens + 1)))
            + abs(ln((e.mean_output_tokens + 1) / (s.mean_output_tokens + 1))) > 0.5 as is_far
    from burst_episodes as e
    left join steady_sizes as s on s.stream = e.stream and s.strands = e.strands
), told_apart as (
    select
        * exclude (is_long, is_far),
        coalesce(is_long and is_far and 3 * sum(case when is_long and is_far then calls else 0 end) over of_stream
            >= 2 * sum(case when is_long then calls else 0 end) over of_stream, false) as is_unlike
    from compared
    window of_stream as (
        partition by stream, strands, is_streamed
    )
), told_again as (
    -- what is parted by its sizes is one job, repeated or not
    select
        t.*,
        coalesce(r.is_repeated, false) as goes_again,
        coalesce(r.is_repeated, false) and t.shape in ('bursts', 'loops', 'paced') and not t.is_unlike as is_repeated
    from told_apart as t
    left join burst_repeats as r on r.stream = t.stream and r.episode = t.episode
), marked as (
    select
        *,
        case
            when mean_prompt_tokens > 2 * lag(mean_prompt_tokens) over (
                partition by stream, strands, shape, is_streamed, is_unlike, is_repeated
                order by mean_prompt_tokens, first_us, last_us, calls
            ) then 1
            else 0
        end as opens
    from told_again
), sized as (
    select
        *,
        cast(sum(opens) over (
            partition by stream, strands, shape, is_streamed, is_unlike, is_repeated
            order by mean_prompt_tokens, first_us, last_us, calls
            rows between unbounded preceding and current row
        ) as integer) as size
    from marked
), measured as (
    select
        *,
        lag(calls) over (partition by stream, strands, shape, is_streamed, is_unlike, is_repeated, size order by calls) as next_shorter_calls
    from sized
), parted as (
    select
        *,
        coalesce(calls < min(case when shape = 'bursts' and calls >= 50 and calls > 4 * next_shorter_calls then calls end) over (
            partition by stream, strands, shape, is_streamed, is_unlike, is_repeated, size
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
    cast(dense_rank() over (order by p.stream, p.strands, p.shape, p.is_streamed, p.is_unlike, p.is_repeated, p.size, p.is_short) as integer) as job
from parted as p
join counted as c on c.stream = p.stream and c.strands = p.strands and c.shape = p.shape
