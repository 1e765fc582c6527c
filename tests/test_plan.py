"""norush plan: which workload is meant, what may not move, which lines of a log are its calls."""

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from norush import audit, plan
from norush.cli import app
from norush.errors import DatabaseError, NorushError, UsageError
from norush.render.script import script
from norush.warehouse import Warehouse
from view_cases import HOSTILE, USUAL, Case, filled

REPOSITORY = Path(__file__).resolve().parents[1]
LOG = REPOSITORY / "fixtures" / "anthropic_messages.jsonl"
MODELS = {"provider": "text", "model": "text", "model_id": "text", "platform": "text"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "audit.duckdb"
    audit.run(audit.Request(inputs=(str(LOG),), database=path))
    return path


def made(wanted: str, *cases: Case, anyway: bool = False) -> plan.Plan:
    """The plan of a workload of the tests of pages; its models are Anthropic's, under their own names."""
    return plan.make(_priced(cases or USUAL), wanted, anyway=anyway)


@cache
def _priced(cases: tuple[Case, ...]) -> Warehouse:
    """A database with these workloads, which a plan only reads."""
    warehouse = filled(cases)
    models = warehouse.rows("select distinct provider, model, model, 'anthropic' from requests")
    warehouse.replace_table("price_models", MODELS, models)
    return warehouse


def test_a_workload_is_named_by_its_id_or_its_name() -> None:
    assert made("weekly-account-summaries").workload.workload_id == "a3"
    ids = Case("0123456789ab", "jobs", requests=1), Case("0123ff6789ab", "jobs", requests=1)
    assert made("01234", *ids).workload.workload_id == "0123456789ab"
    with pytest.raises(
        UsageError, match=r"2 workloads may be meant by 'jobs': .*0123456789ab \(jobs\), 0123ff6789ab \(jobs\)"
    ):
        made("jobs", *ids)
    with pytest.raises(UsageError, match="there is no workload 'x': those that could wait are a1 "):
        made("x")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("support-chat-assistant", "support-chat-assistant: interactive, a person waits for its answers"),
        ("code-review-agent", "code-review-agent: agentic, each of its steps needs the answer to the one before"),
        ("autocomplete", "autocomplete: latency_bound, a program waits for its answers"),
        ("shared-dev-key", "shared-dev-key: uncertain, its log cannot show whether anyone waits"),
        ("monthly-tagging", "already runs as batches"),
    ],
)
def test_what_does_not_wait_is_not_planned(name: str, said: str) -> None:
    with pytest.raises(NorushError, match=said) as caught:
        made(name)
    assert "\n" not in str(caught.value)


def test_what_stops_every_call_stops_the_plan() -> None:
    with pytest.raises(NorushError, match=r"nightly-doc-enrichment: .*; norush plans no batches for it"):
        made("nightly-doc-enrichment")


def test_who_knows_better_is_taken_at_their_word_and_the_script_says_so() -> None:
    text = script(made("support-chat-assistant", anyway=True))
    assert "# - norush would not move it: interactive, a person waits for its answers." in text
    with pytest.raises(NorushError, match="already runs as batches"):
        made("monthly-tagging", anyway=True)


@cache
def _elsewhere() -> Warehouse:
    """A database with one workload, whose platform each test sets."""
    return filled([Case("a1", "elsewhere", requests=1)])


@pytest.mark.parametrize("platform", [*plan.ELSEWHERE, None])
def test_other_platforms_are_named_with_the_page_that_tells_how(platform: str | None) -> None:
    warehouse = _elsewhere()
    provider, model = warehouse.row("select provider, model from requests")
    warehouse.replace_table("price_models", MODELS, [(provider, model, None, platform)])
    with pytest.raises(NorushError, match="plan writes scripts for Anthropic's own API only") as caught:
        plan.make(warehouse, "elsewhere")
    assert ("https://" in str(caught.value)) == (platform is not None)


def test_names_stay_in_their_comments() -> None:
    """Whatever a log calls a workload, it is no code; what the script is, is what the template says."""
    nasty = '""" \\u000a\nimport os # {{ 7 * 7 }} ' + HOSTILE
    texts = [script(made("e1", Case("e1", name, requests=1, model=name, models=(name,)))) for name in ("quiet", nasty)]
    trees = [ast.parse(text) for text in texts]
    assert "49" not in texts[1] or "49" in texts[0]
    for tree in trees:
        assert isinstance(tree.body[0], ast.Expr)
        del tree.body[0]
    models = [next(each for each in tree.body if "MODELS" in ast.dump(each)) for tree in trees]
    assert ast.literal_eval(models[1].value) == [nasty]  # type: ignore[attr-defined]
    for tree, each in zip(trees, models, strict=True):
        tree.body.remove(each)
    assert ast.dump(trees[0]) == ast.dump(trees[1])


