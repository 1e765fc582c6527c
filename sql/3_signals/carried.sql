-- Whether a prompt is longer after a longer answer: the correlation of a call's prompt with the answer of the call whose end set it off,
-- less what long prompts' long answers explain where work is sorted. Independent items about 0; a summary that rolls on .4 and more.
-- `..._short_correlation`: the same after the answers no longer than their geometric mean. A pipeline of rows hands every other answer on, the long ones:
-- it has none there; a chain has both.
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
), means as (
    select
        lane,
        is_by_end,
        -- of the logarithms, which parts long answers from short ones best; millionths: a sum of integers is the same in any order
        exp(cast(sum(cast(round(ln(cast(x as double) + 1) * 1000000) as bigint)) as double) / count(*) / 1000000) - 1 as x
    from steps
    group by lane, is_by_end
), halves as (
    select
        s.*,
        false as is_short
    from steps as s
    union all
    select
        s.*,
        true as is_short
    from steps as s
    join means as m on m.lane = s.lane and m.is_by_end = s.is_by_end
    where cast(s.x as double) <= m.x
), sums as (
    select
        lane,
        is_by_end,
        is_short,
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
    from halves
    group by lane, is_by_end, is_short
), correlated as (
    select
        lane,
        is_by_end,
        is_short,
        steps,
        (n * xy - x * y) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * yy - y * y, 0)), 0) as to_next,
        (n * xz - x * z) / nullif(sqrt(greatest(n * xx - x * x, 0)) * sqrt(greatest(n * zz - z * z, 0)), 0) as to_own
    from sums
)
select
    lane,
    max(case when is_by_end and not is_short then steps end) as carry_steps,
    max(case when is_by_end and not is_short then to_next - greatest(coalesce(to_own, 0), 0) end) as carry_correlation,
    max(case when is_by_end and is_short then to_next - greatest(coalesce(to_own, 0), 0) end) as carry_short_correlation,
    max(case when not is_by_end and not is_short then to_next - greatest(coalesce(to_own, 0), 0) end) as order_correlation,
    max(case when not is_by_end and is_short then to_next - greatest(coalesce(to_own, 0), 0) end) as order_short_correlation
from correlated
group by lane
