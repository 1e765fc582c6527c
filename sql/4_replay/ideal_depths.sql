-- What a cache without rules would do at each depth of the prompts: every block is cached and can be read at once by whoever comes
-- within the cache's life after its last use. "ever": had the cache no end.
-- in: prompt_blocks            out: ideal_depths
-- grain: one row a (line_no, depth)
-- params: life_5m_us, life_1h_us
create or replace temp table ideal_depths as
with touched as (
    select
        line_no,
        depth,
        tokens,
        -- A prompt that holds a block holds all before it: its last use is the last use of the prompt up to it.
        start_us - lag(start_us) over (partition by scope_no, hash order by start_us, place) as unused_us
    from prompt_blocks
)
select
    line_no,
    depth,
    count(*) as requests,
    cast(sum(tokens) as bigint) as tokens,
    count(unused_us) as reads_ever,
    cast(sum(case when unused_us <= cast($life_5m_us as bigint) then 1 else 0 end) as bigint) as reads_5m,
    cast(sum(case when unused_us <= cast($life_1h_us as bigint) then 1 else 0 end) as bigint) as reads_1h,
    cast(sum(case when unused_us is not null then tokens else 0 end) as bigint) as read_tokens_ever,
    cast(sum(case when unused_us <= cast($life_5m_us as bigint) then tokens else 0 end) as bigint) as read_tokens_5m,
    cast(sum(case when unused_us <= cast($life_1h_us as bigint) then tokens else 0 end) as bigint) as read_tokens_1h
from touched
group by line_no, depth
