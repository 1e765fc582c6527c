"""AWS Bedrock batch jobs as `get-model-invocation-job` or `list-model-invocation-jobs` prints them, and manifests.

Load; reads files through `raw`, as whole documents; `sql/1_load/from_bedrock_batch_jobs.sql` has the meaning of each
field. Their times are those of the records in the jobs' output, which has none.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A job, a page of jobs, or the manifest that lies beside a job's output."""
    is_job = {"jobArn", "modelId", "submitTime"} <= record.keys()
    return is_job or "invocationJobSummaries" in record or {"totalRecordCount", "processedRecordCount"} <= record.keys()


SOURCE = Source(
    name="bedrock_batch_jobs",
    title="AWS Bedrock batch jobs",
    record="a job, or a manifest",
    columns={},
    recognises=recognises,
    records_at="invocationJobSummaries",
    grain=Grain.NAMES,
    how_to_export="`aws bedrock list-model-invocation-jobs > jobs.json`",
    tells=("kind", "id", "name", "workspace", "app", "tags", "started_at", "ended_at"),
)
