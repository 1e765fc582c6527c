-- Whether a prompt is longer after a longer answer: the correlation of a call's prompt with the answer of the call whose end set it off,
-- less what long prompts' long answers explain where work is sorted. Independent items about 0; a summary that rolls on .4 and more.
-- in: flow, calls         out: carried
-- grain: one row a (period, workload) with such a call
-- params: trigger_window_s
-- cannot see: steps that begin later than that after the answer; state that does not show in token counts
create or replace temp table carried as
with steps as (
    -- whole numbers, so that the order of a sum does not matter
    select
        f.lane,
        cast(l.output_tokens as decimal(19, 0)) as x,
        cast(c.prompt_tokens as decimal(19, 0)) as y,
        cast(l.prompt_tokens as decimal(19, 0)) as z
    from flow as f
    join calls as c on c.lane = f.lane and c.place = f.place
    join calls as l on l.lane = f.lane and l.place = f.last_ended_place
    where f.since_end_us < cast($trigger_window_s * 1000000 as bigint)
), sums as (
    select
        lane,
        count(*) as steps,
        cast(count(*) as double) as n,
        cast(sum(x) as double) as x,
        cast(sum(y) as double) as y,
        cast(sum(z) as double) as z,
        cast(sum(x * x) as double) as xx,
        cast(sum(y * y) as double) as yy,
        cast(sum(z * z) as double) as zz,
        cast(sum(x * y) as double) as xy,
        cast(sum(x * z) as double) as xz
    from steps
    group by lane
), correlated as (
    select
        lane,
        steps,
        (n * xy - x * y) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * yy - y * y, 0)), 0) as to_next,
        (n * xz - x * z) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * zz - z * z, 0)), 0) as to_own
    from sums
)
select
    lane,
    steps as carry_steps,
    to_next - greatest(coalesce(to_own, 0), 0) as carry_correlation
from correlated
