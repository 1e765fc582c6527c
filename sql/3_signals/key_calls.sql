-- How many calls a workload makes by each of its names (a model in a manner), and how many of them ask for a tool.
-- in: calls               out: key_calls
-- grain: one row a (period, workload) and key
create or replace temp table key_calls as
select
    lane,
    key_no,
    count(*) as calls,
    count(is_tool_stop) as told_stops,
    sum(case when is_tool_stop then 1 else 0 end) as tool_stops
from calls
group by lane, key_no
