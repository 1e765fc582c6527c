-- What was said, as a chain of hashes: no text of a prompt goes further than this.
-- in: said                out: hashed
-- grain: one row a record of the file
-- chain: a block's hash is made of the hash before it and the block, so that it stands for the prompt up to its end; the database's
-- salt is the first link, so that nobody without it can try out prompts. Where cache breakpoints stand is no part of it.
-- token meaning: input + cache reads + cache writes, shared out by the bytes of the blocks, to the last token (largest remainder). A
-- picture or file in base64 counts as 6,400 bytes: about 1,600 tokens, what a picture of full size takes.
create or replace temp view hashed as
with bare as (
    select
        * exclude (blocks),
        -- two hidden texts say the same without being the same: then there is no chain
        case when len(blocks) > 0 and not list_contains(list_transform(blocks, lambda block: block.is_hidden), true) then list_transform(
            blocks,
            lambda block: {
                'is_text': block.is_text,
                'said': case
                    -- in JSON; inside a text of it, the quotes would stand behind backslashes
                    when not block.is_text and contains(block.said, '"cache_control"') then regexp_replace(
                        regexp_replace(block.said, ',"cache_control":(\{[^{}]*\}|null)', '', 'g'),
                        '"cache_control":(\{[^{}]*\}|null),?', '', 'g'
                    )
                    else block.said
                end
            }
        ) end as blocks,
        input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens as prompt_tokens
    from said
), weighed as (
    select
        * exclude (blocks),
        case when blocks is not null then list_transform(blocks, lambda block: md5_number_lower(block.said)) end as own,
        case when blocks is not null then list_transform(
            blocks,
            lambda block: case
                -- LiteLLM cuts long texts in the middle, and says how much is gone
                when contains(block.said, 'litellm_truncated')
                    then strlen(block.said)
                        + coalesce(try_cast(regexp_extract(block.said, 'litellm_truncated[a-z ]*([0-9]{1,8}) chars', 1) as integer), 0)
                when block.is_text or strlen(block.said) <= 6400 then strlen(block.said)
                else strlen(regexp_replace(block.said, '(^|["\x1f,])[A-Za-z0-9+/]{500,}={0,2}($|["\x1f,])', repeat(' ', 6400), 'g'))
            end
        ) end as weights
    from bare
), chained as (
    select
        *,
        case when own is not null then list_reduce(
            list_transform(own, lambda hash: [hash]),
            -- numbers, because a list of texts is copied ten times as slowly at every link
            lambda chain, hash: list_append(chain, md5_number_lower(concat(chain[-1], ' ', hash[1]))),
            [md5_number_lower(getvariable('salt'))]
        )[2:] end as chain,
        case when own is not null then list_sum(weights)::bigint end as total_weight
    from weighed
), shared as (
    select
        *,
        case when own is not null then list_transform(weights, lambda weight: prompt_tokens * weight // total_weight) end as whole,
        -- what is left of each share, and of equal rests the earlier first: no two are the same
        case when own is not null then list_transform(weights, lambda weight, place: prompt_tokens * weight % total_weight * len(weights) - place) end as rests
    from chained
), rounded as (
    select
        *,
        case when own is not null then list_sort(rests, 'desc')[prompt_tokens - list_sum(whole)::bigint] end as last_rest
    from shared
)
select
    * exclude (own, weights, prompt_tokens, chain, total_weight, whole, rests, last_rest, prefix_blocks),
    coalesce(
        prefix_blocks,
        case when own is not null then list_transform(
            chain,
            lambda hash, place: {'hash': printf('%016x', hash), 'tokens': whole[place] + coalesce(rests[place] >= last_rest, false)::bigint}
        ) end
    ) as prefix_blocks
from rounded
