"""OpenAI Batch API: the output file of a batch, one JSON line a request.

Load; reads files through `raw`; `sql/1_load/from_openai_batch.sql` has the meaning of each field. Of an answer only
numbers and ids are read, never its text.
"""

from collections.abc import Mapping

from norush.sources.source import FieldType, Record, Source

_CACHE: Mapping[str, FieldType] = {"cached_tokens": "VARCHAR", "cache_write_tokens": "VARCHAR"}
_BODY: Mapping[str, FieldType] = {
    "id": "VARCHAR",
    "object": "VARCHAR",
    "created": "VARCHAR",
    "created_at": "VARCHAR",
    "completed_at": "VARCHAR",
    "model": "VARCHAR",
    "status": "VARCHAR",
    "max_output_tokens": "VARCHAR",
    "tools": "JSON",
    "choices": "JSON",
    "usage": {
        "prompt_tokens": "VARCHAR",
        "completion_tokens": "VARCHAR",
        "prompt_tokens_details": _CACHE,
        "input_tokens": "VARCHAR",
        "output_tokens": "VARCHAR",
        "input_tokens_details": _CACHE,
    },
    "error": {"code": "VARCHAR", "type": "VARCHAR"},
    "incomplete_details": {"reason": "VARCHAR"},
}


def recognises(record: Record) -> bool:
    """A line of an output file or of an error file."""
    return record.keys() >= {"id", "custom_id", "response", "error"} and str(record["id"]).startswith("batch_req_")


SOURCE = Source(
    name="openai_batch",
    title="OpenAI Batch API output",
    record="a request of a batch",
    columns={
        "id": "VARCHAR",
        "custom_id": "VARCHAR",
        "response": {"status_code": "VARCHAR", "request_id": "VARCHAR", "body": _BODY},
        "error": {"code": "VARCHAR", "message": "VARCHAR"},
    },
    recognises=recognises,
    how_to_export=(
        "download the batch's `output_file_id` (`GET /v1/files/{file_id}/content`), or from the dashboard under Batches"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "streamed", "operation",
        "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "output_tokens", "max_tokens", "tools",
        "stop_reason",
    ),
)  # fmt: skip
