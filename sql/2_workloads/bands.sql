-- Where the prompts of a strand are of two sizes with a gap or a valley between them, and come at different hours: two programs that share
-- all that a log names. Sizes are half octaves; a gap has less than one call in two hundred a size, a valley has a quarter of the calls of the
-- lower of the peaks beside it, and the deepest counts; each side has a twentieth of the calls
-- and fifty at least; and of one side less than three in five come in hours in which the other has any: steps of one program come together.
-- in: requests, programs   out: bands
-- grain: one row a strand with two sizes of prompts
create or replace temp table bands as
with counted as (
    select
        r.period,
        r.provider,
        r.workspace,
        r.api_key,
        r.app,
        r.model,
        r.user_agent,
        concat(
            case when r.streamed then ' streamed' else '' end,
            case when r.tools > 0 then ' with tools' else '' end,
            case when r.end_user is not null then ' for users' else '' end,
            case
                when r.streamed is null and r.tools is null and r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens > 0
                    then ' cached'
                else ''
            end
        ) as logged_manner,
        cast(epoch_us(coalesce(r.started_at, r.ended_at)) // 3600000000 as bigint) as hour,
        cast(round(
            ln(r.input_tokens + r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens + 1) * 2 / ln(2)
        ) as integer) as size,
        count(*) as calls
    from requests as r
    where
        r.period is not null
        and r.service_tier <> 'batch'
        and not (r.status <> 'succeeded' and r.input_tokens + r.output_tokens + r.cache_read_tokens = 0)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
), sized as (
    select
        p.caller,
        p.strand,
        c.hour,
        c.size,
        sum(c.calls) as calls
    from counted as c
    join programs as p
        on p.period = c.period
        and p.provider is not distinct from c.provider
        and p.workspace is not distinct from c.workspace
        and p.api_key is not distinct from c.api_key
        and p.app is not distinct from c.app
        and p.model is not distinct from c.model
        and p.user_agent is not distinct from c.user_agent
        and p.logged_manner = c.logged_manner
    where not p.is_batch and not p.is_blank
    group by p.caller, p.strand, c.hour, c.size
), sizes as (
    select
        caller,
        strand,
        size,
        sum(calls) as calls,
        sum(sum(calls)) over (partition by caller, strand) as of_calls,
        sum(sum(calls)) over (partition by caller, strand order by size) as calls_to
    from sized
    group by caller, strand, size
), gaps as (
    select
        caller,
        strand,
        size,
        calls,
        of_calls,
        calls_to - calls as short_calls,
        lag(size) over by_size as size_before,
        max(calls) over (by_size rows between unbounded preceding and 1 preceding) as peak_before,
        max(calls) over (by_size rows between 1 following and unbounded following) as peak_after
    from sizes
    where calls * 200 >= of_calls
    window by_size as (partition by caller, strand order by size)
), boundaries as (
    -- nothing between them: split in the middle
    select
        caller,
        strand,
        size_before + size as twice_size,
        of_calls,
        short_calls,
        cast(0 as double) as depth,
        size - size_before as width
    from gaps
    where size - size_before >= 2
    union all
    -- few between them: split there
    select
        caller,
        strand,
        size + size as twice_size,
        of_calls,
        short_calls,
        1.0e0 * calls / least(peak_before, peak_after) as depth,
        1 as width
    from gaps
    where peak_before is not null and peak_after is not null and 4 * calls <= least(peak_before, peak_after)
), deepest as (
    select
        *,
        row_number() over (partition by caller, strand order by depth, width desc, twice_size) as rank
    from boundaries
    where least(short_calls, of_calls - short_calls) >= greatest(50, of_calls / 20)
), split as (
    select
        caller,
        strand,
        twice_size,
        short_calls * 2 >= of_calls as is_mostly_short
    from deepest
    where rank = 1
), hours as (
    select
        s.caller,
        s.strand,
        s.hour,
        sum(case when 2 * s.size < w.twice_size then s.calls else 0 end) as short_calls,
        sum(case when 2 * s.size < w.twice_size then 0 else s.calls end) as long_calls
    from sized as s
    join split as w on w.caller = s.caller and w.strand = s.strand
    group by s.caller, s.strand, s.hour
), apart as (
    select
        caller,
        strand
    from hours
    group by caller, strand
    having
        sum(case when long_calls > 0 then short_calls else 0 end) * 5 < 3 * sum(short_calls)
        or sum(case when short_calls > 0 then long_calls else 0 end) * 5 < 3 * sum(long_calls)
)
select
    w.caller,
    w.strand,
    cast(round(power(2, cast(w.twice_size as double) / 4)) as bigint) as long_tokens,
    w.is_mostly_short
from split as w
join apart as a on a.caller = w.caller and a.strand = w.strand
