"""Anthropic Admin API, `api_keys`: what an id of a key is called, and its workspace. The hint of the key stays behind.

Load; reads files through `raw`; `sql/1_load/from_anthropic_api_keys.sql` has the meaning of each field.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A key with its id and name."""
    return record.get("type") == "api_key" and {"id", "name"} <= record.keys()


SOURCE = Source(
    name="anthropic_api_keys",
    title="Anthropic Admin API, names of API keys",
    record="a key",
    grain=Grain.NAMES,
    columns={
        "id": "VARCHAR",
        "type": "VARCHAR",
        "name": "VARCHAR",
        "workspace_id": "VARCHAR",
        "scope": {"workspace_id": "VARCHAR", "type": "VARCHAR"},
    },
    recognises=recognises,
    records_at="data",
    how_to_export="`GET /v1/organizations/api_keys?limit=1000` with an admin key; save what it answers",
    tells=("kind", "id", "name", "workspace"),
)
