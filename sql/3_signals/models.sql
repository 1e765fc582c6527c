-- How many models a workload calls, and how evenly: the calls of the least called for each call of the most called. 1 where each gets as many. A comparison of
-- models comes near 1 (a real experiment .5), a cascade or a judge of some answers near .1 (generated months).
-- in: key_calls, keys     out: models
-- grain: one row a (period, workload)
-- cannot see: whether the models were sent the same prompts
create or replace temp table models as
with by_model as (
    select
        c.lane,
        k.normal_model,
        cast(sum(c.calls) as bigint) as calls
    from key_calls as c
    join keys as k on k.key_no = c.key_no
    group by c.lane, k.normal_model
)
select
    lane,
    count(*) as model_count,
    cast(min(calls) as double) / max(calls) as model_evenness
from by_model
group by lane
