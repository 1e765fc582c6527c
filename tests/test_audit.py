"""The whole job, from log to pages: on the generated month with its truth, and on real logs whose truth is known."""

import csv
import json
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pytest

from norush import audit, render
from norush.demo import write_month

REPOSITORY = Path(__file__).resolve().parents[1]
STAYS = {"interactive", "agentic", "latency_bound"}


class Options(TypedDict, total=False):
    """What a test may ask of an audit beside its inputs."""

    map_file: Path


def report(inputs: Path, folder: Path, **options: Unpack[Options]) -> dict[str, Any]:
    """What an audit of `inputs` writes into `folder`: its audit.json."""
    folder.mkdir(parents=True, exist_ok=True)
    result = audit.run(audit.Request(inputs=(str(inputs),), database=folder / "audit.duckdb", **options))
    render.write_all(result.view, folder)
    document: dict[str, Any] = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    return document


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo month, audited."""

    logs: Path
    truth: Path
    folder: Path
    document: dict[str, Any]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Demo:
    """With --slow of 50,000 calls, of 20,000 else: of 10,000 not each workload is told by its shape."""
    folder = tmp_path_factory.mktemp("demo")
    is_slow = pytestconfig.getoption("--slow") or pytestconfig.getoption("--every-case")
    month = write_month(folder / "month", scale=0.5 if is_slow else 0.2)
    document = report(month.logs, folder / "report")
    return Demo(month.logs, month.truth, folder / "report", document)


def truth_by_workload(demo: Demo) -> dict[str, Counter[str]]:
    """workload_id -> how many of its requests have which true verdict."""
    from norush.warehouse import Warehouse

    with demo.truth.open(encoding="utf-8", newline="") as file:
        truth = {row["request_id"]: row["verdict"] for row in csv.DictReader(file)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with Warehouse(demo.folder / "audit.duckdb") as warehouse:
        for request_id, workload_id in warehouse.rows("select request_id, workload_id from requests"):
            counts[workload_id][truth[request_id]] += 1
    return counts


def test_demo_flags_nothing_that_somebody_waits_for(demo: Demo) -> None:
    truth = truth_by_workload(demo)
    flagged = [w for w in demo.document["workloads"] if w["verdict"] == "batchable"]
    wrong = {w["name"]: truth[w["workload_id"]] for w in flagged if set(truth[w["workload_id"]]) != {"batchable"}}
    assert flagged
    assert wrong == {}


def test_demo_finds_the_work_that_could_wait(demo: Demo) -> None:
    """Every job is found, the one behind a chat's key and model too; but for strays nothing that waits is in one."""
    truth = truth_by_workload(demo)
    missed = {
        w["name"]: w["verdict"]
        for w in demo.document["workloads"]
        if set(truth[w["workload_id"]]) == {"batchable"} and w["verdict"] != "batchable"
    }
    strays = {
        w["name"]: min(truth[w["workload_id"]].values()) / w["requests"]
        for w in demo.document["workloads"]
        if "batchable" in truth[w["workload_id"]] and len(truth[w["workload_id"]]) > 1
    }
    assert missed == {}
    # a call of the size of a chat's in the minute of the job beside it cannot be told from one
    assert all(share < 0.005 for share in strays.values()), strays
    assert {"backend · timed", "backend · steady"} <= {w["name"] for w in demo.document["workloads"]}


def test_demo_tells_people_chains_and_latency_apart(demo: Demo) -> None:
    truth = truth_by_workload(demo)
    told = {
        w["name"]: (w["verdict"], max(truth[w["workload_id"]], key=lambda v: truth[w["workload_id"]][v]))
        for w in demo.document["workloads"]
        if len(truth[w["workload_id"]]) == 1 and set(truth[w["workload_id"]]) <= STAYS | {"batched"}
    }
    assert len(told) >= 6
    assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}


def test_every_record_ends_in_one_place(demo: Demo) -> None:
    cover = demo.document["coverage"]
    parts = ("requests", "duplicates", "rejects", "not_requests", "usage_buckets", "invoice_lines", "names")
    assert cover["records_read"] == sum(cover[part] for part in parts)
    lines = sum(len(log_lines(path)) for path in demo.logs.rglob("*.jsonl*"))
    assert cover["records_read"] == lines


def test_workloads_add_up_to_the_total(demo: Demo) -> None:
    spent = [w["scenarios"]["as_billed"]["usd"] for w in demo.document["workloads"]]
    assert sum(Decimal(usd) for usd in spent if usd) == Decimal(demo.document["totals"]["as_billed_usd"])
    savings = [w["saving"]["batch"] for w in demo.document["workloads"]]
    assert sum(Decimal(saving["sure_usd"]) for saving in savings if saving) == Decimal(
        demo.document["totals"]["saving"]["batch"]["sure_usd"]
    )


def log_lines(path: Path) -> list[str]:
    """The lines of a log that are not blank."""
    import gzip

    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [line for line in text.decode("utf-8").splitlines() if line.strip()]


def without_files(folder: Path) -> tuple[dict[str, Any], str]:
    """audit.json and audit.html without their lists of input files."""
    document = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    del document["files"]
    page = (folder / "audit.html").read_text(encoding="utf-8")
    start = page.index('<details id="files"')
    return document, page[:start] + page[page.index("</details>", start) :]


def shuffle(lines: list[str]) -> list[list[str]]:
    return [random.Random(5).sample(lines, len(lines))]


