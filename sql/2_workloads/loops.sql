-- Calls of one worker in a loop: stretches of fifteen calls or more, no pause above a second in them, of which seven in ten start with
-- nothing running and less than a second after the last end (classifier study, 2). Models take no part: one loop may call several.
-- in: arrivals            out: loops
-- grain: one row a call in a loop
create or replace temp table loops as
with openers as (
    -- the first call of each stretch; the last stretch of a stream ends with the stream's last call
    select
        stream,
        seq,
        lead(seq, 1, 9223372036854775807) over (partition by stream order by seq) as next_seq
    from arrivals
    where not is_batch and (idle_us is null or idle_us >= 1000000)
), stretches as (
    select
        a.stream,
        o.seq as first_seq,
        o.next_seq
    from (select * from openers where next_seq - seq >= 15) as o
    join arrivals as a on a.stream = o.stream and a.seq >= o.seq and a.seq < o.next_seq
    where not a.is_batch
    group by a.stream, o.seq, o.next_seq
    having count(*) >= 15
        and sum(case when a.is_end_known then 1 else 0 end) = count(*)
        -- the first of a stretch follows a pause
        and sum(case when a.idle_us >= 0 and a.idle_us < 1000000 then 1 else 0 end) * 10 >= (count(*) - 1) * 7
)
select
    a.place,
    a.stream,
    a.key_no,
    a.seq,
    a.start_us,
    a.end_us
from stretches as s
join arrivals as a on a.stream = s.stream and a.seq >= s.first_seq and a.seq < s.next_seq
where not a.is_batch
