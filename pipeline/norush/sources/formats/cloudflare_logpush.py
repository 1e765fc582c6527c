"""Cloudflare AI Gateway events from Logpush: recognised, to say why they cannot be used.

Reads nothing, writes nothing.
"""

from norush.sources.source import Record, Source


def recognises(record: Record) -> bool:
    """An event of the data set ai_gateway_events."""
    return {"Gateway", "Provider", "Model", "ResponseBody"} <= record.keys()


SOURCE = Source(
    name="cloudflare_logpush",
    title="Cloudflare AI Gateway events (Logpush)",
    record="an event",
    columns={},
    recognises=recognises,
    refused=(
        "Cloudflare Logpush encrypts the bodies of AI Gateway events, and what it leaves readable holds neither times "
        "nor tokens. Give what your application logs of the answers, or the provider's own usage export"
    ),
)
