-- How large the calls are that a stream sends to the strands of its bursts outside of them: what an episode is compared with.
-- in: burst_episodes, bursts, streams, arrivals   out: steady_sizes
-- grain: one row (a stream, strands of some of its episodes) with a call outside
create or replace temp table steady_sizes as
select
    j.stream,
    j.strands,
    count(*) as calls,
    cast(sum(a.prompt_tokens) as double) / count(*) as mean_prompt_tokens,
    cast(sum(a.output_tokens) as double) / count(*) as mean_output_tokens
from (select distinct stream, strands from burst_episodes) as j
join streams as k on k.stream = j.stream and contains(concat(' + ', j.strands, ' + '), concat(' + ', k.strand, ' + '))
join arrivals as a on a.stream = k.stream and a.key_no = k.key_no
left join bursts as b on b.stream = a.stream and b.place = a.place
where b.place is null and not a.is_batch
group by j.stream, j.strands
