-- How long the first piece of a streamed answer took, from the call's start, in microseconds: what a reader waits for. As the log has it;
-- article A (docs/articles.md) says .3 to .9 s without a source.
-- in: requests, lanes     out: first_tokens
-- grain: one row a (period, workload) with a first-token time
-- cannot see: first tokens of calls that were not streamed, or not measured: most exports have none
create or replace temp table first_tokens as
with measured as (
    select
        period,
        workload_id,
        epoch_us(first_token_at) - epoch_us(started_at) as first_token_us
    from requests
    where period is not null and first_token_at is not null and started_at is not null
)
select
    l.lane,
    count(*) as first_token_calls,
    cast(sum(m.first_token_us) as bigint) as first_token_us,
    cast(sum(case when m.first_token_us < 1000000 then 1 else 0 end) as bigint) as first_token_under_1s_calls
from measured as m
join lanes as l on l.period = m.period and l.workload_id = m.workload_id
group by l.lane
