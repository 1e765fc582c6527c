-- Episodes that go through a list that another episode of their stream went through, too: an evaluation that is run again. Its prompts are as long as
-- before, or all longer by as much under another prompt: four prompts in a row differ from each other as four of another episode do.
-- `is_repeated`: three calls in ten end such a row, of forty rows and more. A form that is asked of one document after the other repeats within its run,
-- and pages have fewer parts; pictures and menus have few lengths, and so few rows.
-- in: bursts              out: burst_repeats
-- grain: one row an episode of a stream with 48 calls and more that have tokens
create or replace temp table burst_repeats as
with differing as (
    select
        stream,
        episode,
        prompt_tokens - lag(prompt_tokens) over by_start as last_step,
        lag(prompt_tokens) over by_start - lag(prompt_tokens, 2) over by_start as step_before,
        lag(prompt_tokens, 2) over by_start - lag(prompt_tokens, 3) over by_start as first_step
    from bursts
    -- a call that failed has no tokens to compare
    where prompt_tokens > 0
    -- what is sent at once is logged in any order
    window by_start as (partition by stream, episode order by start_us // 200000, prompt_tokens)
), again as (
    select
        stream,
        last_step,
        step_before,
        first_step,
        row_number() over (partition by stream order by last_step, step_before, first_step) as row_no
    from differing
    -- one prompt sent again and again is no list
    where first_step is not null and (last_step <> 0 or step_before <> 0)
    group by stream, last_step, step_before, first_step
    having min(episode) <> max(episode) and count(*) <= 2 * count(distinct episode)
)
select
    d.stream,
    d.episode,
    count(a.row_no) * 10 >= 3 * count(*) and count(distinct a.row_no) >= 40 as is_repeated
from differing as d
left join again as a
    on a.stream = d.stream
    and a.last_step = d.last_step
    and a.step_before = d.step_before
    and a.first_step = d.first_step
group by d.stream, d.episode
having count(*) >= 48
