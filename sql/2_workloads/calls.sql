-- The requests of each workload in a period, numbered in the order of their starts: what every signal is made of.
-- in: arrivals, components, parts   out: calls
-- grain: one row a request in a period; (lane, place) is unique
create or replace temp table calls as
select
    p.lane,
    row_number() over by_start as place,
    a.start_us - lag(a.start_us) over by_start as since_start_us,
    a.* exclude (place, stream, is_whole, is_batch, seq, idle_us, span_us)
from arrivals as a
join components as c on c.place = a.place
join parts as p on p.key_no = c.key_no and p.job = c.job
where a.is_whole
window by_start as (partition by p.lane order by a.start_us, a.seq)
