-- Gives all rows of a dialect one meaning of input. A row that proves its own keeps it. Where any row proves that cached tokens stand apart from
-- input, so they do in rows that prove nothing, and, where totals turn out to leave cached tokens out, in rows whose total is input and
-- output. Where totals do count them and some rows say inside, both are written: then rows that prove nothing mean what the format says.
-- in: requests, dialects   out: requests
-- grain: -
-- The prompt that the blocks of prefix_blocks share out grows or shrinks with it.
update requests
set
    is_apart = meant.is_apart,
    input_tokens = meant.prompt - meant.cached,
    prefix_blocks = case
        when requests.prefix_blocks is not null and meant.old_prompt > 0 then list_transform(
            requests.prefix_blocks,
            lambda block, place: {
                'hash': block.hash,
                'tokens': (
                    (list_sum(list_transform(requests.prefix_blocks[:place], lambda b: b.tokens))::bigint * meant.prompt + meant.up)
                    // meant.old_prompt
                    - (coalesce(list_sum(list_transform(requests.prefix_blocks[:place - 1], lambda b: b.tokens)), 0)::bigint * meant.prompt + meant.up)
                    // meant.old_prompt
                )::bigint
            }
        )
        else requests.prefix_blocks
    end
from (
    with known as (
        select
            dialect,
            bool_or(proof <> 'inside') as has_apart,
            bool_or(proof = 'apart beside a plain total') as has_plain_total,
            bool_or(proof = 'inside') as has_inside
        from dialects
        group by dialect
    ), read as (
        select
            r.rowid as place,
            r.is_apart as was_apart,
            r.input_tokens,
            r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens as cached,
            known.has_apart and (known.has_plain_total or not known.has_inside) as is_apart
        from requests as r
        join known on known.dialect = r.dialect
        where coalesce(r.cache_proof, 'inside') = 'inside'
    )
    select
        place,
        is_apart,
        cached,
        input_tokens + cached as old_prompt,
        input_tokens + cached + case when is_apart then cached else -cached end as prompt,
        -- rounded down where it grows, up where it shrinks: what grew and shrinks again is what it was
        case when is_apart then 0 else input_tokens + cached - 1 end as up
    from read
    where is_apart <> was_apart
) as meant
where requests.rowid = meant.place
