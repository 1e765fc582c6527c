-- The names under which requests of a period arrived, numbered, and which of them by size (prompts, or answers where is_by_answer, from least_tokens
-- up to below most_tokens; what was not answered counts as unanswered_tokens): a program's, or, where prompts or answers are of two sizes at different
-- hours, the short and the long ones by themselves.
-- in: programs, bands     out: keys
-- grain: one row a program as logged, and size of prompts or answers where they are two
create or replace temp table keys as
with banded as (
    select
        p.* exclude (key_no, manner, strand),
        p.key_no as program_no,
        case
            when b.caller is null then p.manner
            else concat(
                p.manner,
                case when not p.is_blank then n.name when b.is_mostly_short then ' short' else ' long' end,
                case when b.is_by_answer then ' answers' else '' end
            )
        end as manner,
        coalesce(b.is_by_answer, false) as is_by_answer,
        case when b.is_mostly_short then 0 else b.long_tokens end as unanswered_tokens,
        case when b.caller is null or p.is_blank or n.name = ' short' then 0 else b.long_tokens end as least_tokens,
        case when b.caller is null or p.is_blank or n.name = ' long' then 9223372036854775807 else b.long_tokens end as most_tokens
    from programs as p
    left join bands as b on b.caller = p.caller and b.strand = p.strand and not p.is_batch
    join (select ' short' as name union all select ' long' as name) as n
        on n.name = ' short' or (b.caller is not null and not p.is_blank)
)
select
    *,
    cast(row_number() over (order by program_no, least_tokens) as integer) as key_no,
    concat(normal_model, manner) as strand
from banded
