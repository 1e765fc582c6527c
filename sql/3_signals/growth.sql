-- Whether prompts grow along chains that the log does not name: how many pairs of calls there are of which the later one carries the prompt
-- and half an answer of the earlier along, minus how many there would be if time ran backwards (which cancels chance), a call. Independent work
-- about 0, one agent .55 and more, many agents in parallel .05 and more (classifier study, 1). Measured on 400 calls in a row from the middle,
-- each against the 100 before it that had ended within a minute, and those within three seconds; the widest agreement of three tolerances that
-- chance does not explain: the net is at least 3.5 times the root of its squares, by later and by earlier call, because pairs share calls, and twice that
-- of twenty calls in a row, because what is sent together comes and goes together.
-- A list that is gone through again, in the same order, is no chain, however its sizes go up and down: a call is left out where the size of its prompt
-- comes after that of the last at another place of the 2000 calls around, too, or where it differs from that of the last, and that from the one before, by
-- as much as at another place.
-- `hidden_link_share`: of the calls that carry an earlier one along, how many are carried along themselves, less those of reversed time. A chain is
-- made of links: half of them and more from the third step on, none where a second step ends it. A page that sums up the parts before it carries many
-- along, and nothing carries it.
-- in: calls, volume       out: growth
-- grain: one row a (period, workload) with 30 calls or more of which fewer than half name a session
-- cannot see: chains whose prompts do not grow, or that were trimmed
create or replace temp table growth as
with around as (
    select
        c.lane,
        c.key_no,
        c.start_us,
        c.end_us,
        c.prompt_tokens,
        lag(c.prompt_tokens) over (partition by c.lane order by c.place) as last_prompt_tokens,
        lag(c.prompt_tokens, 2) over (partition by c.lane order by c.place) as one_before_tokens,
        cast(round_even(v.mean_output_tokens / 2, 0) as bigint) as carried_tokens,
        c.place > greatest(v.requests - 400, 0) // 2 and c.place <= greatest(v.requests - 400, 0) // 2 + 400 as is_sample,
        c.place
    from calls as c
    join volume as v on v.lane = c.lane
    -- a call that failed has no tokens to compare
    where c.prompt_tokens > 0
        and v.requests >= 30
        and v.session_known_share < 0.5
        and c.place > greatest(v.requests - 2000, 0) // 2
        and c.place <= greatest(v.requests - 2000, 0) // 2 + 2000
), told_apart as (
    select
        *,
        count(*) over (partition by lane, key_no, last_prompt_tokens, prompt_tokens) as times,
        -- under another prompt all sizes of the list are moved by as much; steps of one length are none of a list
        case
            when prompt_tokens - last_prompt_tokens <> last_prompt_tokens - one_before_tokens
                then count(*) over (
                    partition by lane, key_no, last_prompt_tokens - one_before_tokens, prompt_tokens - last_prompt_tokens
                )
            else 1
        end as moved_times
    from around
), sampled as (
    select
        *,
        times > 1 or moved_times > 1 as is_repeat,
        -- a chain never asks the same twice in a row: repeated trials are one
        times = 1 and moved_times = 1 and prompt_tokens is distinct from last_prompt_tokens as is_varied
    from told_apart
    where is_sample
), varied as (
    select *
    from sampled
    where is_varied
), pairs as (
    select
        b.lane,
        a.place as earlier,
        b.place as later,
        b.prompt_tokens - a.prompt_tokens - a.carried_tokens as ahead,
        a.prompt_tokens - b.prompt_tokens - a.carried_tokens as behind,
        b.start_us - a.end_us < 3000000 as is_near,
        b.start_us - a.end_us < 10000000 as is_quick
    from varied as a
    join varied as b
        on b.lane = a.lane
        and b.key_no = a.key_no
        and b.place > a.place
        and b.place <= a.place + 100
        and b.start_us >= a.end_us
        and b.start_us <= a.end_us + 60000000
), counted as (
    select
        lane,
        cast(sum(case when is_repeat then 1 else 0 end) as bigint) as repeats,
        cast(sum(case when is_varied then 1 else 0 end) as bigint) as calls
    from sampled
    group by lane
), by_later as (
    select
        lane,
        later,
        sum(case when ahead between 0 and 150 and is_near then 1 else 0 end - case when behind between 0 and 150 and is_near then 1 else 0 end) as net_150_near,
        sum(case when ahead between 0 and 600 and is_near then 1 else 0 end - case when behind between 0 and 600 and is_near then 1 else 0 end) as net_600_near,
        sum(case when ahead between 0 and 1800 and is_near then 1 else 0 end - case when behind between 0 and 1800 and is_near then 1 else 0 end) as net_1800_near,
        sum(case when ahead between 0 and 150 then 1 else 0 end - case when behind between 0 and 150 then 1 else 0 end) as net_150_far,
        sum(case when ahead between 0 and 600 then 1 else 0 end - case when behind between 0 and 600 then 1 else 0 end) as net_600_far,
        sum(case when ahead between 0 and 1800 then 1 else 0 end - case when behind between 0 and 1800 then 1 else 0 end) as net_1800_far,
        sum(case when ahead between 0 and 1800 and is_quick then 1 when behind between 0 and 1800 and is_quick then -1 else 0 end) as net_quick
    from pairs
    group by lane, later
), by_earlier as (
    select
        lane,
        earlier,
        sum(case when ahead between 0 and 150 and is_near then 1 else 0 end - case when behind between 0 and 150 and is_near then 1 else 0 end) as net_150_near,
        sum(case when ahead between 0 and 600 and is_near then 1 else 0 end - case when behind between 0 and 600 and is_near then 1 else 0 end) as net_600_near,
        sum(case when ahead between 0 and 1800 and is_near then 1 else 0 end - case when behind between 0 and 1800 and is_near then 1 else 0 end) as net_1800_near,
        sum(case when ahead between 0 and 150 then 1 else 0 end - case when behind between 0 and 150 then 1 else 0 end) as net_150_far,
        sum(case when ahead between 0 and 600 then 1 else 0 end - case when behind between 0 and 600 then 1 else 0 end) as net_600_far,
        sum(case when ahead between 0 and 1800 then 1 else 0 end - case when behind between 0 and 1800 then 1 else 0 end) as net_1800_far
    from pairs
    group by lane, earlier
), of_later as (
    select
        lane,
        cast(sum(net_150_near) as bigint) as net_150_near,
        cast(sum(net_150_near * net_150_near) as bigint) as squares_150_near,
        cast(sum(net_600_near) as bigint) as net_600_near,
        cast(sum(net_600_near * net_600_near) as bigint) as squares_600_near,
        cast(sum(net_1800_near) as bigint) as net_1800_near,
        cast(sum(net_1800_near * net_1800_near) as bigint) as squares_1800_near,
        cast(sum(net_150_far) as bigint) as net_150_far,
        cast(sum(net_150_far * net_150_far) as bigint) as squares_150_far,
        cast(sum(net_600_far) as bigint) as net_600_far,
        cast(sum(net_600_far * net_600_far) as bigint) as squares_600_far,
        cast(sum(net_1800_far) as bigint) as net_1800_far,
        cast(sum(net_1800_far * net_1800_far) as bigint) as squares_1800_far,
        cast(sum(net_quick) as bigint) as net_quick
    from by_later
    group by lane
), of_earlier as (
    select
        lane,
        cast(sum(net_150_near) as bigint) as net_150_near,
        cast(sum(net_150_near * net_150_near) as bigint) as squares_150_near,
        cast(sum(net_600_near) as bigint) as net_600_near,
        cast(sum(net_600_near * net_600_near) as bigint) as squares_600_near,
        cast(sum(net_1800_near) as bigint) as net_1800_near,
        cast(sum(net_1800_near * net_1800_near) as bigint) as squares_1800_near,
        cast(sum(net_150_far) as bigint) as net_150_far,
        cast(sum(net_150_far * net_150_far) as bigint) as squares_150_far,
        cast(sum(net_600_far) as bigint) as net_600_far,
        cast(sum(net_600_far * net_600_far) as bigint) as squares_600_far,
        cast(sum(net_1800_far) as bigint) as net_1800_far,
        cast(sum(net_1800_far * net_1800_far) as bigint) as squares_1800_far
    from by_earlier
    group by lane
), by_block as (
    select
        lane,
        later // 20 as block,
        sum(net_150_near) as net_150_near,
        sum(net_600_near) as net_600_near,
        sum(net_1800_near) as net_1800_near,
        sum(net_150_far) as net_150_far,
        sum(net_600_far) as net_600_far,
        sum(net_1800_far) as net_1800_far
    from by_later
    group by lane, later // 20
), of_block as (
    -- of twenty calls in a row: what goes on in several of them at once, such as the parts of one page, is one piece of evidence
    select
        lane,
        cast(sum(net_150_near * net_150_near) as bigint) as squares_150_near,
        cast(sum(net_600_near * net_600_near) as bigint) as squares_600_near,
        cast(sum(net_1800_near * net_1800_near) as bigint) as squares_1800_near,
        cast(sum(net_150_far * net_150_far) as bigint) as squares_150_far,
        cast(sum(net_600_far * net_600_far) as bigint) as squares_600_far,
        cast(sum(net_1800_far * net_1800_far) as bigint) as squares_1800_far
    from by_block
    group by lane
), links as (
    -- calls that both carry an earlier one along and are carried along, less those that do if time ran backwards
    select
        l.lane,
        cast(sum(case when l.net_150_near > 0 and e.net_150_near > 0 then 1 when l.net_150_near < 0 and e.net_150_near < 0 then -1 else 0 end) as bigint) as links_150_near,
        cast(sum(case when l.net_600_near > 0 and e.net_600_near > 0 then 1 when l.net_600_near < 0 and e.net_600_near < 0 then -1 else 0 end) as bigint) as links_600_near,
        cast(sum(case when l.net_1800_near > 0 and e.net_1800_near > 0 then 1 when l.net_1800_near < 0 and e.net_1800_near < 0 then -1 else 0 end) as bigint) as links_1800_near,
        cast(sum(case when l.net_150_far > 0 and e.net_150_far > 0 then 1 when l.net_150_far < 0 and e.net_150_far < 0 then -1 else 0 end) as bigint) as links_150_far,
        cast(sum(case when l.net_600_far > 0 and e.net_600_far > 0 then 1 when l.net_600_far < 0 and e.net_600_far < 0 then -1 else 0 end) as bigint) as links_600_far,
        cast(sum(case when l.net_1800_far > 0 and e.net_1800_far > 0 then 1 when l.net_1800_far < 0 and e.net_1800_far < 0 then -1 else 0 end) as bigint) as links_1800_far
    from by_later as l
    join by_earlier as e on e.lane = l.lane and e.earlier = l.later
    group by l.lane
), widest as (
    select
        l.lane,
        c.calls,
        l.net_quick,
        greatest(
            case when l.net_150_near > 0 and l.net_150_near * l.net_150_near >= greatest(12 * l.squares_150_near, 12 * e.squares_150_near, 4 * b.squares_150_near) then l.net_150_near else 0 end,
            case when l.net_600_near > 0 and l.net_600_near * l.net_600_near >= greatest(12 * l.squares_600_near, 12 * e.squares_600_near, 4 * b.squares_600_near) then l.net_600_near else 0 end,
            case when l.net_1800_near > 0 and l.net_1800_near * l.net_1800_near >= greatest(12 * l.squares_1800_near, 12 * e.squares_1800_near, 4 * b.squares_1800_near) then l.net_1800_near else 0 end,
            case when l.net_150_far > 0 and l.net_150_far * l.net_150_far >= greatest(12 * l.squares_150_far, 12 * e.squares_150_far, 4 * b.squares_150_far) then l.net_150_far else 0 end,
            case when l.net_600_far > 0 and l.net_600_far * l.net_600_far >= greatest(12 * l.squares_600_far, 12 * e.squares_600_far, 4 * b.squares_600_far) then l.net_600_far else 0 end,
            case when l.net_1800_far > 0 and l.net_1800_far * l.net_1800_far >= greatest(12 * l.squares_1800_far, 12 * e.squares_1800_far, 4 * b.squares_1800_far) then l.net_1800_far else 0 end
        ) as net,
        greatest(
            case when l.net_150_near > 0 and l.net_150_near * l.net_150_near >= greatest(12 * l.squares_150_near, 12 * e.squares_150_near, 4 * b.squares_150_near) then coalesce(k.links_150_near, 0) else 0 end,
            case when l.net_600_near > 0 and l.net_600_near * l.net_600_near >= greatest(12 * l.squares_600_near, 12 * e.squares_600_near, 4 * b.squares_600_near) then coalesce(k.links_600_near, 0) else 0 end,
            case when l.net_1800_near > 0 and l.net_1800_near * l.net_1800_near >= greatest(12 * l.squares_1800_near, 12 * e.squares_1800_near, 4 * b.squares_1800_near) then coalesce(k.links_1800_near, 0) else 0 end,
            case when l.net_150_far > 0 and l.net_150_far * l.net_150_far >= greatest(12 * l.squares_150_far, 12 * e.squares_150_far, 4 * b.squares_150_far) then coalesce(k.links_150_far, 0) else 0 end,
            case when l.net_600_far > 0 and l.net_600_far * l.net_600_far >= greatest(12 * l.squares_600_far, 12 * e.squares_600_far, 4 * b.squares_600_far) then coalesce(k.links_600_far, 0) else 0 end,
            case when l.net_1800_far > 0 and l.net_1800_far * l.net_1800_far >= greatest(12 * l.squares_1800_far, 12 * e.squares_1800_far, 4 * b.squares_1800_far) then coalesce(k.links_1800_far, 0) else 0 end
        ) as links
    from of_later as l
    join of_earlier as e on e.lane = l.lane
    join of_block as b on b.lane = l.lane
    join counted as c on c.lane = l.lane
    left join links as k on k.lane = l.lane
    where c.calls >= 30
)
select
    c.lane,
    -- a call may carry several earlier ones along: one is enough
    coalesce(cast(least(w.net, w.calls) as double) / w.calls, 0) as hidden_growth_share,
    -- how many of those came within ten seconds of an end that they follow
    cast(least(w.net_quick, w.calls) as double) / nullif(least(w.net, w.calls), 0) as hidden_quick_share,
    -- how many calls are links of a chain: they carry one along and are carried along by the next
    coalesce(cast(w.links as double) / nullif(least(w.net, w.calls), 0), 0) as hidden_link_share
from counted as c
left join widest as w on w.lane = c.lane
-- where a list is gone through again and nothing else is left, nothing grows
where w.lane is not null or c.repeats >= 30
