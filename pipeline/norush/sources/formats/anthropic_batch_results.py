"""Anthropic Message Batches API, results: a JSON line a request. They carry no time: the batch object has it.

Load; reads files through `raw`; `sql/1_load/from_anthropic_batch_results.sql` has the meaning of each field. Of answers
only numbers and ids are read: their text never leaves the file.
"""

from collections.abc import Mapping

from norush.sources.source import Record, Source

_OUTCOMES = ("succeeded", "errored", "canceled", "expired")


def recognises(record: Record) -> bool:
    """A result under the id that its sender gave it."""
    result = record.get("result")
    return "custom_id" in record and isinstance(result, Mapping) and result.get("type") in _OUTCOMES


SOURCE = Source(
    name="anthropic_batch_results",
    title="Anthropic Message Batches, results",
    record="a result; what another model advised within it is a record of its own",
    columns={
        "custom_id": "VARCHAR",
        "result": {
            "type": "VARCHAR",
            "message": {"id": "VARCHAR", "model": "VARCHAR", "stop_reason": "VARCHAR", "usage": "JSON"},
            "error": {"type": "VARCHAR", "error": {"type": "VARCHAR"}, "request_id": "VARCHAR"},
        },
    },
    recognises=recognises,
    how_to_export=(
        "download a batch's results (`GET /v1/messages/batches/{id}/results`) under the id of the batch, and save the "
        "batch object (`GET /v1/messages/batches/{id}`) beside it"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "inference_geo", "streamed",
        "tags", "operation", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
        "output_tokens", "web_search_requests", "stop_reason", "status", "error_type",
    ),
)  # fmt: skip
