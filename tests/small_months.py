"""Small months for tests: a nightly job, a chat and an evaluation now and then, in norush's own columns."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from norush import audit, render
from norush.warehouse import Warehouse

NOT_COMPARED = ("files", "audits")


def write_month(folder: Path, month: int, *, nights: int = 10, asks: int = 60) -> Path:
    """The log of one month of 2026, always the same: `nights` runs of 20 calls, `asks` questions of people."""
    rng = random.Random(month)
    begin = datetime(2026, month, 1, tzinfo=UTC)
    calls: list[tuple[datetime, str, int, int]] = []
    for night in range(nights):
        at = begin + timedelta(days=2 * night, hours=2)
        for _ in range(20):
            calls.append((at, "digest", 4000 + rng.randrange(200), 300 + rng.randrange(40)))
            at += timedelta(seconds=4 + rng.random())
    for _ in range(asks):
        at = begin + timedelta(days=rng.randrange(27), seconds=rng.randrange(9 * 3600, 17 * 3600))
        calls.append((at, "chat", rng.randrange(200, 9000), rng.randrange(20, 900)))
    if month % 2:
        at = begin + timedelta(days=12, hours=15)
        calls += [(at + timedelta(milliseconds=300 * each), "evals", 1500, 60) for each in range(80)]
    path = folder / f"2026-{month:02}.jsonl"
    path.write_text("\n".join(line(month, number, *each) for number, each in enumerate(calls)) + "\n")
    return path


def line(month: int, number: int, at: datetime, app: str, input_tokens: int, output_tokens: int) -> str:
    """One call of two seconds, with an id of its own."""
    row: dict[str, object] = {
        "request_id": f"call-{month:02}-{number:012}", "started_at": at.isoformat(),
        "ended_at": (at + timedelta(seconds=2)).isoformat(), "provider": "anthropic", "model": "claude-haiku-4-5",
        "app": app, "api_key": "prod", "input_tokens": input_tokens, "output_tokens": output_tokens,
    }  # fmt: skip
    if app == "chat":
        row |= {"end_user": f"user {number % 7}", "streamed": True}
    return json.dumps(row)


def audited(database: Path, *inputs: Path, **options: object) -> tuple[audit.Audit, int]:
    """An audit into a kept database, and how many months it judged."""
    stages: list[str] = []
    request = audit.Request(
        inputs=tuple(map(str, inputs)),
        database=database,
        is_kept=True,
        salt="salt",
        **options,  # type: ignore[arg-type]
    )
    done = audit.run(request, lambda stage, _bytes: stages.append(stage))
    return done, stages.count("pricing")


def pages(done: audit.Audit) -> dict[str, str]:
    """Every file of the report."""
    return dict(render.outputs(done.view))


def tables(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table, columns and rows in an order of their own; which file one is from hangs on the loads."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with Warehouse(database) as warehouse:
        columns = warehouse.rows(
            "select c.table_name, string_agg(c.column_name, ', ' order by c.column_name) from duckdb_columns() as c "
            "join duckdb_tables() as t using (database_name, table_oid) "
            "where not t.temporary and c.column_name <> 'file_id' group by all"
        )
        for name, listed in columns:
            if name not in NOT_COMPARED:
                found[name] = sorted(warehouse.rows(f"select {listed} from {name}"), key=repr)
    return found
