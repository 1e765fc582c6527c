-- Files whose costs are left out although they are not what another file says: the same lines with other amounts, or the same days split in
-- another way with another sum. Either one of the two holds the other, or they were filtered differently: nothing says which.
-- in: ranked_invoice_lines   out: clashing_costs
-- grain: one row a file and one beside which it is left out
-- The last day of an export may have grown since: exports that differ there alone do not clash. Nor do those whose sums differ by what
-- rounding each line to the cent can make.
insert into clashing_costs by name
with ranked as (
    select
        *,
        day < (exported_until - interval 1 microsecond)::date as is_over
    from ranked_invoice_lines
), of_a_day as (
    select
        source,
        day,
        grouped_by,
        sum(billed_usd) as billed_usd,
        count(*) as lines,
        bool_and(is_over) as is_over
    from ranked
    where position = 1
    group by source, day, grouped_by
), left_out as (
    select
        place,
        file_id,
        told_by as beside_id,
        day,
        is_over as is_clash
    from ranked
    where position > 1
    union
    select
        other.place,
        other.file_id,
        chosen.file_id as beside_id,
        other.day,
        other_day.is_over
        and chosen_day.is_over
        and abs(other_day.billed_usd - chosen_day.billed_usd) > (other_day.lines + chosen_day.lines) * 0.005::decimal(4, 3) as is_clash
    from ranked as other
    join ranked as chosen
        on chosen.source = other.source
        and chosen.day = other.day
        and chosen.grouped_by <> other.grouped_by
        and chosen.position = 1
        and not chosen.superseded
    join of_a_day as other_day
        on other_day.source = other.source
        and other_day.day = other.day
        and other_day.grouped_by = other.grouped_by
    join of_a_day as chosen_day
        on chosen_day.source = other.source
        and chosen_day.day = other.day
        and chosen_day.grouped_by = chosen.grouped_by
    where other.position = 1
        and other.superseded
)
select
    file_id,
    beside_id,
    count(distinct place) as rows_left_out,
    min(day) as since,
    max(day) as until
from left_out
where file_id <> beside_id
group by file_id, beside_id
having bool_or(is_clash)
