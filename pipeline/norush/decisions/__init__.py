"""What people decided about workloads: kept in the database or in a TOML file, and whether it still holds."""

from norush.decisions.book import Decision, Kind, Snapshot, read_file, to_text

__all__ = ["Decision", "Kind", "Snapshot", "read_file", "to_text"]
