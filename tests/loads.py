"""Loading for tests: what a load leaves behind, as plain values that can be compared."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from norush.params import Params
from norush.sources import files
from norush.sources.load import Loaded, load
from norush.sources.mapping import read_map
from norush.warehouse import Warehouse

REPOSITORY = Path(__file__).resolve().parents[1]
FIXTURES = REPOSITORY / "fixtures"
MAPS = FIXTURES / "maps"

TOKENS = (
    "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens",
    "web_search_requests",
)  # fmt: skip
RECORDS = (
    "records_read", "requests", "duplicates", "rejects", "not_requests", "usage_buckets", "invoice_lines", "names",
)  # fmt: skip
"""The columns of `files` that add up."""
CALL: Mapping[str, object] = {
    "request_id": "msg_01HardenedSample00000",
    "started_at": "2026-10-05T09:14:03.221Z",
    "ended_at": "2026-10-05T09:14:05.694Z",
    "model": "claude-sonnet-5",
    "app": "chat",
    "input_tokens": 333,
    "output_tokens": 199,
}
"""A sound call in norush's own columns."""


@dataclass(frozen=True, slots=True)
class Reject:
    line: int | None
    reason: str
    excerpt: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A database after a load. `counts`: records_read, requests, duplicates, rejects, not_requests over all files."""

    loaded: Loaded
    requests: list[tuple[object, ...]]
    counts: tuple[int, ...]
    rejects: list[Reject]
    totals: dict[str, int]
    others: dict[str, list[tuple[object, ...]]]
    """What else the load left: usage buckets, invoice lines, names."""

    @property
    def reasons(self) -> list[str]:
        return [reject.reason for reject in self.rejects]


def loaded(*inputs: Path, map_file: Path | None = None, format_name: str | None = None) -> Outcome:
    """Loads into a database of its own."""
    with Warehouse() as warehouse:
        return add(warehouse, *inputs, map_file=map_file, format_name=format_name)


def add(warehouse: Warehouse, *inputs: Path, map_file: Path | None = None, format_name: str | None = None) -> Outcome:
    """Loads into `warehouse`, and checks what must hold after every load."""
    result = load(
        warehouse,
        files.find([str(path) for path in inputs]),
        Params(),
        format_name=format_name,
        mapping=read_map(map_file) if map_file else None,
    )
    check_promises(warehouse)
    return look(warehouse, result)


def look(warehouse: Warehouse, result: Loaded) -> Outcome:
    """What the database holds now."""
    sums = ", ".join(f"coalesce(sum({name}), 0)::bigint" for name in TOKENS)
    names = "records_read", "requests", "duplicates", "rejects", "not_requests"
    counts = ", ".join(f"coalesce(sum({name}), 0)::bigint" for name in names)
    return Outcome(
        loaded=result,
        requests=warehouse.rows("select * exclude (file_id) from requests order by request_id"),
        counts=warehouse.row(f"select {counts} from files"),
        rejects=[
            Reject(*row) for row in warehouse.rows("select line, reason, excerpt from rejects order by file, line")
        ],
        totals=dict(zip(TOKENS, warehouse.row(f"select {sums} from requests"), strict=True)),
        others={
            name: warehouse.rows(f"select * exclude (file_id) from {name} order by all")
            for name in ("usage_buckets", "invoice_lines", "names")
        },
    )


def check_promises(warehouse: Warehouse) -> None:
    """What holds after any load of anything."""
    unequal = warehouse.rows(
        "select path from files where problem is null "
        "and records_read is distinct from "
        "requests + duplicates + rejects + not_requests + usage_buckets + invoice_lines + names"
    )
    assert not unequal
    for table in ("requests", "rejects", "usage_buckets", "invoice_lines", "names"):
        (in_table,) = warehouse.row(f"select count(*) from {table}")
        assert in_table == warehouse.row(f"select coalesce(sum({table}), 0) from files")[0], table
    assert not warehouse.rows("select request_id from requests group by request_id having count(*) > 1")
    unsound = " or ".join(f"{name} is null or {name} < 0" for name in TOKENS)
    assert not warehouse.rows(f"select request_id from requests where {unsound}")
    assert not warehouse.rows(
        "select request_id from requests where request_id is null or coalesce(started_at, ended_at) is null "
        "or ended_at < started_at or reason is not null or kind <> 'request' "
        "or status not in ('succeeded', 'errored', 'canceled', 'expired') "
        "or (status = 'succeeded' and coalesce(model, '') = '')"
    )
    unsound = " or ".join(f"{name} is null or {name} < 0" for name in TOKENS)
    assert not warehouse.rows(
        f"select source from usage_buckets where {unsound} or bucket_start is null or bucket_end <= bucket_start"
    )
    assert not warehouse.rows("select source from invoice_lines where day is null or billed_usd is null")
    assert not warehouse.rows("select kind, id from names group by kind, id having count(*) > 1 or id is null")
    assert not warehouse.rows("select file from rejects where coalesce(reason, '') = '' or coalesce(file, '') = ''")


def write(path: Path, *records: Mapping[str, object] | str | bytes) -> Path:
    """Writes JSON lines; text and bytes stand as they are."""
    path.write_bytes(b"".join(as_bytes(record) + b"\n" for record in records))
    return path


def as_bytes(record: Mapping[str, object] | str | bytes) -> bytes:
    if isinstance(record, bytes):
        return record
    return (record if isinstance(record, str) else json.dumps(record)).encode()


def call(number: int = 0, **changes: object) -> dict[str, object]:
    """The sound call with another id, and with changes."""
    return {**CALL, "request_id": f"msg_01HardenedSample{number:05d}", **changes}


def table(path: Path, rows: Sequence[str], header: str = "started_at,model,input_tokens,output_tokens,app") -> Path:
    """Writes a delimited table."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8", newline="")
    return path
