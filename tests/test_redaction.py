"""A redacted database: the same figures, and not one name of the log."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import md5
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loads import FIXTURES, write
from norush import audit, audits, render
from norush.cli import app
from norush.errors import DatabaseError, UsageError
from norush.redaction import redact
from norush.view import AuditView
from norush.warehouse import Warehouse

NAMES = {
    "api_key": "canary-key", "workspace": "canary workspace", "app": "canary-app", "end_user": "canary@user.example",
    "session_id": "canary-session", "operation": "canary.operation", "user_agent": "canary-agent/1.2",
    "service_tier": "canary-tier", "speed": "canary-speed", "inference_geo": "canary-geo", "stop_reason": "canary_stop",
    "error_type": "canary error 429", "provider": "canary-provider", "source": "canary-source",
    "tags": {"canary-tag": "canary-value"},
}  # fmt: skip
EXPORTS = ("litellm.jsonl", "claude_code.jsonl", "anthropic_usage_report.json", "anthropic_api_keys.json",
           "anthropic_workspaces.json", "anthropic_cost_report.json", "openrouter.csv")  # fmt: skip
HELD = ("api_key", "workspace", "app", "end_user", "session_id", "user_agent", "request_id")


def audited(folder: Path, *inputs: Path, is_kept: bool = False) -> AuditView:
    request = audit.Request(
        inputs=tuple(map(str, inputs)), database=folder / "audit.duckdb", is_kept=is_kept, fresh_salt="f", output=folder
    )
    folder.mkdir(exist_ok=True)
    result = audit.run(request)
    render.write_all(result.view, folder)
    return result.view


def canaries(path: Path) -> Path:
    """Calls with a canary in every text: some with a known model, some with one of the user's own."""
    call = {"started_at": "2026-10-05T09:14:03Z", "input_tokens": 300, "output_tokens": 20}
    return write(
        path,
        *({**call, **NAMES, "request_id": f"canary-{at}", "model": "claude-sonnet-5"} for at in range(3)),
        {**call, **NAMES, "request_id": "canary-own", "model": "canary-model"},
        {**call, "api_key": "canary-key-2", "request_id": "canary-aws", "provider": "aws",
         "model": "arn:aws:bedrock:us-east-1:123412341234:inference-profile/anthropic.claude-opus-4-7-v1"},
        {"canary": "not a call"},
    )  # fmt: skip


