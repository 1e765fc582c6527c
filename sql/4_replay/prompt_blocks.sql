-- The blocks of each prompt. hash stands for the prompt up to the end of the block, end_tokens for the tokens until there.
-- in: replay_calls            out: prompt_blocks
-- grain: one row a block of a request
-- params: -
create or replace temp table prompt_blocks as
with unfolded as (
    select
        c.scope_no,
        c.line_no,
        c.place,
        c.start_us,
        c.begun_us,
        c.prompt_tokens,
        c.least_tokens,
        cast(len(c.prefix_blocks) as integer) as last_depth,
        cast(b.depth as integer) as depth,
        b.block.hash as hash,
        b.block.tokens as tokens
    from replay_calls as c, unnest(c.prefix_blocks) with ordinality as b(block, depth)
    where c.prefix_blocks is not null
)
select
    * exclude (prompt_tokens),
    -- a log's own blocks may say more than its usage
    least(
        cast(sum(tokens) over (partition by scope_no, place order by depth rows unbounded preceding) as bigint), prompt_tokens
    ) as end_tokens
from unfolded
