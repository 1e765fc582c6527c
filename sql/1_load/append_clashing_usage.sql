-- Files whose usage totals are left out although they are not what another file says: the same buckets with other counts, or the same days
-- split in another way with another sum. Either one of the two holds the other, or they were filtered differently: nothing says which.
-- in: ranked_usage_buckets   out: clashing_usage
-- grain: one row a file and one beside which it is left out
-- A bucket in which an export ends may have grown since: two exports that differ there alone clash only where some count of the one that
-- is left out is larger, because what grows does so in every count.
insert into clashing_usage by name
with ranked as (
    select
        place,
        file_id,
        source,
        coalesce(grouped_by, '') as grouped_by,
        bucket_start::date as day,
        bucket_end - bucket_start as width,
        superseded,
        bucket_end < exported_until as is_over,
        bucket_start::date < (exported_until - interval 1 microsecond)::date as is_day_over,
        tokens,
        counts,
        position,
        told_by,
        told_counts
    from ranked_usage_buckets
), of_a_width as (
    select
        source,
        day,
        grouped_by,
        width,
        [
            sum(counts[1]), sum(counts[2]), sum(counts[3]), sum(counts[4]), sum(counts[5]), sum(counts[6]), sum(counts[7])
        ] as counts,
        sum(tokens) as tokens,
        bool_and(is_day_over) as is_over
    from ranked
    where position = 1
    group by source, day, grouped_by, width
), of_a_day as (
    -- days beside their hours say the same twice
    select
        source,
        day,
        grouped_by,
        max(list_prepend(tokens, counts))[2:] as counts,
        max(tokens) as tokens,
        bool_and(is_over) as is_over
    from of_a_width
    group by source, day, grouped_by
), left_out as (
    select
        place,
        file_id,
        told_by as beside_id,
        day,
        is_over or list_bool_or(list_transform(list_zip(counts, told_counts), lambda each: each[1] > each[2])) as is_clash
    from ranked
    where position > 1
    union
    select
        other.place,
        other.file_id,
        chosen.file_id as beside_id,
        other.day,
        (other_day.is_over and chosen_day.is_over and other_day.tokens <> chosen_day.tokens)
        or list_bool_or(list_transform(list_zip(other_day.counts, chosen_day.counts), lambda each: each[1] > each[2])) as is_clash
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
