"""Anthropic Admin API, `workspaces`: what an id of a workspace is called.

Load; reads files through `raw`; `sql/1_load/from_anthropic_workspaces.sql` has the meaning of each field.
"""

from norush.sources.source import Grain, Record, Source


def recognises(record: Record) -> bool:
    """A workspace with its id and name."""
    return record.get("type") == "workspace" and {"id", "name"} <= record.keys()


SOURCE = Source(
    name="anthropic_workspaces",
    title="Anthropic Admin API, names of workspaces",
    record="a workspace",
    grain=Grain.NAMES,
    columns=dict.fromkeys(("id", "type", "name"), "VARCHAR"),
    recognises=recognises,
    records_at="data",
    how_to_export="`GET /v1/organizations/workspaces?include_archived=true` with an admin key; save what it answers",
    tells=("kind", "id", "name"),
)
