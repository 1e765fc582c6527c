"""What files are called, in the database, in reports and in messages: no key, no person, and never a traceback."""

import gzip
import json
import re
import sys
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from loads import add, call, write
from norush import cli
from norush.sources.secrets import file_name
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(2)

CANARY = "kumquat"
FILES = {
    "sk-ant-api03-kumquat anna@kumquat.org.jsonl": r"key-[0-9a-f]{8}\.jsonl",
    "logs of anna@kumquat.example.org.json.gz": r"user-[0-9a-f]{12}\.json\.gz",
    "https://host/anna@kumquat.org/of sk-kumquat/log.csv": r"https://host/user-[0-9a-f]{12}/key-[0-9a-f]{8}/log\.csv",
    "../logs/2026-10/risk-engine.jsonl": r"\.\./logs/2026-10/risk-engine\.jsonl",
    "f\udcfcr.jsonl": r"f\\xfcr\.jsonl",
}


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_called_without_keys_and_addresses(path: str) -> None:
    assert re.fullmatch(FILES[path], file_name(path))
    assert file_name(file_name(path)) == file_name(path)
    assert file_name(path.replace("kumquat", "quince")) != file_name(path) or "kumquat" not in path


@pytest.mark.slow
def test_a_file_that_is_called_after_a_key_is_so_nowhere_in_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    named = ("sk-ant-api03-kumquat.jsonl", "of anna@kumquat.org.jsonl")
    for at, name in enumerate(named):
        write(folder / name, call(at), "{", call(5 + at, input_tokens=-1))
    (folder / "unusable sk-ant-api03-kumquat").write_text("kumquat")
    out = tmp_path / "out"
    result = CliRunner().invoke(cli.app, ["audit", str(folder), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert CANARY not in result.output + result.stderr
    for file in out.rglob("*"):
        assert file.is_dir() or CANARY.encode() not in file.read_bytes(), file
    listed = json.loads((out / "audit.json").read_text())["files"]
    assert len({file["path"] for file in listed}) == 3
    assert all(file["sha256"] for file in listed[:2])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is always UTF-8")
@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "json", "csv", "parquet"])
def test_a_file_whose_name_is_not_utf_8_loads_and_is_called_by_its_bytes(kind: str, tmp_path: Path) -> None:
    plain = tmp_path / f"log.{kind}"
    rows = [call(1), call(2), call(3, input_tokens=-1)]
    if kind.startswith("jsonl"):
        write(plain, *rows)
    elif kind == "json":
        plain.write_text(json.dumps(rows))
    else:
        duckdb.execute(f"copy (from '{write(tmp_path / 'rows.jsonl', *rows)}') to '{plain}'")
    if kind.endswith("gz"):
        plain.write_bytes(gzip.compress(plain.read_bytes()))
    latin = tmp_path / f"f\udcfcr.{kind}"
    plain.rename(latin)
    with Warehouse() as warehouse:
        outcome = add(warehouse, latin)
        called = str(tmp_path / f"f\\xfcr.{kind}")
        assert warehouse.rows("select path, sha256 is not null from files") == [(called, True)]
        assert warehouse.rows("select file, line from rejects") == [(called, 4 if kind == "csv" else 3)]
    assert outcome.counts == (3, 2, 0, 1, 0)
