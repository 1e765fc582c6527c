"""OpenTelemetry spans in OTLP JSON, with the GenAI, OpenInference and OpenLLMetry names of their attributes.

Load; reads files through `raw`, as whole export requests; `sql/1_load/from_otel.sql` takes them apart into spans and
has the meaning of each attribute. Of prompts only the structured ones are handed on, to be hashed.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """An export request for traces, whatever its spans are about."""
    return "resourceSpans" in record


SOURCE = Source(
    name="otel",
    title="OpenTelemetry GenAI spans (OTLP JSON; also OpenInference, OpenLLMetry)",
    record="a span",
    parts_at=("resourceSpans", "scopeSpans", "spans"),
    columns={},
    recognises=recognises,
    how_to_export=(
        "add the `file` exporter to the traces pipeline of your OpenTelemetry Collector (format `json`), and give the "
        "file that it writes"
    ),
    tells=(
        "request_id", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "streamed",
        "workspace", "app", "end_user", "session_id", "tags", "operation", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "output_tokens", "max_tokens", "tools", "stop_reason", "status", "error_type",
        "billed_usd", "prefix_blocks",
    ),
)  # fmt: skip