def spread(path: Path) -> Path:
    """A fortnight of calls by clients of several versions behind one key, some of them at one instant."""
    agents = ("canary-client-1.2", "canary-client/1.3", "1.2 canary-a", "3.1 canary-b", "canary.other/2")
    blocks = [{"hash": md5(b"You are a helpful assistant").hexdigest(), "tokens": 1500}]
    begin, calls = datetime(2026, 10, 5, 8, tzinfo=UTC), []
    for at in range(14 * 60):
        day, minute = divmod(at, 60)
        start = begin + timedelta(days=day, minutes=minute // 6 * 3)
        tail = {"hash": md5(str(at % 7).encode()).hexdigest(), "tokens": 500 + 200 * (at % 2)}
        calls.append({
            "request_id": f"canary-{at * 7919 % 840}", "started_at": start.isoformat(),
            "provider": "canary-house", "model": "canary-model" if at % 3 else "Canary-Model",
            "ended_at": (start + timedelta(seconds=20)).isoformat(),
            "input_tokens": 3000 + at % 5 * 1000, "output_tokens": 50 + at % 4 * 100, "api_key": "canary-key",
            "user_agent": agents[at % len(agents)], "prefix_blocks": [*blocks, tail],
        })  # fmt: skip
    return write(path, *calls)


def copied(source: Path, target: Path, salt: str = "s") -> AuditView:
    return redact(source, target, audit.Request(inputs=(), database=target, salt=salt, fresh_salt="g"))


def told(database: Path, *tables: str) -> str:
    """Everything that these tables of a database say, else any."""
    with Warehouse(database) as warehouse:
        every = [name for (name,) in warehouse.rows("select table_name from duckdb_tables() where not temporary")]
        tables = tables or tuple(every)
        return "\n".join(str(row) for table in tables for row in warehouse.rows(f'from "{table}"'))


@pytest.mark.slow
def test_figures_stay_and_names_do_not(tmp_path: Path) -> None:
    inputs = [FIXTURES / name for name in EXPORTS]
    before = audited(tmp_path / "report", *inputs, canaries(tmp_path / "canary-file.jsonl"))
    after = copied(tmp_path / "report" / "audit.duckdb", tmp_path / "shared.duckdb")
    assert after.totals == before.totals
    found = [
        Counter((each.verdict, each.confidence, each.requests, each.as_billed_usd) for each in view.workloads)
        for view in (before, after)
    ]
    assert found[0] == found[1]
    assert sum(found[0].values()) > 5
    everything = told(tmp_path / "shared.duckdb")
    assert "canary" not in everything.lower()
    assert "123412341234" not in everything
    with Warehouse(tmp_path / "report" / "audit.duckdb") as warehouse:
        names = {name for column in HELD for (name,) in warehouse.rows(f"select distinct {column} from requests")}
        names |= {name for (name,) in warehouse.rows("select name from names union select id from names")}
        names |= {Path(name).name for (name,) in warehouse.rows("select path from files")}
    names = {name for name in names if name and len(name) > 3}
    assert len(names) > 60
    ordinary = {name for name in names if name.isalpha()}  # such a word can stand in a sentence of ours
    assert ordinary
    assert [name for name in names - ordinary if name in everything] == []
    made_of_names = told(tmp_path / "shared.duckdb", "requests", "usage_buckets", "invoice_lines", "names", "workloads")
    assert [name for name in ordinary if name in made_of_names] == []


@pytest.mark.slow
def test_figures_stay_with_prices_of_ones_own_and_clients_of_several_versions(tmp_path: Path) -> None:
    prices = tmp_path / "canary-prices.toml"
    prices.write_text(
        "[[price]]\nplatform = 'canary-house'\nmodel = 'canary-model'\nvalid_from = 2026-01-01\n"
        "source = 'canary card 7'\ninput_per_mtok = 2.75\noutput_per_mtok = 8\n"
        "batch_input_per_mtok = 1.375\nbatch_output_per_mtok = 4\n"
    )
    log, folder, shared = spread(tmp_path / "calls.jsonl"), tmp_path / "report", tmp_path / "shared.duckdb"
    folder.mkdir()
    request = audit.Request(
        inputs=(str(log),), database=folder / "audit.duckdb", fresh_salt="f", output=folder, prices_file=prices
    )
    before = audit.run(request).view
    after = redact(folder / "audit.duckdb", shared, replace(request, database=shared, inputs=(), salt="s"))
    assert before.totals.as_billed_usd and after.totals == before.totals
    one, other = (
        sorted((each.verdict, each.confidence, each.requests, each.as_billed_usd) for each in view.workloads)
        for view in (before, after)
    )
    assert one == other
    everything = told(shared)
    assert "canary" not in everything.lower()
    assert md5(b"You are a helpful assistant").hexdigest() not in everything
    render.write_all(after, tmp_path / "shown")
    assert [path for path in (tmp_path / "shown").rglob("*") if path.is_file() and b"canary" in path.read_bytes()] == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report on canaries, its log, and its database redacted: to be read only."""
    folder = tmp_path_factory.mktemp("shared")
    audited(folder / "report", canaries(folder / "canary-file.jsonl"))
    copied(folder / "report" / "audit.duckdb", folder / "shared.duckdb")
    return folder


@pytest.mark.slow
def test_nothing_is_left_in_the_bytes_of_the_file(shared: Path) -> None:
    assert b"canary" in (shared / "report" / "audit.duckdb").read_bytes().lower()
    assert b"canary" not in (shared / "shared.duckdb").read_bytes().lower()
    assert {path.name for path in shared.iterdir()} == {"report", "shared.duckdb", "canary-file.jsonl"}


@pytest.mark.slow
def test_its_report_shows_no_name_either(shared: Path, tmp_path: Path) -> None:
    render.write_all(audits.view(shared / "shared.duckdb"), tmp_path / "shown")
    pages = [path for path in (tmp_path / "shown").rglob("*") if path.is_file()]
    assert len(pages) > 5
    assert [path for path in pages if b"canary" in path.read_bytes().lower()] == []


@pytest.mark.slow
def test_the_same_salt_gives_the_same_names_and_another_one_others(shared: Path, tmp_path: Path) -> None:
    source = shared / "report" / "audit.duckdb"
    one, same, other = (
        {each.name for each in copied(source, tmp_path / f"{at}.duckdb", salt).workloads}
        for at, salt in enumerate(("a", "a", "b"))
    )
    assert one == same
    assert not one & other


@pytest.mark.slow
def test_it_takes_no_more_logs_and_replaces_nothing(tmp_path: Path) -> None:
    log = canaries(tmp_path / "calls.jsonl")
    audited(tmp_path / "kept", log, is_kept=True)
    copied(tmp_path / "kept" / "audit.duckdb", tmp_path / "shared.duckdb")
    with pytest.raises(DatabaseError, match="takes no more logs"):
        audit.run(audit.Request(inputs=(str(log),), database=tmp_path / "shared.duckdb", is_kept=True, fresh_salt="f"))
    with pytest.raises(UsageError, match="is there already"):
        copied(tmp_path / "kept" / "audit.duckdb", tmp_path / "shared.duckdb")


@pytest.mark.slow
def test_the_command_asks_for_the_files_that_shaped_the_figures(tmp_path: Path) -> None:
    log = canaries(tmp_path / "calls.jsonl")
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nid = "few"\nweight = 0.5\n')
    run = CliRunner().invoke
    assert run(app, ["audit", str(log), "--rules", str(rules), "-o", str(tmp_path / "r")]).exit_code == 0
    refused = run(app, ["redact", str(tmp_path / "r"), "-o", str(tmp_path / "s.duckdb")])
    assert "judged with --rules" in str(refused.exception)
    done = run(app, ["redact", str(tmp_path / "r"), "--rules", str(rules), "-o", str(tmp_path / "s.duckdb")])
    assert done.exit_code == 0, done.output
    shown = run(app, ["report", "--db", str(tmp_path / "s.duckdb"), "-o", str(tmp_path / "shown")])
    assert shown.exit_code == 0, shown.output
    before, after = (json.loads((tmp_path / name / "audit.json").read_text()) for name in ("r", "shown"))
    assert before["totals"] == after["totals"]
