-- The blocks of each prompt. hash stands for the prompt up to the end of the block, end_tokens for the tokens until there.
-- in: replay_calls            out: prompt_blocks
-- grain: one row a block of a request
-- params: -
create or replace temp table prompt_blocks as
with unfolded as (
    -- not a lateral unnest with ordinality: that takes sixteen times as long
    select
        scope_no,
        line_no,
        place,
        start_us,
        begun_us,
        prompt_tokens,
        least_tokens,
        cast(array_length(prefix_blocks) as integer) as last_depth,
        cast(generate_subscripts(prefix_blocks, 1) as integer) as depth,
        unnest(prefix_blocks) as block
    from replay_calls
    where prefix_blocks is not null
)
select
    scope_no,
    line_no,
    place,
    start_us,
    begun_us,
    least_tokens,
    last_depth,
    depth,
    block.hash as hash,
    block.tokens as tokens,
    -- a log's own blocks may say more than its usage
    least(
        cast(sum(block.tokens) over (partition by scope_no, place order by depth rows unbounded preceding) as bigint), prompt_tokens
    ) as end_tokens
from unfolded
