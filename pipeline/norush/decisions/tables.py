"""Decisions in the database. Reads and writes `decisions` and `decision_snapshots`, which outlive an audit."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from norush.decisions.book import Decision, Kind, Snapshot
from norush.patterns import COLUMNS
from norush.warehouse import Warehouse

TABLES = ("decisions", "decision_snapshots")
_COLUMNS = ("target", "workload_id", "pattern", "decision", "why", "decided_by", "decided_on", "until", "is_from_file")
_SNAPSHOT = ("workload_id", "period", "since", "days", "verdict", "as_billed_usd", "saving_sure_usd")
_KEY = ("target", "decided_on", "is_from_file")


def read(warehouse: Warehouse) -> tuple[Decision, ...]:
    """All decisions, the oldest first; of two on the same and of the same day that of the file alone.

    None in a database from before there were any.
    """
    told = read_all(warehouse)
    given = {(each.target, each.decided_on) for each in told if each.is_from_file}
    return tuple(each for each in told if each.is_from_file or (each.target, each.decided_on) not in given)


def read_all(warehouse: Warehouse) -> tuple[Decision, ...]:
    """As `read`, with those in whose place the file has another."""
    if not warehouse.has_table("decisions"):
        return ()
    seen: dict[tuple[object, ...], list[Snapshot]] = {}
    for *key, each in (
        (*row[:3], Snapshot(*row[3:]))
        for row in warehouse.rows(f"select {', '.join((*_KEY, *_SNAPSHOT))} from decision_snapshots order by all")
    ):
        seen.setdefault(tuple(key), []).append(each)
    rows = warehouse.rows(
        f"select {', '.join(_COLUMNS)} from decisions order by decided_on, target, is_from_file, decision, why"
    )
    return tuple(
        Decision(
            Kind(decision),
            workload_id,
            {COLUMNS[key]: tuple(globs) for key, globs in json.loads(pattern or "{}").items()},
            why,
            by,
            on,
            until,
            tuple(seen.get((target, on, is_from_file), ())),
            is_from_file,
        )
        for target, workload_id, pattern, decision, why, by, on, until, is_from_file in rows
    )


def add(warehouse: Warehouse, decisions: Sequence[Decision]) -> None:
    """Writes them down, each in the place of one on the same and of the same day. All or nothing."""
    with warehouse.transaction():
        _make(warehouse)
        for each in decisions:
            _forget(warehouse, each.target, each.decided_on)
        _insert(warehouse, (replace(each, is_from_file=False) for each in decisions))


def take_file(warehouse: Warehouse, decisions: Iterable[Decision]) -> None:
    """Writes down those that are given for this audit alone, in the place of those of the audit before."""
    with warehouse.transaction():
        _make(warehouse)
        for table in TABLES:
            warehouse.connection.execute(f"delete from {table} where is_from_file")
        _insert(warehouse, (replace(each, is_from_file=True) for each in decisions))


def _make(warehouse: Warehouse) -> None:
    for table in TABLES:
        warehouse.run_step(f"5_findings/{table}")


def _forget(warehouse: Warehouse, target: str, decided_on: date) -> None:
    for table in TABLES:
        warehouse.connection.execute(
            f"delete from {table} where target = $target and decided_on = $on and not is_from_file",
            {"target": target, "on": decided_on},
        )


def _insert(warehouse: Warehouse, decisions: Iterable[Decision]) -> None:
    given = list(decisions)
    rows = [
        [
            each.target, each.workload_id, each.pattern, str(each.decision), each.why, each.decided_by,
            each.decided_on, each.until, each.is_from_file,
        ]
        for each in given
    ]  # fmt: skip
    snapshots = [
        [each.target, each.decided_on, each.is_from_file, *(getattr(seen, column) for column in _SNAPSHOT)]
        for each in given
        for seen in each.snapshots
    ]
    for table, columns, values in (
        ("decisions", _COLUMNS, rows),
        ("decision_snapshots", (*_KEY, *_SNAPSHOT), snapshots),
    ):
        if values:
            marks = ", ".join("?" for _ in columns)
            warehouse.connection.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", values)
