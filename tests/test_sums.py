"""Money along the whole way: log line -> database -> audit.json -> page, equal at each stop and to the last digit.

The witness prices each request by itself, in Python, by prices of its own; norush adds tokens up first and multiplies
after, in SQL.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from invoices import invoiced
from norush import audit, render
from norush.warehouse import Warehouse
from test_random_usages import Price, witness
from test_scenarios import TOKENS

REPOSITORY = Path(__file__).resolve().parents[1]
LOGS = ("litellm.jsonl", "anthropic_messages.jsonl", "claude_code.jsonl", "bedrock.jsonl", "langfuse.jsonl")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit and its folder."""

    folder: Path
    document: dict[str, Any]


def audited(inputs: list[Path], folder: Path) -> Audited:
    folder.mkdir(parents=True, exist_ok=True)
    request = audit.Request(inputs=tuple(map(str, inputs)), database=folder / "audit.duckdb")
    render.write_all(audit.run(request).view, folder)
    return Audited(folder, json.loads((folder / "audit.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Logs of several formats, providers, tiers and models in one period."""
    return audited([REPOSITORY / "fixtures" / name for name in LOGS], tmp_path_factory.mktemp("mixed"))


OPUS_5 = ("5", "0.50", "6.25", "10", "25")
SONNET_5 = ("2", "0.20", "2.50", "4", "10")
HAIKU_45 = ("1", "0.10", "1.25", "2", "5")
REGIONAL_OPUS_5 = ("5.5", "0.55", "6.875", "11", "27.5")
REGIONAL_SONNET_5 = ("2.2", "0.22", "2.75", "4.4", "11")
SHEET = {
    **{
        (provider, f"{maker}{model}", "standard"): [Price("2025-10-15", "", *prices)]
        for provider in ("anthropic", "None")
        for maker in ("", "anthropic/")
        for model, prices in (
            ("claude-opus-5", OPUS_5),
            ("claude-sonnet-5", SONNET_5),
            ("claude-haiku-4-5-20251001", HAIKU_45),
        )
    },
    **{
        ("bedrock", model, "standard"): [Price("2025-10-15", "", *prices, batch="", us="1")]
        for model, prices in (
            ("anthropic.claude-opus-5", REGIONAL_OPUS_5),
            ("us.anthropic.claude-sonnet-5", REGIONAL_SONNET_5),
            ("claude-sonnet-5", REGIONAL_SONNET_5),
            ("global.anthropic.claude-haiku-4-5-20251001-v1:0", HAIKU_45),
        )
    },
}
"""The prices of every name in LOGS on the days of LOGS, written down a second time."""
COLUMNS = (
    *("workload_id", "provider", "model", "inference_geo", "service_tier", "speed", "status", "started_at"),
    *("ended_at", "web_search_requests"),
    *TOKENS,
)


def request_costs(folder: Path) -> dict[str, Decimal]:
    """What each workload's requests cost, each priced alone; unpriced and failed ones cost nothing."""
    costs: dict[str, Decimal] = defaultdict(Decimal)
    with Warehouse(folder / "audit.duckdb") as warehouse:
        rows = warehouse.rows(f"select {', '.join(COLUMNS)} from requests")
    for row in rows:
        request = dict(zip(COLUMNS, row, strict=True))
        request["started_at"] = request["started_at"] or request["ended_at"]
        request["web_search_requests"] = request["web_search_requests"] or 0
        request["service_tier"] = request["service_tier"] or "standard"
        assert (str(request["provider"]), request["model"], "standard") in SHEET
        costs[request["workload_id"]] += witness(request, SHEET).as_billed
    return costs


def test_requests_workloads_classes_and_total_agree(mixed: Audited) -> None:
    document, alone = mixed.document, request_costs(mixed.folder)
    billed = {each["workload_id"]: each["scenarios"]["as_billed"]["usd"] for each in document["workloads"]}
    assert len(billed) > 5
    assert {name: Decimal(usd or 0) for name, usd in billed.items()} == dict(alone)
    with Warehouse(mixed.folder / "audit.duckdb") as warehouse:
        stored = dict(
            warehouse.rows("select workload_id, coalesce(usd, 0) from scenario_costs where scenario = 'as_billed'")
        )
        lines = dict(
            warehouse.rows(
                "select workload_id, coalesce(sum(usd), 0) from costs where scenario = 'as_billed' group by workload_id"
            )
        )
    assert stored == lines == dict(alone)
    total = sum(alone.values())
    classes = sum(Decimal(each["as_billed_usd"] or 0) for each in document["verdicts"])
    assert total == classes == Decimal(document["totals"]["as_billed_usd"]) > 0


def test_savings_and_what_was_saved_already_agree(mixed: Audited) -> None:
    workloads, totals = mixed.document["workloads"], mixed.document["totals"]
    for figure in ("sure_usd", "likely_usd", "ceiling_usd"):
        for kind in ("batch", "cache", "both"):
            savings = [Decimal(each["saving"][kind][figure]) for each in workloads if each["saving"][kind]]
            assert sum(savings) == Decimal(totals["saving"][kind][figure])
        offered = [each["saving"] for each in (*workloads, totals) if each["saving"]["both"]]
        assert len(offered) > 1
        for each in offered:
            known = [Decimal(each[kind][figure]) for kind in ("batch", "cache") if each[kind]]
            twice = Decimal(each.get("overlap_usd", 0)) if figure == "ceiling_usd" else 0
            assert twice >= 0
            assert sum(known) - twice == Decimal(each["both"][figure])
    assert Decimal(totals["saving"]["cache"]["ceiling_usd"]) > 0
    realised = [each["realised"] for each in workloads if each["realised"]]
    for kind in ("batch_usd", "cache_usd"):
        assert sum(Decimal(each[kind]) for each in realised) == Decimal(totals["realised"][kind])
    assert sum(map(Decimal, totals["realised"].values())) == Decimal(totals["realised_usd"])
    assert Decimal(totals["on_demand_usd"]) - Decimal(totals["realised_usd"]) == Decimal(totals["as_billed_usd"])
    assert Decimal(totals["realised"]["cache_usd"]) != 0


@pytest.mark.slow
def test_what_is_missing_is_spread_over_nothing(tmp_path: Path) -> None:
    """An invoice of calls that are not in the log changes what is compared with it, and no other figure."""
    log, invoice = REPOSITORY / "fixtures" / "litellm.jsonl", invoiced(tmp_path, "05 output 5.50 Claude_Opus_4.8")
    alone, beside = audited([log], tmp_path / "alone").document, audited([log, invoice], tmp_path / "beside").document
    assert alone["reconciled"] != beside["reconciled"]
    assert beside["reconciled"]["not_in_log_usd"] == "5.50"
    for part in ("totals", "workloads", "verdicts", "period"):
        assert beside[part] == alone[part], part


def test_the_pages_print_the_same(mixed: Audited) -> None:
    """The audit page has the total; a workload's page has every line's arithmetic, which adds up to what it prints."""
    page = plain((mixed.folder / "audit.html").read_text(encoding="utf-8"))
    assert dollars(Decimal(mixed.document["totals"]["as_billed_usd"])) in page
    shown = 0
    for workload in mixed.document["workloads"]:
        text = plain((mixed.folder / "workloads" / f"{workload['workload_id']}.html").read_text(encoding="utf-8"))
        for scenario in workload["scenarios"].values():
            for line in scenario.get("lines", ()):
                for part in line["parts"]:
                    if part["kind"] != "web_search":
                        assert f"{part['tokens']:,} " in text
                    assert f"= ${Decimal(part['usd']):,f}" in text
                    shown += 1
        if workload["scenarios"]["as_billed"]["usd"]:
            assert dollars(Decimal(workload["scenarios"]["as_billed"]["usd"])) in text
    assert shown > 50


def printed(cell: str) -> Decimal:
    """What a cell says, in dollars."""
    return Decimal(0) if cell in ("under $0.01", "–", "") else Decimal(re.sub(r"[$,]", "", cell).replace("\u2212", "-"))


def test_the_table_of_classes_adds_up_to_the_printed_total(mixed: Audited) -> None:
    """Each class as in the JSON, to the cent; with the rounding row, the printed rows make the printed total."""
    page = (mixed.folder / "audit.html").read_text(encoding="utf-8")
    table = re.search(r'<table class="cls">.*?</table>', page, re.DOTALL)
    assert table
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</th>(.*?)</tr>", table[0], re.DOTALL)
    cells = [[plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)] for _, row in rows]
    costs = [each[1] for each in cells]  # bar, cost, share, saving
    classes = [Decimal(each["as_billed_usd"]) for each in mixed.document["verdicts"]]
    assert [plain(head) for head, _ in rows][-2:] == ["rounding", "All"]
    assert costs[:-2] == [dollars(each) for each in classes]
    assert costs[-1] == dollars(sum(classes, Decimal(0))) == dollars(Decimal(mixed.document["totals"]["as_billed_usd"]))
    assert sum(map(printed, costs[:-1])) == printed(costs[-1])
    assert printed(costs[-2]) != 0, "these logs leave nothing to round any more: take others"
    assert sum(printed(each[3]) for each in cells[:-1]) == printed(cells[-1][3])


def test_no_money_is_a_float(mixed: Audited) -> None:
    """Every column of the database that is in dollars is decimal, and every amount of the JSON is a text."""
    with Warehouse(mixed.folder / "audit.duckdb") as warehouse:
        columns = [
            each
            for each in warehouse.rows("select table_name, column_name, data_type from duckdb_columns()")
            if each[1] in ("usd", "factor") or re.search(r"_usd|usd_", each[1])
        ]
    counts = {("usage", "requests_with_billed_usd")}
    assert len(columns) > 40
    wrong = [each for each in columns if not each[2].startswith("DECIMAL") and each[:2] not in counts]
    assert wrong == []
    amounts = list(amounts_of(mixed.document))
    assert len(amounts) > 500
    assert {type(each) for _, each in amounts} <= {str, type(None)}, amounts


def amounts_of(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """(name, value) of everything in a document that is called an amount."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from amounts_of(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from amounts_of(each, name)
    elif name == "usd" or name.endswith("_usd"):
        yield name, value


@pytest.mark.parametrize("stage", ["4_costs", "5_findings"])
def test_no_statement_about_money_divides(stage: str) -> None:
    """`/` and avg make a double of a decimal; what is shared out is shared out in Python, in Decimal."""
    found = {}
    for path in sorted((REPOSITORY / "sql" / stage).glob("*.sql")):
        code = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", path.read_text(encoding="utf-8"))
        if "usd" not in code:
            continue  # when calls ran, not what they cost
        found[path.name] = re.findall(r"/|\b(?:avg|mean|fsum|double|float|real|exp|sqrt|pow)\b", code)
    assert found
    assert {name: each for name, each in found.items() if each} == {}


def plain(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def dollars(value: Decimal) -> str:
    printed = value.quantize(CENT, ROUND_HALF_UP)
    return f"${printed:,}" if printed or not value else "under $0.01"


@pytest.mark.slow
def test_golden_vectors_from_log_line_to_json(traces: Path, tmp_path: Path) -> None:
    """18 vectors as an application logs them: 18 keys, 18 workloads, 18 amounts in audit.json, each exact."""
    vectors = traces.parent / "reference" / "golden_vectors.json"
    if not vectors.exists():
        pytest.skip(f"no golden vectors at {vectors} (NORUSH_TRACES names the folder beside theirs)")
    given = json.loads(vectors.read_text(encoding="utf-8"))
    lines = [
        {
            "started_at": f"{each['at']}T00:00:00Z",
            "api_key_name": each["id"],
            "http_status": 200,
            "response": {
                "id": f"msg_01GoldenVectorNumber{each['id']}",
                "type": "message",
                "role": "assistant",
                "model": each["model"],
                "stop_reason": "end_turn",
                "usage": each["usage"],
            },
        }
        for each in given
    ]
    log = tmp_path / "log.jsonl"
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    document = audited([log], tmp_path / "report").document
    found = {each["api_key"]: each["scenarios"]["as_billed"]["usd"] for each in document["workloads"]}
    assert {name: Decimal(usd) for name, usd in found.items()} == {
        each["id"]: Decimal(each["expected_usd"]) for each in given
    }
    assert len(found) == 18
    assert Decimal(document["totals"]["as_billed_usd"]) == sum(Decimal(each["expected_usd"]) for each in given)
