-- What the log says of the requests whose prompts have known blocks: the same in every setting and for every life of a cache.
-- in: replay_calls            out: block_totals
-- grain: one row a line with such a request
-- params: -
create or replace temp table block_totals as
select
    line_no,
    count(*) as requests,
    cast(sum(input_tokens) as bigint) as input_tokens,
    cast(sum(cache_read_tokens) as bigint) as cache_read_tokens,
    cast(sum(cache_write_5m_tokens) as bigint) as cache_write_5m_tokens,
    cast(sum(cache_write_1h_tokens) as bigint) as cache_write_1h_tokens
from replay_calls
where prefix_blocks is not null
group by line_no
