-- Appends what the usable rows of this load prove about their dialects, each once.
-- in: requests (before rejects leave it)   out: dialects
-- grain: one row a dialect and proof
-- params: first_file_id
insert into dialects
select distinct
    dialect,
    cache_proof as proof
from requests
where file_id >= $first_file_id
    -- a row that cannot be used proves nothing: 1.000 tokens may be one, or a thousand
    and reason is null
    and dialect is not null
    and cache_proof is not null
except
select
    dialect,
    proof
from dialects
