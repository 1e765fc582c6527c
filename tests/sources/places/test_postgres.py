"""LiteLLM's database: the same requests as from a CSV export of its table, and no password anywhere."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest

from loads import FIXTURES, REPOSITORY, loaded
from norush import audit, render
from norush.errors import SourceError
from norush.sources import places
from norush.warehouse import Warehouse

from .conftest import PASSWORD, Postgres, brought

pytestmark = pytest.mark.needs_postgres

TABLE = """
create table "LiteLLM_SpendLogs" (
    request_id text primary key, call_type text not null, api_key text not null default '', spend double precision,
    total_tokens integer, prompt_tokens integer, completion_tokens integer, "startTime" timestamp(3) not null,
    "endTime" timestamp(3) not null, request_duration_ms integer, "completionStartTime" timestamp(3), model text,
    model_group text, custom_llm_provider text, api_base text, "user" text, metadata jsonb default '{}', cache_hit text,
    request_tags jsonb default '[]', team_id text, end_user text, messages jsonb default '{}',
    response jsonb default '{}', session_id text, status text, proxy_server_request jsonb default '{}'
)
"""


@pytest.fixture(scope="module")
def litellm(postgres: Postgres) -> Postgres:
    """The server, with a database `litellm` that holds the rows of the fixture."""
    rows = shutil.copy(FIXTURES / "litellm.csv", postgres.folder / "rows.csv")
    Path(rows).chmod(0o644)
    postgres.run("create database litellm", "create role reader login password 'reader'")
    postgres.run(TABLE, f"copy \"LiteLLM_SpendLogs\" from '{rows}' (format csv, header)", database="litellm")
    return postgres


def test_a_database_gives_the_requests_of_its_export(litellm: Postgres, tmp_path: Path) -> None:
    from_table = brought([litellm.url("litellm")], tmp_path)
    from_file = loaded(FIXTURES / "litellm.csv")
    assert len(from_table.requests) > 20
    assert from_table.requests == from_file.requests
    assert from_table.counts == from_file.counts
    assert [reject.reason for reject in from_table.rejects] == [reject.reason for reject in from_file.rejects]


@pytest.mark.slow
def test_a_whole_audit_shows_the_address_without_user_and_password(litellm: Postgres, tmp_path: Path) -> None:
    request = audit.Request(
        inputs=(litellm.url("litellm") + "?sslmode=disable",), database=tmp_path / "kept.duckdb", is_kept=True
    )
    shown = f"postgresql://127.0.0.1:{litellm.port}/litellm/LiteLLM_SpendLogs"
    for at in range(2):
        result = audit.run(request)
        render.write_all(result.view, tmp_path / "report")
        assert result.loaded.already_loaded == at
    with Warehouse(tmp_path / "kept.duckdb") as warehouse:
        assert warehouse.rows("select path, sha256 is not null from files") == [(shown, True)]
    assert shown in (tmp_path / "report" / "audit.json").read_text(encoding="utf-8")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 4
    for path in written:
        content = path.read_bytes()
        assert not any(secret.encode() in content for secret in (PASSWORD, quote(PASSWORD, safe=""), "://owner")), path


def test_only_the_window_is_asked_for(litellm: Postgres, tmp_path: Path) -> None:
    since = datetime(2026, 10, 5, 9, 16, tzinfo=UTC)
    part = brought([litellm.url("litellm")], tmp_path, places.Window(since=since))
    (tmp_path / "rest").mkdir()
    rest = brought([litellm.url("litellm")], tmp_path / "rest", places.Window(until=since))
    (tmp_path / "all").mkdir()
    everything = brought([litellm.url("litellm")], tmp_path / "all")
    assert 0 < part.counts[0] < everything.counts[0]
    assert part.counts[0] + rest.counts[0] == everything.counts[0]
    assert sorted(part.requests + rest.requests) == everything.requests


def test_only_columns_that_are_read_leave_the_database(litellm: Postgres, tmp_path: Path) -> None:
    (file,) = places.bring([litellm.url("litellm")], tmp_path)
    names = set(pq.read_schema(file.path).names)
    assert {"request_id", "startTime", "metadata"} <= names
    assert not names & {"messages", "response", "user"}


def test_the_address_that_litellm_gives_to_prisma_works(litellm: Postgres, tmp_path: Path) -> None:
    url = litellm.url("litellm") + "?schema=public&connection_limit=10&pool_timeout=60"
    (file,) = places.bring([url.replace("postgresql://", "postgres://")], tmp_path)
    assert pq.read_metadata(file.path).num_rows > 20


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "wrong-horse"}, "does not take this user and password"),
        ({"user": "nobody"}, "does not take this user and password"),
        ({"database": "nowhere"}, "there is no such database"),
        ({"database": "postgres"}, "there is no postgresql://"),
        ({"user": "reader", "password": "reader"}, "there is no postgresql://"),
        ({"database": "litellm?sslmode=perhaps"}, "no connection"),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    change: dict[str, str], sentence: str, litellm: Postgres, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=sentence) as error:
        places.bring([litellm.url(**{"database": "litellm", **change})], tmp_path)
    assert change.get("password", PASSWORD) not in str(error.value)


def test_a_server_that_is_not_there(litellm: Postgres, tmp_path: Path) -> None:
    url = litellm.url("litellm").replace(f":{litellm.port}/", ":1/")
    with pytest.raises(SourceError, match="no connection"):
        places.bring([url], tmp_path)


def test_rows_that_break_off_leave_a_sentence_and_nothing_loaded(litellm: Postgres, tmp_path: Path) -> None:
    """A cast that fails in the middle of the rows stands for every way in which a stream may end early."""
    litellm.run(
        "create database broken",
    )
    litellm.run(
        'create view "LiteLLM_SpendLogs" as select n::text as request_id, \'x\' as call_type, 0 as spend, '
        "1 / (60000 - n) as prompt_tokens, now() as \"startTime\" from generate_series(1, 70000) as n",
        database="broken",
    )  # fmt: skip
    database = tmp_path / "audit.duckdb"
    with pytest.raises(SourceError, match="reading broke off; nothing was loaded"):
        audit.run(audit.Request(inputs=(litellm.url("broken"),), database=database))
    assert not database.exists()


COPIES = 8_000
FETCH = """
import json, sys, threading
from pathlib import Path
import pyarrow.parquet as pq
from norush.sources import places
from norush.sources.places import postgres

