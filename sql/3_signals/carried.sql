-- Whether a prompt is longer after a longer answer: the correlation of a call's prompt with the answer of the call whose end set it off,
-- less what long prompts' long answers explain where work is sorted. Independent items about 0; a summary that rolls on .4 and more.
-- `order_correlation`: the same of a call and the one that began before it, for logs that do not say when calls ended: a single worker shows in it.
-- in: flow, calls, volume   out: carried
-- grain: one row a (period, workload)
-- params: trigger_window_s
-- cannot see: steps that begin later than that after the answer; state that does not show in token counts
create or replace temp table carried as
with steps as (
    -- whole numbers, so that the order of a sum does not matter
    select
        f.lane,
        true as is_by_end,
        cast(l.output_tokens as decimal(19, 0)) as x,
        cast(c.prompt_tokens as decimal(19, 0)) as y,
        cast(l.prompt_tokens as decimal(19, 0)) as z
    from flow as f
    join calls as c on c.lane = f.lane and c.place = f.place
    -- of the same strand: that a judge is given the answer it judges chains no rows
    join calls as l on l.lane = f.lane and l.place = f.last_ended_place and l.key_no = c.key_no
    where c.prompt_tokens > 0 and l.prompt_tokens > 0 and f.since_end_us < cast($trigger_window_s * 1000000 as bigint)
    union all
    select
        c.lane,
        false as is_by_end,
        cast(l.output_tokens as decimal(19, 0)) as x,
        cast(c.prompt_tokens as decimal(19, 0)) as y,
        cast(l.prompt_tokens as decimal(19, 0)) as z
    from volume as v
    join calls as c on c.lane = v.lane
    join calls as l on l.lane = c.lane and l.place = c.place - 1 and l.key_no = c.key_no
    where v.end_known_share < 0.9 and c.prompt_tokens > 0 and l.prompt_tokens > 0
), sums as (
    select
        lane,
        is_by_end,
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
    group by lane, is_by_end
), correlated as (
    select
        lane,
        is_by_end,
        steps,
        (n * xy - x * y) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * yy - y * y, 0)), 0) as to_next,
        (n * xz - x * z) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * zz - z * z, 0)), 0) as to_own
    from sums
)
select
    lane,
    max(case when is_by_end then steps end) as carry_steps,
    max(case when is_by_end then to_next - greatest(coalesce(to_own, 0), 0) end) as carry_correlation,
    max(case when not is_by_end then to_next - greatest(coalesce(to_own, 0), 0) end) as order_correlation
from correlated
group by lane
