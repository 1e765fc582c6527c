-- The workload of each key and job, numbered by period so that windows over millions of calls sort integers, not texts. The id is made of
-- what the traffic is called and what it is, never of a rank or a date, so that it is the same next month.
-- in: components, keys, jobs   out: parts
-- grain: one row a (key, job) with a request
create or replace temp table parts as
with found as (
    select distinct
        key_no,
        job
    from components
), named as (
    select
        f.key_no,
        f.job,
        k.period,
        k.provider,
        k.workspace,
        k.api_key,
        k.app,
        coalesce(j.models, k.normal_model) as models,
        case when k.is_batch then 'batch' when j.job is not null then j.component else concat('steady', k.manner) end as component
    from found as f
    join keys as k on k.key_no = f.key_no
    left join jobs as j on j.job = f.job
), identified as (
    select
        *,
        left(md5(concat_ws(
            '|',
            coalesce(provider, '-'),
            coalesce(workspace, '-'),
            coalesce(api_key, '-'),
            coalesce(app, '-'),
            models,
            component
        )), 12) as workload_id
    from named
)
select
    *,
    cast(dense_rank() over (order by period, workload_id) as integer) as lane
from identified
