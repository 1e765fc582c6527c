-- Whether the same list is gone through again: how many calls, in runs of 48 and more, end a row of four prompts that differ from each other as four of
-- another such run do, and that come about once a run (as burst_repeats, for the whole workload). About none by chance; an evaluation that is run again
-- nearly all.
-- `repeated_list_rows`: how many rows come again: a page of many parts has as many.
-- in: flow, calls, episodes   out: repeats
-- grain: one row a (period, workload) with two runs of 48 calls and more
-- cannot see: a list whose order is drawn anew each time
create or replace temp table repeats as
with several as (
    select lane
    from episodes
    where starts >= 48
    group by lane
    having count(*) >= 2
), differing as (
    select
        f.lane,
        f.episode,
        c.prompt_tokens - lag(c.prompt_tokens) over by_start as last_step,
        lag(c.prompt_tokens) over by_start - lag(c.prompt_tokens, 2) over by_start as step_before,
        lag(c.prompt_tokens, 2) over by_start - lag(c.prompt_tokens, 3) over by_start as first_step
    from several as s
    join episodes as e on e.lane = s.lane and e.starts >= 48
    join flow as f on f.lane = e.lane and f.episode = e.episode
    join calls as c on c.lane = f.lane and c.place = f.place
    where c.prompt_tokens > 0
    -- what is sent at once is logged in any order
    window by_start as (partition by f.lane, f.episode order by c.start_us // 200000, c.prompt_tokens)
), again as (
    select
        lane,
        last_step,
        step_before,
        first_step,
        row_number() over (partition by lane order by last_step, step_before, first_step) as row_no
    from differing
    where first_step is not null and (last_step <> 0 or step_before <> 0)
    group by lane, last_step, step_before, first_step
    having min(episode) <> max(episode) and count(*) <= 2 * count(distinct episode)
)
select
    d.lane,
    cast(count(a.row_no) as double) / count(*) as repeated_list_share,
    count(distinct a.row_no) as repeated_list_rows
from differing as d
left join again as a
    on a.lane = d.lane
    and a.last_step = d.last_step
    and a.step_before = d.step_before
    and a.first_step = d.first_step
group by d.lane
