-- Where the prompts of a strand are of two sizes with a gap or a valley between them, and come at different hours: two programs that share
-- all that a log names. Sizes are half octaves; a gap has less than one call in two hundred a size, a valley has a quarter of the calls of the
-- lower of the peaks beside it, and the deepest counts; each side has a twentieth of the calls
-- and fifty at least; and of one side less than three in five come in hours in which the other has any: steps of one program come together.
-- in: numbered, programs   out: bands
-- grain: one row a strand with two sizes of prompts
create or replace temp table bands as
with sized as (
    select
        program_no,
        cast(round(ln(prompt_tokens + 1) * 2 / ln(2)) as integer) as size,
        cast(start_us // 3600000000 as bigint) as hour
    from numbered
), counted as (
    -- narrow first: a row a program and size
    select
        program_no,
        size,
        count(*) as calls
    from sized
    group by program_no, size
), sizes as (
    select
        p.caller,
        p.strand,
        c.size,
        sum(c.calls) as calls,
        sum(sum(c.calls)) over (partition by p.caller, p.strand) as of_calls,
        sum(sum(c.calls)) over (partition by p.caller, p.strand order by c.size) as calls_to
    from counted as c
    join programs as p on p.key_no = c.program_no
    where not p.is_batch and not p.is_blank
    group by p.caller, p.strand, c.size
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
        w.caller,
        w.strand,
        s.hour,
        sum(case when 2 * s.size < w.twice_size then 1 else 0 end) as short_calls,
        sum(case when 2 * s.size < w.twice_size then 0 else 1 end) as long_calls
    from sized as s
    join programs as p on p.key_no = s.program_no
    join split as w on w.caller = p.caller and w.strand = p.strand
    where not p.is_batch and not p.is_blank
    group by w.caller, w.strand, s.hour
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