def split(lines: list[str]) -> list[list[str]]:
    return [lines[at::7] for at in range(7)]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("rearrange", [shuffle, split], ids=["shuffled", "split"])
@pytest.mark.slow
def test_order_and_files_change_no_byte(
    demo: Demo, tmp_path: Path, rearrange: Callable[[list[str]], list[list[str]]]
) -> None:
    """All logs of one system as one file, rearranged: the same figures as in 31 files, to the byte."""
    for system in ("litellm", "anthropic"):
        lines = [line for path in sorted((demo.logs / system).iterdir()) for line in log_lines(path)]
        for at, part in enumerate(rearrange(lines)):
            path = tmp_path / "logs" / f"{system}-{at}.jsonl"
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(part) + "\n", encoding="utf-8")
    report(tmp_path / "logs", tmp_path / "report")
    assert without_files(tmp_path / "report") == without_files(demo.folder)


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    report(demo.logs, tmp_path / "again")
    names = [
        path.relative_to(demo.folder)
        for path in demo.folder.rglob("*")
        if path.suffix in (".html", ".json", ".md", ".csv")
    ]
    assert len(names) > 20
    for name in names:
        assert (tmp_path / "again" / name).read_bytes() == (demo.folder / name).read_bytes(), name


@pytest.mark.slow
def test_a_kept_database_is_added_to_and_never_doubled(demo: Demo, tmp_path: Path) -> None:
    """Two halves loaded one after the other, then everything again: the same requests as loaded at once."""
    files = sorted((demo.logs / "litellm").iterdir())
    for half, chosen in (("one", files[:16]), ("two", files[12:])):
        (tmp_path / half).mkdir()
        for path in chosen:
            shutil.copy(path, tmp_path / half / path.name)
    kept = tmp_path / "kept.duckdb"
    for inputs in (tmp_path / "one", tmp_path / "two", tmp_path / "one"):
        result = audit.run(audit.Request(inputs=(str(inputs),), database=kept, is_kept=True))
    whole = report(demo.logs / "litellm", tmp_path / "whole")
    assert result.view.totals.requests == whole["totals"]["requests"]
    assert result.view.totals.as_billed_usd == Decimal(whole["totals"]["as_billed_usd"])
    assert result.loaded.already_loaded == 16


@pytest.mark.needs_traces
@pytest.mark.slow
def test_coding_sessions_are_counted_once_are_agentic_and_stay(traces: Path, tmp_path: Path) -> None:
    """333 calls: distinct message ids of assistant lines with usage and a real model, counted here line by line."""
    folder = traces / "claude-code-entireio-cli" / "raw_redacted"
    ids = set()
    for path in folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            message = entry.get("message")
            if entry.get("type") == "assistant" and message.get("usage") and message["model"] != "<synthetic>":
                ids.add(message["id"])
    document = report(folder, tmp_path / "out")
    assert document["totals"]["requests"] == len(ids) == 333
    assert {w["verdict"] for w in document["workloads"]} == {"agentic"}
    assert document["totals"]["saving"]["batch"] == dict.fromkeys(("sure_usd", "likely_usd", "ceiling_usd"), "0.00")


@pytest.mark.needs_traces
@pytest.mark.slow
def test_a_day_equals_the_account_s_own_cost_export_to_the_cent(traces: Path, tmp_path: Path) -> None:
    """Each token kind of two models on 2026-06-21, against the Console export that lies beside the log."""
    folder = traces / "managing-intelligence"
    (log,) = folder.glob("run-20260621*.jsonl")
    (export,) = folder.glob("*cost*.csv")
    names = {"Claude Opus 4.8": "claude-opus-4-8", "Claude Sonnet 4.6": "claude-sonnet-4-6"}
    kinds = {
        "input_no_cache": "input", "input_cache_read": "cache_read", "input_cache_write_5m": "cache_write_5m",
        "output": "output",
    }  # fmt: skip
    with export.open(encoding="utf-8-sig", newline="") as file:
        billed = {
            (names[row["model"]], kinds[row["token_type"]]): Decimal(row["cost_usd"])
            for row in csv.DictReader(file)
            if row["usage_date_utc"] == "2026-06-21" and row["model"] in names
        }
    document = report(log, tmp_path / "out", map_file=REPOSITORY / "fixtures/maps/experiment_records.toml")
    computed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    models = {card["price_card"]: card["model_id"] for card in document["price_cards"]}
    for workload in document["workloads"]:
        for line in workload["scenarios"]["as_billed"]["lines"]:
            for part in line["parts"]:
                computed[models[line["price_card"]], part["kind"]] += Decimal(part["usd"])
    assert len(billed) == 8
    for key, usd in billed.items():
        assert computed[key].quantize(Decimal("0.01"), ROUND_HALF_UP) == usd, key


@pytest.mark.one_in(2)
@pytest.mark.needs_traces
@pytest.mark.parametrize(
    ("log", "mapping"),
    [
        ("aider-analytics/aider_message_send.csv", "aider_message_send"),
        ("azure/AzureLLMInferenceTrace_conv.csv", "azure_llm_trace"),
    ],
)
@pytest.mark.slow
def test_people_at_work_are_never_flagged(traces: Path, tmp_path: Path, log: str, mapping: str) -> None:
    document = report(traces / log, tmp_path / "out", map_file=REPOSITORY / f"fixtures/maps/{mapping}.toml")
    assert document["totals"]["requests"] > 2000
    assert [w["name"] for w in document["workloads"] if w["verdict"] == "batchable"] == []
