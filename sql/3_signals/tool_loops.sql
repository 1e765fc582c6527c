-- How often answers end by asking for a tool, in the model or manner that asks most: an agent's other models write and judge, and ask for none.
-- in: calls               out: tool_loops
-- grain: one row a (period, workload) with a key of twenty calls or more whose stop reasons are logged
-- cannot see: which tools the server runs by itself, and answers in the same call
create or replace temp table tool_loops as
with keyed as (
    select
        lane,
        key_no,
        cast(sum(case when is_tool_stop then 1 else 0 end) as double) / nullif(count(is_tool_stop), 0) as tool_stop_share
    from calls
    group by lane, key_no
    having count(is_tool_stop) >= 20
)
select
    lane,
    max(tool_stop_share) as tool_loop_share
from keyed
group by lane
