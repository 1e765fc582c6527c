-- Whether prompts grow along chains that the log does not name: how many calls carry an earlier prompt and half an answer along,
-- minus how many would if time ran backwards (which cancels chance). Independent work about 0, one agent .55 to .9, many agents
-- in parallel .05 to .24 (classifier study, 1). Measured on 600 calls in a row from the middle, each against the 40 before it that
-- had ended within a minute; the widest agreement of four tolerances that chance does not explain (z >= 3).
-- in: calls, volume       out: growth
-- grain: one row a (period, workload) with 30 calls or more of which fewer than half name a session
-- cannot see: chains whose prompts do not grow, or that were trimmed
create or replace temp table growth as
with sample as (
    select
        c.lane,
        c.start_us,
        c.end_us,
        c.prompt_tokens,
        cast(v.mean_output_tokens / 2 as bigint) as carried_tokens,
        c.place
    from calls as c
    join volume as v on v.lane = c.lane
    where v.requests >= 30
        and v.session_known_share < 0.5
        and c.place > greatest(v.requests - 600, 0) // 2
        and c.place <= greatest(v.requests - 600, 0) // 2 + 600
), pairs as (
    select
        b.lane,
        b.place,
        b.prompt_tokens - a.prompt_tokens - a.carried_tokens as ahead,
        a.prompt_tokens - b.prompt_tokens - a.carried_tokens as behind,
        b.start_us - a.end_us < 10000000 as is_quick
    from sample as a
    join sample as b
        on b.lane = a.lane
        and b.place > a.place
        and b.place <= a.place + 40
        and b.start_us >= a.end_us
        and b.start_us <= a.end_us + 60000000
), matched as (
    select
        lane,
        place,
        max(case when ahead between 0 and 30 then 1 else 0 end) as ahead_30,
        max(case when behind between 0 and 30 then 1 else 0 end) as behind_30,
        max(case when ahead between 0 and 150 then 1 else 0 end) as ahead_150,
        max(case when behind between 0 and 150 then 1 else 0 end) as behind_150,
        max(case when ahead between 0 and 600 then 1 else 0 end) as ahead_600,
        max(case when behind between 0 and 600 then 1 else 0 end) as behind_600,
        max(case when ahead between 0 and 1800 then 1 else 0 end) as ahead_1800,
        max(case when ahead between 0 and 1800 and is_quick then 1 else 0 end) as quick_1800,
        max(case when behind between 0 and 1800 then 1 else 0 end) as behind_1800
    from pairs
    group by lane, place
), sums as (
    select
        lane,
        count(*) as calls,
        cast(sum(ahead_30 - behind_30) as bigint) as net_30,
        cast(sum(ahead_30 + behind_30) as bigint) as all_30,
        cast(sum(ahead_150 - behind_150) as bigint) as net_150,
        cast(sum(ahead_150 + behind_150) as bigint) as all_150,
        cast(sum(ahead_600 - behind_600) as bigint) as net_600,
        cast(sum(ahead_600 + behind_600) as bigint) as all_600,
        cast(sum(ahead_1800 - behind_1800) as bigint) as net_1800,
        cast(sum(quick_1800) as double) / nullif(sum(ahead_1800), 0) as quick_share,
        cast(sum(ahead_1800 + behind_1800) as bigint) as all_1800
    from matched
    group by lane
)
select
    lane,
    -- net of n matches has a variance of n if both directions are equally likely: z >= 3 is net x net >= 9 x n
    cast(greatest(
        case when net_30 > 0 and net_30 * net_30 >= 9 * all_30 then net_30 else 0 end,
        case when net_150 > 0 and net_150 * net_150 >= 9 * all_150 then net_150 else 0 end,
        case when net_600 > 0 and net_600 * net_600 >= 9 * all_600 then net_600 else 0 end,
        case when net_1800 > 0 and net_1800 * net_1800 >= 9 * all_1800 then net_1800 else 0 end
    ) as double) / calls as hidden_growth_share,
    -- of the prompts that carry an earlier one along, how many came within ten seconds of its end
    quick_share as hidden_quick_share
from sums
where calls >= 30