def resident_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

def watch():
    while not done.wait(0.005):
        seen.append(resident_bytes())

done, before = threading.Event(), resident_bytes()
seen = [before]
threading.Thread(target=watch).start()
(file,) = places.bring([sys.argv[1]], Path(sys.argv[2]))
done.set()
print(json.dumps([pq.read_metadata(file.path).num_rows, max(seen) - before]))
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_table(litellm: Postgres, tmp_path: Path) -> None:
    first, *others = (FIXTURES / "litellm.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    columns = ", ".join(f'"{name}"' for name in others)
    litellm.run("create database large template litellm")
    litellm.run(
        f'insert into "LiteLLM_SpendLogs" ({first}, {columns}) '
        f'select {first} || n, {columns} from "LiteLLM_SpendLogs", generate_series(2, {COPIES}) as n',
        database="large",
    )
    done = subprocess.run(
        [sys.executable, "-c", FETCH, litellm.url("large"), str(tmp_path)],
        env={"PYTHONPATH": str(REPOSITORY / "pipeline")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows, grown_bytes = json.loads(done.stdout)
    as_text_bytes = (FIXTURES / "litellm.csv").stat().st_size * COPIES
    assert rows > 200_000
    assert grown_bytes < as_text_bytes / 2
    litellm.run("drop database large")
