"""Anthropic Message Batches API, the batch objects: when a batch was sent and ended, which its results do not say.

Load; reads files through `raw`; `sql/1_load/from_anthropic_batches.sql` has the meaning of each field.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A batch object, as the API answers it."""
    return record.get("type") == "message_batch" and {"id", "request_counts"} <= record.keys()


SOURCE = Source(
    name="anthropic_batches",
    title="Anthropic Message Batches, batch objects",
    record="a batch",
    grain=Grain.NAMES,
    columns={
        "id": "VARCHAR",
        "type": "VARCHAR",
        "created_at": "VARCHAR",
        "ended_at": "VARCHAR",
        "request_counts": dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), "VARCHAR"),
    },
    recognises=recognises,
    records_at="data",
    how_to_export="`GET /v1/messages/batches?limit=1000`; save its pages, one file or many, beside the results",
    tells=("kind", "id", "tags", "started_at", "ended_at", "requests"),
)
