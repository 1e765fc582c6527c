"""Cloudflare AI Gateway logs from its API: recognised, to say why they cannot be used.

Reads nothing, writes nothing.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """An entry of the gateway's log."""
    return {"tokens_in", "tokens_out", "cached", "provider", "model"} <= record.keys()


SOURCE = Source(
    name="cloudflare",
    title="Cloudflare AI Gateway logs (API)",
    record="a log entry",
    columns={},
    recognises=recognises,
    records_at="result",
    refused=(
        "Cloudflare AI Gateway logs cannot be priced: they count no cached tokens, and no document says whether "
        "tokens_in includes them, which can move the cost tenfold. Give what your application logs of the answers, or "
        "the provider's own usage export"
    ),
)
