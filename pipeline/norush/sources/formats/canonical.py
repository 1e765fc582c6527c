"""norush's own columns, as CSV, JSON lines or Parquet (the canonical request of the documentation).

Load; reads files through `raw`; `sql/1_load/from_canonical.sql` says what each column means.
"""

from collections.abc import Iterator, Mapping

from norush.sources.source import Record, Source

COLUMNS = (
    "request_id", "source", "started_at", "first_token_at", "ended_at", "provider", "model", "service_tier", "speed",
    "inference_geo", "streamed", "api_key", "workspace", "app", "end_user", "session_id", "tags", "operation",
    "user_agent", "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens",
    "output_tokens", "max_tokens", "tools", "web_search_requests", "stop_reason", "status", "error_type",
    "billed_usd", "prefix_blocks",
)  # fmt: skip

ALSO = {
    "cache_write_tokens": "VARCHAR",
    **dict.fromkeys(("cache_read_input_tokens", "cache_creation_input_tokens"), "VARCHAR"),
    "cache_creation": "JSON",
}
"""Cache writes without a lifetime, and what Anthropic's own usage calls the counts that its input leaves out."""

_REFUSED = ("cached_tokens", "cached_input_tokens", "input_cached_tokens", "cache_tokens", "prompt_cache_hit_tokens")
"""Common names that do not say whether input includes what they count: where only later rows have one, those rows are
rejects."""


def recognises(record: Record) -> bool:
    """A row with the four columns that every canonical row needs."""
    has_time = "started_at" in record or "ended_at" in record
    return has_time and {"model", "input_tokens", "output_tokens"} <= record.keys()


def unread(record: Record) -> Iterator[str]:
    """Names, at whatever depth, that may count cached tokens and are none of norush's nor of Anthropic's."""
    for name, value in record.items():
        if "cache" in name.lower() and name.lower() not in (*COLUMNS, *ALSO):
            yield name
        elif isinstance(value, Mapping) and name not in ("tags", "cache_creation"):
            yield from (f"{name}.{inner}" for inner in unread(value))


SOURCE = Source(
    name="canonical",
    title="norush canonical columns",
    record="a row",
    columns={name: "JSON" if name in ("tags", "prefix_blocks") else "VARCHAR" for name in COLUMNS}
    | ALSO
    | dict.fromkeys(_REFUSED, "VARCHAR"),
    recognises=recognises,
    unread=unread,
    how_to_export="write your calls down with these column names, as CSV, JSON lines or Parquet",
    tells=tuple(name for name in COLUMNS if name != "source"),
)
