-- What AWS says of a Bedrock batch job: when it was handed in and when it was done, for which model, under which role.
-- in: raw                 out: arrived
-- grain: one row a job; a manifest, which only repeats totals, is a row too
-- token meaning: none; a manifest's totals are left alone.
-- time meaning: submitTime is the START of every call of the job, endTime the END.
create or replace temp view arrived as
with documents as (
    select
        file,
        ordinal,
        unnest(case
            when json_array_length(record, '$.invocationJobSummaries') > 0
                then json_extract(record, '$.invocationJobSummaries[*]')
            else [record]
        end) as record
    from raw
), jobs as (
    select
        file,
        ordinal,
        json_transform(
            record,
            '{
                "jobArn": "VARCHAR",
                "jobName": "VARCHAR",
                "modelId": "VARCHAR",
                "roleArn": "VARCHAR",
                "submitTime": "VARCHAR",
                "endTime": "VARCHAR",
                "lastModifiedTime": "VARCHAR",
                "totalRecordCount": "VARCHAR",
                "invocationJobSummaries": "JSON"
            }'
        ) as j
    from documents
)
select
    file,
    ordinal,
    case
        when j."jobArn" is null and coalesce(j."totalRecordCount", j."invocationJobSummaries"::varchar) is not null
            then 'not_request'
        else 'names'
    end as kind,
    case
        when j."jobArn" is null and coalesce(j."totalRecordCount", j."invocationJobSummaries"::varchar) is null
            then 'not a Bedrock batch job, or not valid JSON'
        when j."jobArn" is not null and try_cast(coalesce(j."submitTime", j."endTime") as timestamptz) is null
            then 'no readable submitTime'
    end as reason,
    'bedrock_batch_jobs' as source,
    'batch' as names_kind,
    regexp_extract(j."jobArn", '([^/:]+)$', 1) as id,
    j."jobName" as name,
    nullif(regexp_extract(j."jobArn", ':bedrock:[^:]*:([0-9]+):', 1), '') as workspace,
    nullif(regexp_extract(j."roleArn", '([^/:]+)$', 1), '') as app,
    null as session_id,
    null as end_user,
    map {'model': j."modelId"} as tags,
    try_cast(j."submitTime" as timestamptz) as started_at,
    try_cast(coalesce(j."endTime", j."lastModifiedTime") as timestamptz) as ended_at,
    null::bigint as requests
from jobs
