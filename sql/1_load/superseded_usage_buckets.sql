-- Buckets that say again what others of the same export say: with fewer tokens, a day beside its hours, or the same hours split by other
-- dimensions.
-- Hours speak for a day where they add up to it, the day for them where they do not. Of two ways to split a day, the one with more
-- tokens speaks, or the finer one, for all that it can overlap with: where a dimension is told by both and differs, nothing overlaps.
-- in: ranked_usage_buckets   out: superseded_usage_buckets
-- grain: one row a superfluous row of usage_buckets
create or replace temp table superseded_usage_buckets as
with told as (
    select
        place,
        source,
        bucket_start,
        bucket_end,
        bucket_end - bucket_start as width,
        bucket_start::date as day,
        coalesce(grouped_by, '') as grouped_by,
        model,
        service_tier,
        speed,
        inference_geo,
        context_window,
        api_key,
        workspace,
        app,
        end_user,
        md5(row(
            source, grouped_by, provider, model, service_tier, speed, inference_geo, context_window, api_key, workspace, app, end_user
        )::text) as series,
        tokens + web_search_requests as amount
    from ranked_usage_buckets
    where position = 1
), in_two_widths as (
    select series
    from told
    group by series
    having count(distinct width) > 1
), buckets as (
    -- rows that only `part` tells apart are one bucket here
    select
        series,
        bucket_start,
        bucket_end,
        width,
        sum(amount) as amount
    from told
    where series in (select series from in_two_widths)
    group by series, bucket_start, bucket_end, width
), finer as (
    select
        whole.series,
        whole.bucket_start,
        whole.bucket_end,
        part.width,
        sum(part.amount) >= any_value(whole.amount) as covers
    from buckets as whole
    join buckets as part
        on part.series = whole.series
        and part.width < whole.width
        and part.bucket_start >= whole.bucket_start
        and part.bucket_end <= whole.bucket_end
    group by whole.series, whole.bucket_start, whole.bucket_end, part.width
), covered as (
    select series, bucket_start, bucket_end, bool_or(covers) as is_covered
    from finer
    group by series, bucket_start, bucket_end
), of_other_width as (
    select told.place
    from told
    join covered using (series, bucket_start, bucket_end)
    where is_covered
    union
    select told.place
    from told
    join covered
        on covered.series = told.series
        and told.bucket_start >= covered.bucket_start
        and told.bucket_end <= covered.bucket_end
        and told.width < covered.bucket_end - covered.bucket_start
    where not is_covered
), once as (
    select *
    from told
    where place not in (select place from of_other_width)
), groupings as (
    select
        source,
        day,
        grouped_by,
        row_number() over (
            partition by source, day
            order by sum(amount) desc, length(grouped_by) desc, grouped_by
        ) as position
    from once
    group by source, day, grouped_by
), ranked as (
    -- null in a dimension that was not asked for goes with anything; in one that was, it is a value of its own
    select
        once.place,
        once.source,
        once.day,
        once.bucket_start,
        once.bucket_end,
        groupings.position,
        case when contains(once.grouped_by, 'model') then coalesce(once.model, '') end as model,
        case when contains(once.grouped_by, 'service_tier') then coalesce(once.service_tier, '') end as service_tier,
        case when contains(once.grouped_by, 'speed') then coalesce(once.speed, '') end as speed,
        case when contains(once.grouped_by, 'inference_geo') then coalesce(once.inference_geo, '') end as inference_geo,
        case when contains(once.grouped_by, 'context_window') then coalesce(once.context_window, '') end as context_window,
        case when contains(once.grouped_by, 'api_key') then coalesce(once.api_key, '') end as api_key,
        case when contains(once.grouped_by, 'workspace') then coalesce(once.workspace, '') end as workspace,
        case when contains(once.grouped_by, 'app') then coalesce(once.app, '') end as app,
        case when contains(once.grouped_by, 'end_user') then coalesce(once.end_user, '') end as end_user
    from once
    join groupings using (source, day, grouped_by)
    where (source, day) in (select (source, day) from groupings where position = 2)
), of_other_grouping as (
    select distinct other.place
    from ranked as other
    join ranked as chosen
        on chosen.source = other.source
        and chosen.day = other.day
        and chosen.position = 1
        and other.position > 1
        and chosen.bucket_start < other.bucket_end
        and chosen.bucket_end > other.bucket_start
        and coalesce(chosen.model = other.model, true)
        and coalesce(chosen.service_tier = other.service_tier, true)
        and coalesce(chosen.speed = other.speed, true)
        and coalesce(chosen.inference_geo = other.inference_geo, true)
        and coalesce(chosen.context_window = other.context_window, true)
        and coalesce(chosen.api_key = other.api_key, true)
        and coalesce(chosen.workspace = other.workspace, true)
        and coalesce(chosen.app = other.app, true)
        and coalesce(chosen.end_user = other.end_user, true)
)
select place
from ranked_usage_buckets
where position > 1
union
select place from of_other_width
union
select place from of_other_grouping
