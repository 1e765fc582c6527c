-- Hashes of prompts' beginnings, hashed once more: those that a log brings may be unsalted, and the salt of the load is in its database. Two that
-- were one stay one.
-- in: -                   out: redacted_prefix_blocks
-- grain: a macro over a list of blocks
create or replace temp macro redacted_prefix_blocks(held) as
    list_transform(
        held,
        lambda block: {'hash': md5(concat(getvariable('redaction_salt'), 'prefix', block.hash)), 'tokens': block.tokens}
    )
