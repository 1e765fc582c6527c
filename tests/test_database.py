"""A database that is kept is never wiped out, keeps its salt, and says so when it cannot be used."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from norush import audit
from norush.errors import DatabaseError, NorushError, UsageError
from norush.warehouse import Warehouse


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "logs" / "calls.jsonl"
    path.parent.mkdir()
    rows = [
        {
            "request_id": f"call-000000000000-{at}", "started_at": f"2026-10-05T09:00:{at:02}.5Z",
            "ended_at": f"2026-10-05T09:00:{at + 1:02}.7Z", "model": "claude-sonnet-5", "input_tokens": 1000,
            "output_tokens": 100, "end_user": "alice",
        }
        for at in range(20)
    ]  # fmt: skip
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def run(log: Path, database: Path, *, is_kept: bool, salt: str = "", fresh_salt: str = "") -> audit.Audit:
    return audit.run(
        audit.Request(inputs=(str(log),), database=database, is_kept=is_kept, salt=salt, fresh_salt=fresh_salt)
    )


def users(database: Path) -> set[str]:
    with Warehouse(database) as warehouse:
        return {row[0] for row in warehouse.rows("select distinct end_user from requests")}


@pytest.mark.slow
def test_a_kept_database_is_never_replaced(log: Path, tmp_path: Path) -> None:
    kept = tmp_path / "audit.duckdb"
    run(log, kept, is_kept=True)
    with pytest.raises(DatabaseError, match="kept with --db"):
        run(log, kept, is_kept=False)
    assert users(kept)


@pytest.mark.slow
def test_one_that_is_not_kept_is_made_afresh(log: Path, tmp_path: Path) -> None:
    database = tmp_path / "audit.duckdb"
    for _ in range(2):
        assert run(log, database, is_kept=False).view.totals.requests == 20


@pytest.mark.slow
def test_a_mistyped_input_leaves_the_earlier_database_as_it_was(log: Path, tmp_path: Path) -> None:
    database = tmp_path / "audit.duckdb"
    run(log, database, is_kept=False)
    with pytest.raises(UsageError, match="not there"):
        run(tmp_path / "mistyped.jsonl", database, is_kept=False)
    assert users(database)


@pytest.mark.slow
def test_the_salt_is_made_once_and_no_name_can_be_looked_up(log: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.duckdb"
    run(log, kept, is_kept=True, fresh_salt="one")
    first = users(kept)
    log.write_text(log.read_text(encoding="utf-8").replace("call-0", "call-9"), encoding="utf-8")
    run(log, kept, is_kept=True, fresh_salt="two")
    assert users(kept) == first
    run(log, tmp_path / "other.duckdb", is_kept=True, fresh_salt="two")
    assert users(tmp_path / "other.duckdb") != first
    with pytest.raises(UsageError, match="another --salt"):
        run(log, kept, is_kept=True, salt="three")


@pytest.mark.slow
def test_end_users_are_named_only_where_that_is_asked_for(log: Path, tmp_path: Path) -> None:
    hashed, clear = tmp_path / "hashed.duckdb", tmp_path / "clear.duckdb"
    asked = audit.Request(inputs=(str(log),), database=clear, is_kept=True, shows_end_users=True)
    audit.run(asked)
    run(log, hashed, is_kept=True)
    assert users(clear) == {"alice"}
    assert all(user.startswith("user-") for user in users(hashed))
    with pytest.raises(UsageError, match="begun without --show-end-users"):
        audit.run(replace(asked, database=hashed))
    with pytest.raises(UsageError, match="begun with --show-end-users"):
        run(log, clear, is_kept=True)


@pytest.mark.slow
def test_a_key_is_no_name_of_an_end_user_even_then(log: Path, tmp_path: Path) -> None:
    log.write_text(
        log.read_text(encoding="utf-8").replace("alice", "sk-ant-api03-AbCdEfGh1234567890"), encoding="utf-8"
    )
    audit.run(audit.Request(inputs=(str(log),), database=tmp_path / "a.duckdb", shows_end_users=True))
    assert {user[:4] for user in users(tmp_path / "a.duckdb")} == {"key-"}


@pytest.mark.slow
def test_what_fails_after_the_load_does_not_load_the_file_again(log: Path, tmp_path: Path) -> None:
    kept, rules = tmp_path / "kept.duckdb", tmp_path / "rules.toml"
    rules.write_text(
        '[[rule]]\nid = "x"\nsignal = "no_such"\noperator = ">"\nvalue = 1\npoints_to = "stays"\nweight = 1\n'
        'family = "x"\nsays = "x"\nreason = "x"\nsource = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(NorushError, match="no signal called"):
        audit.run(audit.Request(inputs=(str(log),), database=kept, is_kept=True, rules_file=rules))
    again = run(log, kept, is_kept=True)
    assert again.loaded.already_loaded == 1
    assert again.view.totals.requests == 20


HOLDS = """
import sys
from pathlib import Path
from norush.warehouse import Warehouse
with Warehouse(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
def test_the_second_of_two_audits_says_who_holds_the_database(log: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.duckdb"
    run(log, kept, is_kept=True)
    environment = {**os.environ, "PYTHONPATH": str(Path(audit.__file__).parents[1]), "COLUMNS": "200"}
    command = [sys.executable, "-m", "norush", "audit", str(log), "--db", str(kept), "-o", str(tmp_path / "report")]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(kept)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout
        assert first.stdout.readline()
        second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        first.communicate()
    assert second.returncode == 1
    assert second.stdout == ""
    holder = f"{kept} is in use by process {first.pid} (python"
    assert holder in second.stderr
    assert second.stderr.endswith("wait for it to end, or give another --db\n")
    assert run(log, kept, is_kept=True).view.totals.requests == 20
