-- What a batch takes at most, for views: they have no parameters of their own.
-- in: -            out: batch_limits
-- grain: one row
-- params: batch_most_max_tokens
create or replace temp table batch_limits as
select cast($batch_most_max_tokens as bigint) as most_max_tokens
