-- What a row's counts prove of whether its input includes its cached tokens, as in the table of dialects: null where they prove nothing.
-- total_prompt is what the row's total counts beside the output.
-- in: -                   out: proof_of_cache
-- grain: a macro over the counts of one row
create or replace temp macro proof_of_cache(input_count, cached_count, total_prompt) as
    case
        when cached_count = 0 then null
        when cached_count > input_count and total_prompt = input_count then 'apart beside a plain total'
        when cached_count > input_count or total_prompt = input_count + cached_count then 'apart'
        when total_prompt = input_count then 'inside'
    end