def test_the_script_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "batch.py"
    path.write_text(script(made("weekly-account-summaries")), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length", "120", "--select", "E,F,W,I,B,UP"]
    done = subprocess.run([*ruff, str(path)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_lines_of_a_log_are_found_by_their_ids(database: Path, tmp_path: Path) -> None:
    with Warehouse(database) as warehouse:
        rows = warehouse.rows("select workload_id, request_id from requests where request_id like 'msg_%' order by 2")
    first = rows[0][0]
    mine = {request_id for workload_id, request_id in rows if workload_id == first}
    lines = LOG.read_text(encoding="utf-8").splitlines()
    expected = [at for at, line in enumerate(lines, 1) if json.loads(line).get("response", {}).get("id") in mine]
    assert 0 < len(expected) < len(lines)
    command = ["plan", first, "--db", str(database), "--requests", str(LOG), "-o", str(tmp_path), "--anyway"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    (script_path,) = tmp_path.glob("batch_*.py")
    assert done.stdout == f"{script_path}\n"
    assert [int(line) for line in script_path.with_suffix(".lines").read_text().split()] == expected
    assert CliRunner().invoke(app, command).exit_code == 0, "the same again is the same"
    script_path.write_text("mine now", encoding="utf-8")
    refused = CliRunner().invoke(app, command)
    assert isinstance(refused.exception, UsageError) and script_path.read_text(encoding="utf-8") == "mine now"


def test_a_log_without_a_known_id_is_refused(database: Path, tmp_path: Path) -> None:
    log = tmp_path / "other.jsonl"
    log.write_text('{"id": "msg_unknown"}\n{"id": 7, "response": "text"}\n{"response": {"id": null}}\nnone\n\xff\n')
    with Warehouse(database) as warehouse:
        (workload_id,) = warehouse.row("select min(workload_id) from workloads")
        found = plan.make(warehouse, workload_id, anyway=True)
        with pytest.raises(NorushError, match=r"no line of .*other.jsonl has the id of a call"):
            plan.lines_of(warehouse, found, log)
        with pytest.raises(UsageError, match="cannot be read"):
            plan.lines_of(warehouse, found, tmp_path)


@pytest.mark.slow
def test_logs_serve_as_well_as_a_database(database: Path, tmp_path: Path) -> None:
    with Warehouse(database) as warehouse:
        (workload_id,) = warehouse.row("select min(workload_id) from workloads")
    scripts = []
    for place, inputs in enumerate(([str(LOG)], [str(database.parent)], ["--db", str(database)])):
        done = CliRunner().invoke(app, ["plan", workload_id, *inputs, "--anyway", "-o", str(tmp_path / str(place))])
        assert done.exit_code == 0, done.output
        scripts.append(Path(done.stdout.strip()).read_bytes())
    assert scripts[0] == scripts[1] == scripts[2]


def test_a_month_is_one_that_the_database_has(database: Path) -> None:
    with Warehouse(database) as warehouse:
        (workload_id, period) = warehouse.row("select min(workload_id), min(period) from verdicts")
        assert plan.make(warehouse, workload_id, month=period, anyway=True).period.period == period
        with pytest.raises(UsageError, match="the database has no period '1999-01': it has "):
            plan.make(warehouse, workload_id, month="1999-01", anyway=True)


def test_a_database_without_an_audit_is_refused() -> None:
    with Warehouse() as warehouse, pytest.raises(NorushError, match="holds no audit"):
        plan.make(warehouse, "x")


def test_a_database_of_an_older_norush_is_refused(database: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    old.write_bytes(database.read_bytes())
    with Warehouse(old) as warehouse:
        warehouse.rows("update database set value = '1' where fact = 'schema'")
        warehouse.rows("alter table options drop column overlap_usd")
    done = CliRunner().invoke(app, ["plan", "x", "--db", str(old)])
    assert isinstance(done.exception, DatabaseError)
    assert "written by an older norush" in str(done.exception)


@pytest.mark.parametrize("inputs", [[], ["--db", "no.duckdb"], [str(LOG), "--db", "no.duckdb"]])
def test_without_an_audit_there_is_no_plan(inputs: list[str]) -> None:
    done = CliRunner().invoke(app, ["plan", "x", *inputs])
    assert isinstance(done.exception, UsageError)
