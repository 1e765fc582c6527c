-- How fast a strand's model seems to answer, where the log does not say when its calls ended: of four speeds the one at which the number of
-- calls running varied least (Fano) in its busiest stretches, of twenty windows of 64 calls, of which the second half counts. A pool of
-- workers fits one of them; traffic by chance fits none, and is none the steadier for having been asked four times.
-- in: numbered, keys      out: speeds
-- grain: one row a key without end times and with 128 calls or more
create or replace temp table speeds as
with guesses as (
    select 1400000 as first_token_us, 45 as tokens_per_s
    union all
    select 1000000 as first_token_us, 65 as tokens_per_s
    union all
    select 800000 as first_token_us, 90 as tokens_per_s
    union all
    select 500000 as first_token_us, 140 as tokens_per_s
), open_ended as (
    select
        k.key_no,
        n.output_tokens,
        n.start_us,
        row_number() over (
            partition by k.key_no
            order by n.start_us, n.output_tokens, n.prompt_tokens, n.cache_read_tokens
        ) - 1 as place
    from numbered as n
    join keys as k
        on k.program_no = n.program_no
        and case when k.is_by_answer then coalesce(nullif(n.output_tokens, 0), k.unanswered_tokens) else n.prompt_tokens end
            between k.least_tokens and k.most_tokens - 1
    where not n.is_end_known and not k.is_batch
), ranked as (
    select
        key_no,
        cast(place // 64 as bigint) as slot,
        row_number() over (partition by key_no order by max(start_us) - min(start_us), cast(place // 64 as bigint)) as busy_place
    from open_ended
    where key_no in (select key_no from open_ended where place = 127)
    group by key_no, cast(place // 64 as bigint)
    having count(*) = 64
), busiest as (
    select
        o.key_no,
        r.slot,
        o.place % 64 as place,
        o.start_us,
        o.output_tokens
    from open_ended as o
    join ranked as r on r.key_no = o.key_no and r.slot = o.place // 64
    where r.busy_place <= 20
), events as (
    select b.key_no, b.slot, g.tokens_per_s, b.start_us as at_us, 1 as step, b.place + 1 as place
    from busiest as b
    cross join guesses as g
    union all
    select
        b.key_no,
        b.slot,
        g.tokens_per_s,
        b.start_us + g.first_token_us + cast(b.output_tokens * 1000000 // g.tokens_per_s as bigint) as at_us,
        -1 as step,
        0 as place
    from busiest as b
    cross join guesses as g
), swept as (
    select
        key_no,
        slot,
        tokens_per_s,
        step,
        place,
        2 * place - row_number() over (partition by key_no, slot, tokens_per_s order by at_us, step, place) - 1 as in_flight
    from events
), windows as (
    select
        key_no,
        slot,
        tokens_per_s,
        count(*) as starts,
        cast(sum(in_flight) as bigint) as running,
        cast(sum(in_flight * in_flight) as bigint) as squares
    from swept
    where step = 1 and place > 32
    group by key_no, slot, tokens_per_s
), fitted as (
    select
        key_no,
        tokens_per_s,
        -- millionths: a sum of integers is the same in whatever order its parts come
        cast(sum(cast(round((cast(squares as double) * starts / running - running) * 1000000) as bigint)) as double) / sum(starts) as fano
    from windows
    where 2 * running >= starts
    group by key_no, tokens_per_s
), chosen as (
    select
        *,
        row_number() over (partition by key_no order by fano, tokens_per_s) as rank
    from fitted
)
select
    c.key_no,
    g.first_token_us,
    g.tokens_per_s
from chosen as c
join guesses as g on g.tokens_per_s = c.tokens_per_s
where c.rank = 1
