-- Whether the prompts of an episode grow along chains: how many carry an earlier prompt and half an answer along, minus how many would if
-- time ran backwards (the signal `hidden_growth_share`, on the first 200 calls of each episode, each against the 20 before it).
-- in: bursts              out: burst_growth
-- grain: one row an episode of a stream with a pair to compare
create or replace temp table burst_growth as
with numbered as (
    select
        stream,
        episode,
        key_no,
        start_us,
        end_us,
        prompt_tokens,
        cast(round_even(avg(output_tokens) over (partition by stream, episode) / 2, 0) as bigint) as carried_tokens,
        row_number() over (
            partition by stream, episode
            order by seq
        ) as place
    from bursts
    -- a call that failed has no tokens to compare
    where prompt_tokens > 0
), pairs as (
    select
        b.stream,
        b.episode,
        b.place,
        b.prompt_tokens - a.prompt_tokens - a.carried_tokens as ahead,
        a.prompt_tokens - b.prompt_tokens - a.carried_tokens as behind
    from numbered as a
    join numbered as b
        on b.stream = a.stream
        and b.episode = a.episode
        and b.key_no = a.key_no
        and b.place > a.place
        and b.place <= a.place + 20
        and b.start_us >= a.end_us
    where a.place <= 200 and b.place <= 200
), matched as (
    select
        stream,
        episode,
        place,
        max(case when ahead between 0 and 150 then 1 else 0 end) as ahead_150,
        max(case when behind between 0 and 150 then 1 else 0 end) as behind_150,
        max(case when ahead between 0 and 1800 then 1 else 0 end) as ahead_1800,
        max(case when behind between 0 and 1800 then 1 else 0 end) as behind_1800
    from pairs
    group by stream, episode, place
), sums as (
    select
        stream,
        episode,
        count(*) as calls,
        cast(sum(ahead_150 - behind_150) as bigint) as net_150,
        cast(sum(ahead_150 + behind_150) as bigint) as all_150,
        cast(sum(ahead_1800 - behind_1800) as bigint) as net_1800,
        cast(sum(ahead_1800 + behind_1800) as bigint) as all_1800
    from matched
    group by stream, episode
)
select
    stream,
    episode,
    -- net of n matches has a variance of n if both directions are equally likely: z >= 2 is net x net >= 4 x n
    cast(greatest(
        case when net_150 > 0 and net_150 * net_150 >= 4 * all_150 then net_150 else 0 end,
        case when net_1800 > 0 and net_1800 * net_1800 >= 4 * all_1800 then net_1800 else 0 end
    ) as double) / calls as growth_share
from sums
