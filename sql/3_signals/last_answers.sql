-- How the last answer of a run stands among the answers of that run, and the one before it: agents that are sent through a list come to a conclusion
-- each time, and write more then than on the way; a list ends with any of its items.
-- `last_answer_runs`: the episodes of 15 calls and more whose last two calls were answered.
-- `last_answer_place`: where the last answer stands, 0 the shortest of its run, 1 the longest, .5 in the middle; the mean of those runs.
-- `before_last_answer_place`: where the one before it stands.
-- `last_answer_lead`: how much further up it stands than the answer before it, in standard errors of chance (of two such places, sqrt(1 / 6)).
-- `last_answer_alone_share`: in how many of the runs no other answer is as long: where most, one call sums the others up.
-- in: calls, flow, episodes   out: last_answers
-- grain: one row a (period, workload) with such an episode
-- cannot see: tasks that end in few words, or in another strand
create or replace temp table last_answers as
with runs as (
    select
        lane,
        episode,
        -- an episode is named by the place of its first call, and its calls follow each other
        episode + starts - 1 as last_place
    from episodes
    where starts >= 15
), finals as (
    select
        r.lane,
        r.episode,
        c.output_tokens as last_tokens,
        b.output_tokens as before_tokens
    from runs as r
    join calls as c on c.lane = r.lane and c.place = r.last_place
    join calls as b on b.lane = r.lane and b.place = r.last_place - 1
    where c.output_tokens > 0 and b.output_tokens > 0
), ranked as (
    select
        f.lane,
        f.episode,
        -- halves count for equal ones; thousandths, so that the order of a sum does not matter
        cast(sum(case when c.output_tokens < f.last_tokens then 2 when c.output_tokens = f.last_tokens then 1 else 0 end) as bigint)
            * 500 // count(*) as last_place,
        cast(sum(case when c.output_tokens < f.before_tokens then 2 when c.output_tokens = f.before_tokens then 1 else 0 end) as bigint)
            * 500 // count(*) as before_place,
        sum(case when c.output_tokens >= f.last_tokens then 1 else 0 end) as as_long
    from finals as f
    join flow as w on w.lane = f.lane and w.episode = f.episode
    join calls as c on c.lane = w.lane and c.place = w.place
    where c.output_tokens > 0
    group by f.lane, f.episode
)
select
    lane,
    count(*) as last_answer_runs,
    cast(sum(last_place) as double) / 1000 / count(*) as last_answer_place,
    cast(sum(before_place) as double) / 1000 / count(*) as before_last_answer_place,
    cast(sum(last_place - before_place) as double) / 1000 / sqrt(cast(count(*) as double) / 6) as last_answer_lead,
    cast(sum(case when as_long = 1 then 1 else 0 end) as double) / count(*) as last_answer_alone_share
from ranked
group by lane
