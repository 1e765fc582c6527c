-- How often answers end by asking for a tool, in the model or manner that asks most: an agent's other models write and judge, and ask for none.
-- in: key_calls           out: tool_loops
-- grain: one row a (period, workload) with a key of twenty calls or more whose stop reasons are logged
-- cannot see: which tools the server runs by itself, and answers in the same call
create or replace temp table tool_loops as
select
    lane,
    max(cast(tool_stops as double) / told_stops) as tool_loop_share
from key_calls
where told_stops >= 20
group by lane
