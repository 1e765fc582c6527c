"""No prompt, answer, tool call, thought or error body in anything that norush writes or says, whatever the format.

Every format's log holds them where that format keeps them, in fields that nobody asked for, in records that cannot be
used and in lines that are broken.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from canaries import MARK, PLACES, Made, Planter, log
from norush import cli
from norush.sources import registry
from records import CALLED, FILES

AT_A_TIME = 13
"""How long an audit of such texts takes grows faster than their number."""
EXPORTS = ("csv", "parquet", "json", "jsonl")


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an audit and of the commands after it."""

    folder: Path
    made: Made
    said: str

    def places(self, text: str) -> set[str]:
        """Where the canaries in this text were planted."""
        found = re.findall(rf"{MARK}\d*", text.lower())
        return {self.made.get(canary, canary) for canary in found}


def norush(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def test_every_format_says_where_it_keeps_texts() -> None:
    assert set(PLACES) == {source.name for source in registry.SOURCES}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """An audit of all formats, and everything else that writes or says something of them: so many files at a time."""
    folder, plant, said = tmp_path_factory.mktemp("written"), Planter(), ""
    for first in range(0, len(FILES), AT_A_TIME):
        logs = tmp_path_factory.mktemp("logs")
        paths = [logs / CALLED.get(file, file) for file in FILES[first : first + AT_A_TIME]]
        for file, path in zip(FILES[first:], paths, strict=False):
            path.write_text(log(file, plant), encoding="utf-8", newline="")
        said += _said(paths, folder / str(first))
    return Written(folder, plant.made, said)


def _said(paths: list[Path], folder: Path) -> str:
    """What the commands say of these logs; what they write is in `folder`."""
    report, logs = folder / "report", paths[0].parent
    done = norush("audit", logs, "-o", report)
    assert done.exit_code == 0, done.output
    said = done.output
    workload = json.loads((report / "audit.json").read_text(encoding="utf-8"))["workloads"][0]["workload_id"]
    said += norush("canonical", logs, "-o", folder / "canonical").output
    said += norush("redact", report, "-o", folder / "redacted.duckdb").output
    for words in (
        ("explain", workload, report),
        ("verify", report),
        ("plan", workload, report, "-o", folder / "plan", "--anyway"),
        ("formats", *paths),
        *(("formats", path, "--suggest-map") for path in paths),
        ("audit", paths[0], "-o", folder / "alone", "--strict"),
        *(
            ("export", what, report, "-o", folder / f"{what}.{suffix}")
            for what in ("findings", "assignments", "focus")
            for suffix in EXPORTS
        ),
    ):
        said += norush(*words).output
    return said


@pytest.mark.slow
def test_the_logs_were_read_and_rejected(written: Written) -> None:
    """Else nothing of what follows would say anything."""
    calls = rejects = with_prefixes = 0
    for database in written.folder.glob("*/report/audit.duckdb"):
        with duckdb.connect(str(database), read_only=True) as connection:
            asked = (
                "select sum(requests)::bigint, sum(rejects)::bigint from files",
                "select count(*) from requests where prefix_blocks is not null",
                "select path from files where problem is not null or rejects = records_read",
            )
            ((some, others),), ((prefixed,),), unread = (connection.execute(query).fetchall() for query in asked)
        assert unread == []
        calls, rejects, with_prefixes = calls + some, rejects + others, with_prefixes + prefixed
    assert calls > 30
    assert rejects > 30
    assert with_prefixes > 3
    assert len(written.made) > 500
    kinds = {path.suffix for path in written.folder.rglob("*") if path.is_file()}
    assert kinds >= {".html", ".md", ".json", ".csv", ".parquet", ".duckdb"}


@pytest.mark.slow
def test_no_file_holds_one(written: Written) -> None:
    """The bytes of each: pages, tables, databases."""
    for path in sorted(written.folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert MARK.encode() not in content.lower(), (path, written.places(content.decode(errors="replace")))


@pytest.mark.slow
def test_no_table_holds_one(written: Written) -> None:
    """What a database or a Parquet file packs, unpacked."""
    for path in sorted(written.folder.rglob("*.duckdb")):
        with duckdb.connect(str(path), read_only=True) as connection:
            names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
            assert "requests" in names
            for name in names:
                assert not written.places("\n".join(_rows(connection, f'"{name}"'))), (path, name)
    with duckdb.connect() as connection:
        for path in sorted(written.folder.rglob("*.parquet")):
            assert not written.places("\n".join(_rows(connection, f"read_parquet('{path}')"))), path


def _rows(connection: duckdb.DuckDBPyConnection, place: str) -> Iterator[str]:
    found = connection.execute(f"select whole::varchar from {place} as whole").fetchall()
    return (str(row) for (row,) in found)


@pytest.mark.slow
def test_nothing_that_is_said_holds_one(written: Written) -> None:
    assert len(written.said) > 2_000
    assert written.places(written.said) == set()


@pytest.mark.slow
def test_it_would_be_found(written: Written) -> None:
    """As a model's name is, which is shown and said."""
    for text in (written.said, (written.folder / "0" / "report" / "audit.html").read_text(encoding="utf-8")):
        assert "claude" in text.lower()
    canary, place = next(iter(written.made.items()))
    assert written.places(f"Dear {canary.upper()}, what is the matter") == {place}
