-- Files whose usage totals are left out although they are not what another file says: the same buckets with other counts, or the same days
-- split in another way with another sum. Either one of the two holds the other, or they were filtered differently: nothing says which.
-- in: usage_buckets, files   out: clashing_usage
-- grain: one row a file and one beside which it is left out
-- A bucket in which an export ends may have grown since: two exports that differ there alone do not clash.
create or replace table clashing_usage as
with told as (
    select
        b.*,
        b.rowid as place,
        f.exported_until
    from usage_buckets as b
    join files as f on f.file_id = b.file_id
), ranked as (
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
        input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens as tokens,
        row_number() over bucket as position,
        first_value(file_id) over bucket as told_by
    from told
    window bucket as (
        partition by
            source, bucket_start, bucket_end, provider, model, service_tier, speed, inference_geo, context_window, api_key, workspace, app,
            end_user, part
        order by
            input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens desc,
            length(grouped_by) desc,
            md5(concat_ws('|', input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, requests, billed_usd)),
            file_id
    )
), of_a_width as (
    select
        source,
        day,
        grouped_by,
        width,
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
        is_over
    from ranked
    where position > 1
    union
    select
        other.place,
        other.file_id,
        chosen.file_id as beside_id,
        other.day,
        other_day.is_over and chosen_day.is_over as is_over
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
        and other_day.tokens <> chosen_day.tokens
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
having bool_or(is_over)
