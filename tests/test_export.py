"""Exports say what the report says, to the last digit, in every format; what a spreadsheet would run shows instead."""

import csv
import json
import re
import shutil
import subprocess
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from conftest import focus_validator
from exports import Row, exported, reported, rows, run, total
from norush.cli import app
from norush.errors import UsageError
from norush.export import files
from norush.params import Params
from norush.warehouse import Warehouse
from small_months import audited, write_month

REPOSITORY = Path(__file__).resolve().parents[1]
DOCS = REPOSITORY / "docs" / "export.md"
FIXTURES = REPOSITORY / "fixtures"
WHATS = ("findings", "assignments", "focus")
NO_PRICE = "no-such-model"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a month with a call that failed, some without a price, two batches, and a cache."""
    folder = tmp_path_factory.mktemp("export")
    lines = [json.loads(line) for line in write_month(folder, 3).read_text(encoding="utf-8").splitlines()]
    lines[0] |= {"status": "errored", "error_type": "overloaded_error"}
    for line in lines[-20:]:
        line["model"] = NO_PRICE
    lines[1]["tags"] = {"team": "night;=1", "env": "prod"}
    lines[30] |= {"service_tier": "priority", "billed_usd": "0.25"}
    for line in lines[40:80]:
        line |= {"service_tier": "batch", "cache_read_tokens": 1000, "web_search_requests": 2}
    log = folder / "month.jsonl"
    log.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    reported(folder / "report", log)
    return folder / "report"


@pytest.fixture(scope="module")
def document(report: Path) -> Row:
    """Its audit.json."""
    found: Row = json.loads((report / "audit.json").read_text(encoding="utf-8"))
    return found


def test_findings_are_the_workloads_of_the_report(report: Path, document: Row) -> None:
    found = {row["workload_id"]: row for row in rows("findings", report)}
    assert found.keys() == {each["workload_id"] for each in document["workloads"]}
    for each in document["workloads"]:
        row = found[each["workload_id"]]
        assert row["verdict"] == each["verdict"]
        for scenario in ("as_billed", "on_demand", "batch"):
            assert row[f"{scenario}_usd"] == (each["scenarios"][scenario]["usd"] or "")
        for column in ("requests", "unbilled_requests", "unpriced_requests"):
            assert int(row[column]) == each[column]
        for what, prefix in (("batch", "saving"), ("cache", "cache_saving"), ("both", "both_saving")):
            for figure in ("sure_usd", "likely_usd", "ceiling_usd"):
                assert row[f"{prefix}_{figure}"] == ((each["saving"][what] or {}).get(figure) or "")


def test_a_column_is_called_as_in_the_report(report: Path) -> None:
    with (report / "workloads.csv").open(encoding="utf-8", newline="") as file:
        told = {row["workload_id"]: row for row in csv.DictReader(file)}
    for row in rows("findings", report):
        same = told[row["workload_id"]]
        assert {name: row[name] for name in same} == same


def test_a_decision_is_told(report: Path, tmp_path: Path) -> None:
    shutil.copytree(report, tmp_path / "report")
    row = next(row for row in rows("findings", report) if Decimal(row["saving_likely_usd"] or 0) > 0)
    words = ["decide", row["workload_id"], "keep", str(tmp_path / "report"), "--why", "=late", "--by", "ops"]
    assert CliRunner().invoke(app, words).exit_code == 0
    kept = next(each for each in rows("findings", tmp_path / "report") if each["workload_id"] == row["workload_id"])
    assert (kept["decision"], kept["decision_holds"], kept["decision_why"]) == ("keep", "true", "'=late")
    assert kept["set_aside_likely_usd"] == row["saving_likely_usd"]
    assert kept["saving_likely_usd"] == "0.00"


@pytest.mark.slow
def test_days_are_utc_whatever_the_zone(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    hours = ("2026-09-30T22:30:00Z", "2026-10-01T10:00:00Z", "2026-10-31T22:30:00Z")
    log.write_text(
        "started_at,provider,model,input_tokens,output_tokens\n"
        + "".join(f"{hour},anthropic,claude-haiku-4-5,1000,10\n" for hour in hours)
    )
    berlin = Params(
        zone="Europe/Berlin", since=datetime(2026, 9, 30, 22, tzinfo=UTC), until=datetime(2026, 10, 31, 23, tzinfo=UTC)
    )
    reported(tmp_path / "report", log, params=berlin)
    days = {(row["x_Period"], row["BillingPeriodStart"][:10], row["ChargePeriodStart"][:10])
            for row in rows("focus", tmp_path / "report")}  # fmt: skip
    assert days == {
        ("2026-10", "2026-09-01", "2026-09-30"),
        ("2026-10", "2026-10-01", "2026-10-01"),
        ("2026-10", "2026-10-01", "2026-10-31"),
    }


def test_sums_are_those_of_the_report(report: Path, document: Row) -> None:
    totals = document["totals"]
    paid = Decimal(totals["as_billed_usd"])
    findings = rows("findings", report)
    assert total(findings, "as_billed_usd") == paid > 0
    for figure in ("sure_usd", "likely_usd", "ceiling_usd"):
        assert total(findings, f"saving_{figure}") == Decimal(totals["saving"]["batch"][figure])
    calls = rows("assignments", report)
    assert len(calls) == totals["requests"]
    assert total(calls, "as_billed_usd") == paid
    assert total(by_book(rows("focus", report)), "BilledCost") == paid


def by_book(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """The charges that the price book knows."""
    return [row for row in found if row["x_CostBasis"] == "price book"]


def test_calls_add_up_to_their_workload(report: Path) -> None:
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for call in rows("assignments", report):
        if call["as_billed_usd"]:
            sums[call["workload_id"]][0] += Decimal(call["as_billed_usd"])
            sums[call["workload_id"]][1] += Decimal(call["batch_usd"] or call["as_billed_usd"])
    found = {row["workload_id"]: row for row in rows("findings", report) if row["as_billed_usd"]}
    priced = {name: [Decimal(row["as_billed_usd"]), Decimal(row["batch_usd"])] for name, row in found.items()}
    assert {name: sums[name] for name in priced} == priced


def test_what_has_no_price_is_empty_and_says_why(report: Path) -> None:
    unpriced = [call for call in rows("assignments", report) if call["model"] == NO_PRICE]
    assert len(unpriced) == 20
    assert {call["as_billed_usd"] for call in unpriced} == {""}
    assert all(call["why"] for call in unpriced)
    done = run("focus", report)
    assert NO_PRICE not in done.stdout
    assert re.fullmatch(rf"warning: left out, without a price: [\d,]+ tokens of {NO_PRICE} in 20 .*\n", done.stderr)
    (failed,) = [call for call in rows("assignments", report) if call["status"] == "errored"]
    assert Decimal(failed["as_billed_usd"]) == 0
    assert not failed["why"]


def test_what_the_log_itself_charges_has_no_unit_price(report: Path) -> None:
    (call,) = [call for call in rows("assignments", report) if call["billed_usd"]]
    assert (call["as_billed_usd"], call["why"]) == ("", "priority tier: contract, not priced")
    found = rows("focus", report)
    (charge,) = [row for row in found if row not in by_book(found)]
    costs = ("BilledCost", "EffectiveCost", "ContractedCost", "ListCost")
    assert {charge[cost] for cost in costs} == {call["billed_usd"]} == {"0.25"}
    assert charge["ListUnitPrice"] == charge["ContractedUnitPrice"] == charge["x_BatchCost"] == ""
    assert Decimal(charge["ConsumedQuantity"]) == int(call["input_tokens"]) + int(call["output_tokens"])


@pytest.mark.parametrize("what", WHATS)
def test_every_format_says_the_same(what: str, report: Path, tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "json", "jsonl"):
        assert run(what, report, "-o", tmp_path / f"export.{ending}", "--raw").exit_code == 0
    exact = pl.read_parquet(tmp_path / "export.parquet")
    texts = pl.read_csv(tmp_path / "export.csv", infer_schema=False)
    listed = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert listed == [json.loads(line) for line in (tmp_path / "export.jsonl").read_text(encoding="utf-8").splitlines()]
    assert exact.columns == texts.columns == list(listed[0])
    for name, kind in exact.schema.items():
        if isinstance(kind, pl.Decimal):
            values = exact[name].to_list()
            assert [each and Decimal(each) for each in texts[name]] == values, name
            assert [row[name] and Decimal(row[name]) for row in listed] == values, name
        elif isinstance(kind, pl.String):
            values = exact[name].to_list()
            assert texts[name].to_list() == values == [row[name] for row in listed], name
        elif isinstance(kind, pl.Datetime):
            assert texts[name].str.to_datetime(time_zone="UTC", time_unit="us").to_list() == exact[name].to_list(), name
        assert exact[name].null_count() == sum(row[name] is None for row in listed), name


@pytest.mark.slow
def test_the_same_data_gives_the_same_bytes(tmp_path: Path) -> None:
    log = write_month(tmp_path, 4, nights=3, asks=20)
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_text("\n".join(reversed(log.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    reported(tmp_path / "first", log)
    reported(tmp_path / "second", backwards)
    for what in WHATS:
        for ending in ("csv", "parquet", "json"):
            for name in ("first", "second"):
                assert run(what, tmp_path / name, "-o", tmp_path / f"{name}.{ending}").exit_code == 0
            assert (tmp_path / f"first.{ending}").read_bytes() == (tmp_path / f"second.{ending}").read_bytes(), what


@pytest.mark.slow
def test_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    names = ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "a;=1", "|x", "a-b", "nightly"]
    log = tmp_path / "log.csv"
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    log.write_text(
        "started_at,ended_at,provider,model,app,input_tokens,output_tokens\n"
        + "".join(f"2026-10-05T09:14:{at:02}Z,2026-10-05T09:14:59Z,anthropic,claude-haiku-4-5,{name},10,10\n"
                  for at, name in enumerate(quoted)),
        encoding="utf-8",
    )  # fmt: skip
    reported(tmp_path / "report", log)
    safe = {row["app"] for row in rows("assignments", tmp_path / "report")}
    guarded = {"'" + name for name in names[:8]} | {"a;'=1", "'|x"}
    assert safe == guarded | {"a-b", "nightly"}
    for what in WHATS:
        cells = [cell for row in rows(what, tmp_path / "report") for cell in row.values()]
        assert not [cell for cell in cells if cell.startswith(tuple("=+@＝＋－＠|"))]
        assert all(re.fullmatch(r"-[\d.]+", cell) for cell in cells if cell.startswith("-"))
    assert {row["app"] for row in rows("assignments", tmp_path / "report", "--raw")} == set(names)
    said = json.loads(exported("assignments", tmp_path / "report", "--format", "json"))
    assert {row["app"] for row in said} == set(names)


def test_tags_are_json_in_csv(report: Path) -> None:
    (said,) = {row["tags"] for row in rows("assignments", report)} - {"", "{}"}
    assert json.loads(said) == {"team": "night;'=1", "env": "prod"}
    (raw,) = [row["tags"] for row in json.loads(exported("assignments", report, "--format", "json")) if row["tags"]]
    assert raw == {"team": "night;=1", "env": "prod"}


def test_a_negative_number_stays_one(report: Path) -> None:
    scores = [row["score"] for row in rows("findings", report)]
    assert any(score.startswith("-") and float(score) < 0 for score in scores)


def test_focus_rows_multiply_out(report: Path) -> None:
    found = by_book(rows("focus", report))
    assert {row["ConsumedUnit"] for row in found} == {"Tokens", "Requests"}
    for row in found:
        price, number = Decimal(row["ListUnitPrice"]), Decimal(row["PricingQuantity"])
        assert price * number == Decimal(row["ListCost"]) == Decimal(row["BilledCost"]) > 0
        size = Decimal(row["PricingUnit"].split()[0])
        assert number * size == Decimal(row["ConsumedQuantity"])
        assert row["BillingPeriodStart"] <= row["ChargePeriodStart"] < row["ChargePeriodEnd"] <= row["BillingPeriodEnd"]
        assert json.loads(row["Tags"])["norush/workload_id"] == row["x_WorkloadId"]
    grain = [(row["x_WorkloadId"], row["ChargePeriodStart"], row["SkuPriceId"]) for row in found]
    assert len(set(grain)) == len(grain)
    assert {row["BillingAccountId"] for row in rows("focus", report, "--billing-account", "org 7")} == {"org 7"}


@pytest.mark.slow
def test_list_cost_is_the_published_price(tmp_path: Path) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_text(
        '[[discount]]\nplatform = "anthropic"\npercent_off = 12\nvalid_from = 2026-03-10\nsource = "order form"\n'
    )
    reported(tmp_path / "report", write_month(tmp_path, 3, nights=8, asks=20), prices_file=prices)
    found = rows("focus", tmp_path / "report")
    before = [row for row in found if row["ChargePeriodStart"] < "2026-03-10"]
    after = [row for row in found if row["ChargePeriodStart"] >= "2026-03-10"]
    assert len(before) * len(after) > 0
    assert all(row["ListCost"] == row["ContractedCost"] for row in before)
    for row in found:
        share = Decimal("0.88") if row in after else Decimal(1)
        assert Decimal(row["ListUnitPrice"]) * share == Decimal(row["ContractedUnitPrice"])
        assert Decimal(row["ListUnitPrice"]) * Decimal(row["PricingQuantity"]) == Decimal(row["ListCost"])
        assert row["BilledCost"] == row["EffectiveCost"] == row["ContractedCost"]
        assert Decimal(row["ContractedUnitPrice"]) * Decimal(row["PricingQuantity"]) == Decimal(row["BilledCost"])


@pytest.mark.slow
def test_usage_totals_have_costs_and_no_workload(tmp_path: Path) -> None:
    usage = tmp_path / "usage.json"
    # fast mode has no batch: what it cost must be there all the same
    pages = json.loads((FIXTURES / "anthropic_usage_report.json").read_text(encoding="utf-8"))
    for result in (each for page in pages for bucket in page["data"] for each in bucket["results"]):
        if result["model"] == "claude-opus-5":
            result["speed"] = "fast"
    usage.write_text(json.dumps(pages), encoding="utf-8")
    told = reported(tmp_path / "report", usage, FIXTURES / "anthropic_api_keys.json")["usage_totals"]
    found = rows("focus", tmp_path / "report")
    assert total(found, "BilledCost") == Decimal(told["as_billed_usd"])
    assert {row["x_WorkloadId"] for row in found} == {""}
    keys = {(row["SubAccountId"][-4:], row["ResourceId"][-4:], row["ResourceName"]) for row in found}
    assert keys == {("", "0001", "support-bot"), ("0001", "0002", "nightly"), ("0002", "0003", "research")}
    fast = [row for row in found if not row["x_BatchCost"]]
    assert {row["x_Model"] for row in fast} == {"claude-opus-5"}
    rest = [row for row in found if row["x_BatchCost"]]
    assert total(rest, "BilledCost") - total(rest, "x_BatchCost") == Decimal(told["ceiling_usd"])
    for what in ("findings", "assignments"):
        assert "only usage totals" in str(run(what, tmp_path / "report").exception)


def validated(file: Path) -> str:
    """What the validator of FOCUS says of a file; it must need no network."""
    python = focus_validator()
    assert python, "mark the test needs_focus_validator"
    (folder,) = python.parents[1].glob("lib/python3*/site-packages")
    command = [str(python), "-m", "focus_validator.main", "--data-file", str(file)]
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    return subprocess.run(command, cwd=folder, env=nowhere, capture_output=True, text=True, check=True).stdout


@pytest.mark.needs_focus_validator
def test_the_validator_of_focus_is_content(report: Path, tmp_path: Path) -> None:
    file = tmp_path / "focus.csv"
    assert run("focus", report, "--validator-names", "-o", file).exit_code == 0
    assert "Validation succeeded." in validated(file)
    file.write_text(file.read_text(encoding="utf-8").replace("AI and Machine Learning", "Magic"), encoding="utf-8")
    assert "ServiceCategory_Enum failed" in validated(file)


@pytest.mark.slow
def test_months_of_a_kept_database(tmp_path: Path) -> None:
    kept = tmp_path / "kept.duckdb"
    audited(kept, write_month(tmp_path, 1, nights=3, asks=20), write_month(tmp_path, 2, nights=3, asks=20))
    for what, column in (("findings", "period"), ("assignments", "period"), ("focus", "x_Period")):
        by_month = [rows(what, "--db", kept, "--month", f"2026-0{month}") for month in (1, 2)]
        assert [{row[column] for row in found} for found in by_month] == [{"2026-01"}, {"2026-02"}]
        assert rows(what, "--db", kept, "--all") == [*by_month[0], *by_month[1]]
        assert rows(what, "--db", kept) == by_month[1]


def test_where_it_goes(report: Path, tmp_path: Path) -> None:
    assert "focus.csv" in run("focus", report, "-o", tmp_path / "new folder").stdout
    assert run("focus", report, "-o", tmp_path, "--format", "parquet").exit_code == 0
    assert run("focus", report, "-o", "-").stdout == exported("focus", report)
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["focus.csv", "focus.parquet"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["workloads"], "write findings, assignments or focus"),
        (["findings", "-o", "x.xlsx"], "csv, parquet, json or jsonl"),
        (["findings", "--format", "excel"], "csv, parquet, json or jsonl"),
        (["findings", "--month", "2026-03", "--all"], "exclude each other"),
        (["findings", "--billing-account", "x"], "about focus"),
        (["focus", "--month", "2031-01"], "no period '2031-01'"),
    ],
)
def test_what_is_wrong_is_said(words: list[str], says: str, report: Path) -> None:
    done = run(words[0], report, *words[1:])
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)


def test_a_place_that_cannot_be_written(report: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "x.csv", "/proc/x.csv"):
        assert "cannot be written" in str(run("focus", report, "-o", place).exception)
    assert "is not there" in str(run("focus", tmp_path).exception)


def test_tables_of_another_norush_are_refused(report: Path, tmp_path: Path) -> None:
    shutil.copytree(report, tmp_path / "report")
    with Warehouse(tmp_path / "report" / "audit.duckdb") as warehouse:
        warehouse.rows("drop table placed_buckets")
    assert "written by another norush" in str(run("focus", tmp_path / "report").exception)


def test_an_export_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("as it was")
    with Warehouse() as warehouse:
        warehouse.rows(
            "create temp view broken as select case when range < 3 then 'x' else error('no') end as a from range(5)"
        )
        with pytest.raises(duckdb.Error):
            files.write(warehouse, "broken", "t.a", path, files.Format.CSV)
    assert path.read_text() == "as it was"
    assert [each.name for each in tmp_path.iterdir()] == ["export.csv"]


@pytest.mark.parametrize("what", WHATS)
def test_the_page_tells_every_column(what: str, report: Path) -> None:
    (part,) = re.findall(rf"^## {what}\n(.*?)(?=^## |\Z)", DOCS.read_text(encoding="utf-8"), re.M | re.S)
    told = [
        name
        for line in part.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert sorted(told) == sorted(rows(what, report)[0])
