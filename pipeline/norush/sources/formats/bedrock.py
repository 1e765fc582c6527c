"""AWS Bedrock model invocation logs: from S3 as they are, or out of CloudWatch with the record as a text in `message`.

Load; reads files through `raw`, as whole records, because a wrapper hides the fields; `sql/1_load/from_bedrock.sql` has
the meaning of each. Of logged bodies only numbers and settings are read; the prompt is handed on to be hashed.
"""

from collections.abc import Mapping

from norush.sources.source import Record, Source

_WRAPPED = ("message", "@message")
_NO_RECORDS = ("Permissions are correctly set for Amazon Bedrock logs", "CWL CONTROL MESSAGE")
"""What Bedrock and CloudWatch write once to see whether they may: no call, but of this log."""


def recognises(record: Record) -> bool:
    """An invocation record, or CloudWatch's wrapper around one or several."""
    events = record.get("logEvents")
    if isinstance(events, list):
        return any(isinstance(event, Mapping) and _is_wrapped(event) for event in events)
    return _is_invocation(record) or _is_wrapped(record)


def _is_wrapped(record: Record) -> bool:
    return any(_is_invocation(record.get(name)) for name in _WRAPPED)


def _is_invocation(value: object) -> bool:
    if isinstance(value, Mapping):
        return value.get("schemaType") == "ModelInvocationLog"
    return isinstance(value, str) and ('"ModelInvocationLog"' in value or value.startswith(_NO_RECORDS))


SOURCE = Source(
    name="bedrock",
    title="AWS Bedrock model invocation logs",
    record="an invocation record",
    columns={},
    recognises=recognises,
    records_at="events",
    how_to_export=(
        "switch on model invocation logging in the Bedrock console (Settings), then copy the bucket's folder "
        "`AWSLogs/…/BedrockModelInvocationLogs/`, or `aws logs filter-log-events --log-group-name …`"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "inference_geo",
        "streamed", "api_key", "workspace", "app", "end_user", "session_id", "tags", "operation", "input_tokens",
        "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools",
        "stop_reason", "status", "error_type", "prefix_blocks",
    ),
)  # fmt: skip
