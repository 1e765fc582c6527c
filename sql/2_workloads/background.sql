-- What a stream sends anyway, by quarter of an hour: the least of what it sent in the six quarters before, in the six after, and (with
-- four days or more of log) in the same quarter of the median day. A job stands out against it; a busy service is its own background.
-- Where the stream sent nothing counts as empty: else a job that is a stream's only traffic would hide itself.
-- in: arrivals, dense, streams   out: background
-- grain: one row a (stream with a dense stretch, quarter of an hour with a request)
create or replace temp table background as
with quarters as (
    select
        stream,
        cast(start_us // 900000000 as bigint) as quarter,
        count(*) as calls
    from arrivals
    where not is_batch and stream in (select stream from dense)
    group by stream, cast(start_us // 900000000 as bigint)
), periods_of as (
    select distinct
        stream,
        period
    from streams
), spans as (
    select
        c.period,
        cast(max(a.start_us) // 86400000000 as bigint) - cast(min(a.start_us) // 86400000000 as bigint) + 1 as days
    from arrivals as a
    join periods_of as c on c.stream = a.stream
    group by c.period
), ranked as (
    select
        q.stream,
        q.quarter,
        q.calls,
        s.days,
        coalesce(sum(q.calls) over (
            partition by q.stream order by q.quarter range between 6 preceding and 1 preceding
        ), 0) as calls_before,
        coalesce(sum(q.calls) over (
            partition by q.stream order by q.quarter range between 1 following and 6 following
        ), 0) as calls_after,
        row_number() over (partition by q.stream, q.quarter % 96 order by q.calls, q.quarter) as place,
        count(*) over (partition by q.stream, q.quarter % 96) as days_with
    from quarters as q
    join periods_of as c on c.stream = q.stream
    join spans as s on s.period = c.period
), medians as (
    -- the empty days come first: the median day is the one in the middle of all of them
    select
        stream,
        quarter % 96 as quarter_of_day,
        max(case when place <= (days + 1) // 2 - (days - days_with) then calls end) as median_calls
    from ranked
    group by stream, quarter % 96
)
select
    r.stream,
    r.quarter,
    cast(least(
        cast(r.calls_before as double) / 6,
        cast(r.calls_after as double) / 6,
        case when r.days >= 4 then coalesce(m.median_calls, 0) else r.calls_before + r.calls_after end
    ) as double) / 900 as calls_per_s
from ranked as r
join medians as m on m.stream = r.stream and m.quarter_of_day = r.quarter % 96
