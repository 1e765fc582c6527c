-- How many calls, and how large ones, a stream sends to the strands of its bursts outside of them, by the hour of the day (UTC).
-- in: burst_episodes, bursts, streams, arrivals   out: steady_hours
-- grain: one row (a stream, strands of some of its episodes, an hour of the day) with a call, in a burst or not
create or replace temp table steady_hours as
with sent as (
    select
        j.stream,
        j.strands,
        cast(a.start_us % 86400000000 // 3600000000 as integer) as hour,
        case when b.place is null then 1 else 0 end as outside,
        a.prompt_tokens,
        a.output_tokens
    from (select distinct stream, strands from burst_episodes) as j
    join streams as k on k.stream = j.stream and contains(concat(' + ', j.strands, ' + '), concat(' + ', k.strand, ' + '))
    join arrivals as a on a.stream = k.stream and a.key_no = k.key_no
    left join bursts as b on b.stream = a.stream and b.place = a.place
    where not a.is_batch
)
select
    stream,
    strands,
    hour,
    count(*) as all_calls,
    cast(sum(outside) as bigint) as calls,
    cast(sum(outside * prompt_tokens) as bigint) as prompt_tokens,
    cast(sum(outside * output_tokens) as bigint) as output_tokens
from sent
group by stream, strands, hour
