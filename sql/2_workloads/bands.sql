-- Where the prompts of a strand, or its answers, are of two sizes with a gap or a valley between them, and come at different hours: two programs that
-- share all that a log names. Sizes are half octaves; a gap has less than one call in two hundred a size, a valley has a quarter of the calls of the
-- lower of the peaks beside it, and the deepest counts, of prompts before answers; each side has a twentieth of the calls
-- and fifty at least; and of one side less than three in five come in hours in which the other has any: steps of one program come together. By answers,
-- the side with fewer hours has a dozen calls in each of them, too, and neither is over a day before the other begins.
-- in: numbered, programs   out: bands
-- grain: one row a strand with two sizes of prompts or answers
create or replace temp table bands as
with sized as (
    select
        program_no,
        false as is_by_answer,
        cast(round(ln(prompt_tokens + 1) * 2 / ln(2)) as integer) as size,
        cast(start_us // 3600000000 as bigint) as hour
    from numbered
    union all
    select
        program_no,
        true as is_by_answer,
        cast(round(ln(output_tokens + 1) * 2 / ln(2)) as integer) as size,
        cast(start_us // 3600000000 as bigint) as hour
    from numbered
    -- what was not answered, in an outage, is of no size
    where output_tokens > 0
), counted as (
    -- narrow first: a row a program and size
    select
        program_no,
        is_by_answer,
        size,
        count(*) as calls
    from sized
    group by program_no, is_by_answer, size
), sizes as (
    select
        p.caller,
        p.strand,
        c.is_by_answer,
        c.size,
        sum(c.calls) as calls,
        sum(sum(c.calls)) over (partition by p.caller, p.strand, c.is_by_answer) as of_calls,
        sum(sum(c.calls)) over (partition by p.caller, p.strand, c.is_by_answer order by c.size) as calls_to
    from counted as c
    join programs as p on p.key_no = c.program_no
    where not p.is_batch and not p.is_blank
    group by p.caller, p.strand, c.is_by_answer, c.size
), gaps as (
    select
        caller,
        strand,
        is_by_answer,
        size,
        calls,
        of_calls,
        calls_to - calls as short_calls,
        lag(size) over by_size as size_before,
        max(calls) over (by_size rows between unbounded preceding and 1 preceding) as peak_before,
        max(calls) over (by_size rows between 1 following and unbounded following) as peak_after
    from sizes
    where calls * 200 >= of_calls
    window by_size as (partition by caller, strand, is_by_answer order by size)
), boundaries as (
    -- nothing between them: split in the middle
    select
        caller,
        strand,
        is_by_answer,
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
        is_by_answer,
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
        row_number() over (partition by caller, strand, is_by_answer order by depth, width desc, twice_size) as rank
    from boundaries
    where least(short_calls, of_calls - short_calls) >= greatest(50, of_calls / 20)
), split as (
    select
        caller,
        strand,
        is_by_answer,
        twice_size,
        short_calls * 2 >= of_calls as is_mostly_short
    from deepest
    where rank = 1
), hours as (
    select
        w.caller,
        w.strand,
        w.is_by_answer,
        s.hour,
        sum(case when 2 * s.size < w.twice_size then 1 else 0 end) as short_calls,
        sum(case when 2 * s.size < w.twice_size then 0 else 1 end) as long_calls
    from sized as s
    join programs as p on p.key_no = s.program_no
    join split as w on w.caller = p.caller and w.strand = p.strand and w.is_by_answer = s.is_by_answer
    where not p.is_batch and not p.is_blank
    group by w.caller, w.strand, w.is_by_answer, s.hour
), apart as (
    select
        caller,
        strand,
        is_by_answer,
        row_number() over (partition by caller, strand order by is_by_answer) as rank
    from hours
    group by caller, strand, is_by_answer
    having
        (sum(case when long_calls > 0 then short_calls else 0 end) * 5 < 3 * sum(short_calls)
            or sum(case when short_calls > 0 then long_calls else 0 end) * 5 < 3 * sum(long_calls))
        and (not is_by_answer
            -- a page that now and then asks for a longer answer asks for a few
            or (case
                    when count(case when short_calls > 0 then 1 end) < count(case when long_calls > 0 then 1 end)
                        then sum(short_calls) >= 12 * count(case when short_calls > 0 then 1 end)
                    else sum(long_calls) >= 12 * count(case when long_calls > 0 then 1 end)
                end
                -- a program whose answers grew with a release is still one
                and min(case when long_calls > 0 then hour end) + 24 < max(case when short_calls > 0 then hour end)
                and min(case when short_calls > 0 then hour end) + 24 < max(case when long_calls > 0 then hour end)))
)
select
    w.caller,
    w.strand,
    w.is_by_answer,
    cast(round(power(2, cast(w.twice_size as double) / 4)) as bigint) as long_tokens,
    w.is_mostly_short
from split as w
join apart as a on a.caller = w.caller and a.strand = w.strand and a.is_by_answer = w.is_by_answer
where a.rank = 1
