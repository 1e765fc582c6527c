"""A secret in any field of any format: in no column, report, log line or excerpt.

Each kind of text in the records of each fixture is replaced in turn by a key, a bearer token and an e-mail address.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loads import add
from norush import cli
from norush.sources import files
from norush.sources.reading import make_views
from norush.sources.source import Grain
from norush.warehouse import Warehouse
from records import CALLED, FILES, as_text, beside, entry, grain, spoilt

KEY = "sk-ant-api03-KumquatKumquat0123456789"
TOKEN = "Bearer KumquatKumquat.abc"
MAIL = "mandarin@example.org"
MASKED_MAIL = f"user-{hashlib.md5(MAIL.encode()).hexdigest()[:12]}"
SECRET = "kumquat"
"""What a key and a token have in them."""

SECRETS = (KEY, f"mine: {KEY}", TOKEN, MAIL)

BY_NAME = {"langfuse.jsonl"}
"""Whose end user stands in another file, the one of names."""

"""One of each grain and shape: what is written is made from the tables, whatever the format."""


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them."""
    folder = tmp_path_factory.mktemp("logs")
    for file in FILES:
        (folder / CALLED.get(file, file)).write_text(
            as_text(file, list(spoilt(file, SECRETS))), encoding="utf-8", newline=""
        )
    return folder


@pytest.fixture(scope="module")
def named() -> Iterator[Warehouse]:
    """A database with the names that other files look up."""
    with Warehouse() as warehouse:
        add(warehouse, *{path for file in FILES for path in beside(file)})
        yield warehouse


@pytest.mark.one_in(8)
@pytest.mark.parametrize("file", FILES)
def test_what_is_read_holds_no_secret(file: str, logs: Path, named: Warehouse, tmp_path: Path) -> None:
    """Row by row: most of these would be left out as repeats before anybody could see them."""
    found = files.identify(logs / CALLED.get(file, file), format_name=entry(file).format, mapping=None)
    make_views(named, [files.made_readable(found, tmp_path)])
    is_call = grain(file) is Grain.REQUEST
    for step in ("said", "hashed") if is_call else ():
        named.run_step(f"1_load/{step}")
    named.connection.execute(f"create or replace temp table held as from {'hashed' if is_call else 'checked'}")
    assert not named.rows(f"select held from held where contains(lower(held::text), '{SECRET}') limit 1")
    assert not named.rows("select held from held where contains(held::text, $mail) limit 1", {"mail": MAIL})
    if is_call:  # an end user by address is a hash
        users = named.rows("select 1 from held where end_user = $user", {"user": MASKED_MAIL})
        assert users or file in BY_NAME or not named.rows("select 1 from held where end_user is not null")


@pytest.mark.slow
def test_no_output_holds_a_secret(logs: Path, tmp_path: Path) -> None:
    """The pages, the JSON, the table, the terminal, the warnings, the database as it lies on disk, rejects included."""
    paths = [str(logs / CALLED.get(file, file)) for file in FILES]
    result = CliRunner().invoke(cli.app, ["audit", *paths, "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert SECRET not in result.output.lower()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".html", ".md", ".json", ".csv", ".duckdb"}
    assert not [path.name for path in written if SECRET.encode() in path.read_bytes().lower()]
    assert not [path.name for path in written if MAIL.encode() in path.read_bytes()]
