-- How large the calls are that a stream sends to the strands of its bursts outside of them: what an episode is compared with.
-- `all_calls`: how many it sends to them in all, bursts among them.
-- in: steady_hours        out: steady_sizes
-- grain: one row (a stream, strands of some of its episodes) with a call outside
create or replace temp table steady_sizes as
select
    stream,
    strands,
    cast(sum(all_calls) as bigint) as all_calls,
    cast(sum(calls) as bigint) as calls,
    cast(sum(prompt_tokens) as double) / sum(calls) as mean_prompt_tokens,
    cast(sum(output_tokens) as double) / sum(calls) as mean_output_tokens
from steady_hours
group by stream, strands
having sum(calls) > 0
