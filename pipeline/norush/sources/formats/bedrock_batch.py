"""Output of AWS Bedrock batch jobs (`*.jsonl.out`): a record's input beside its answer or its error.

Load; reads files through `raw`, as whole records, because answers are of any model's shape, and times of the jobs from
`names` (see bedrock_batch_jobs); `sql/1_load/from_bedrock_batch.sql` has the meaning of each field.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """A record of a job with its answer or its error."""
    return "recordId" in record and "modelInput" in record and ("modelOutput" in record or "error" in record)


SOURCE = Source(
    name="bedrock_batch",
    title="AWS Bedrock batch output",
    record="a record of a batch job",
    columns={},
    recognises=recognises,
    how_to_export=(
        "copy the job's output folder with its name, which is the job's id (`aws s3 sync s3://…/JOB_ID/ JOB_ID/`), and "
        "the job itself, which has the times: `aws bedrock get-model-invocation-job --job-identifier JOB_ID > job.json`"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "streamed", "workspace", "app",
        "operation", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
        "output_tokens", "max_tokens", "tools", "stop_reason", "status", "error_type", "prefix_blocks",
    ),
)  # fmt: skip
