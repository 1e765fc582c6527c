"""Vertex AI request-response logging: rows of its BigQuery table, exported as JSON, CSV or Parquet.

Load; reads files through `raw`, as whole rows, because payloads are JSON, texts that hold JSON, or lists of events;
`sql/1_load/from_vertex.sql` has the meaning of each field. The prompt is handed on to be hashed, nothing else of it.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """A row of the table that Vertex AI makes for its log."""
    return {"endpoint", "logging_time", "api_method"} <= record.keys()


SOURCE = Source(
    name="vertex",
    title="Vertex AI request-response logs (BigQuery)",
    record="a row of the logging table",
    columns={},
    recognises=recognises,
    how_to_export=(
        "switch on request-response logging for the model (`setPublisherModelConfig`, sampling rate 1), then export "
        "its BigQuery table: `bq extract --destination_format=NEWLINE_DELIMITED_JSON …`"
    ),
    tells=(
        "request_id", "started_at", "ended_at", "provider", "model", "service_tier", "inference_geo", "streamed",
        "workspace", "app", "end_user", "tags", "operation", "input_tokens", "cache_read_tokens",
        "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens", "max_tokens", "tools", "web_search_requests",
        "stop_reason", "status", "error_type", "prefix_blocks",
    ),
)  # fmt: skip
