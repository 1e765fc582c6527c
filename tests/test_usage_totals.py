"""Usage totals without a single call: spend, shares, hours and a bound, worked out by hand; nothing is flagged."""

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from loads import FIXTURES, call, write
from norush import audit, cli, render
from norush.errors import NorushError
from norush.params import Params
from norush.render.terminal import summary

HOURLY, DAILY = FIXTURES / "anthropic_usage_report.json", FIXTURES / "anthropic_console_tokens.csv"


def result(
    model: str, tier: str | None, *, reads: int = 0, writes: int = 0, searches: int = 0, **more: object
) -> dict[str, Any]:
    """A result of a bucket of the Admin API."""
    return {
        "model": model,
        "service_tier": tier,
        "inference_geo": "global",
        "speed": "standard",
        "context_window": "0-200k",
        "cache_read_input_tokens": reads,
        "cache_creation": {"ephemeral_5m_input_tokens": writes, "ephemeral_1h_input_tokens": 0},
        "server_tool_use": {"web_search_requests": searches},
        "uncached_input_tokens": 0,
        "output_tokens": 0,
        **more,
    }


def report(path: Path, *buckets: tuple[str, str, list[dict[str, Any]]]) -> Path:
    """A page of the usage report: (start, end, results) each."""
    data = [{"starting_at": start, "ending_at": end, "results": results} for start, end, results in buckets]
    path.write_text(json.dumps({"data": data, "has_more": False, "next_page": None}))
    return path


NIGHT = [
    result(
        "claude-sonnet-5",
        "standard",
        uncached_input_tokens=1_000_000,
        output_tokens=200_000,
        reads=500_000,
        writes=100_000,
        searches=10,
    ),
    result("claude-haiku-4-5-20251001", "batch", uncached_input_tokens=2_000_000, output_tokens=1_000_000),
]
NOON = [
    result("claude-sonnet-5", None, uncached_input_tokens=1_000_000),
    result("claude-sonnet-5", "priority", uncached_input_tokens=100),
    result("claude-opus-4-8", "standard", speed="fast", uncached_input_tokens=1_000),
    result("claude-brand-new", "standard", uncached_input_tokens=7),
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return report(
        tmp_path / "usage_report.json",
        ("2026-10-20T23:00:00Z", "2026-10-21T00:00:00Z", NIGHT),
        ("2026-10-21T12:00:00Z", "2026-10-21T13:00:00Z", NOON),
    )


def audited(folder: Path, *inputs: Path, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    """audit.json of these files."""
    view = audit.run(audit.Request(inputs=tuple(map(str, inputs)), database=folder / "audit.duckdb", **options)).view
    document: dict[str, Any] = json.loads(dict(render.outputs(view))["audit.json"])
    return document


@pytest.mark.slow
def test_dollars_shares_and_the_bound_by_hand(log: Path, tmp_path: Path) -> None:
    document = audited(tmp_path, log)
    told = document["usage_totals"]
    by_model = {each["model"]: each for each in told["models"]}
    # 1 M x 2 + 0.5 M x 0.2 + 0.1 M x 2.5 + 0.2 M x 10, and ten searches; a batch halves all but the searches
    (night,) = [each for each in told["cells"] if each["day"] == "2026-10-20" and each["model"] == "claude-sonnet-5"]
    assert (night["as_billed_usd"], night["batch_usd"]) == ("4.45", "2.275")
    assert by_model["claude-haiku-4-5-20251001"]["as_billed_usd"] == "3.50"
    assert by_model["claude-haiku-4-5-20251001"]["ceiling_usd"] == "0.00"
    assert told["untold_tier_usd"] == "2.00"
    fast = next(each for each in told["cells"] if each["model"] == "claude-opus-4-8")
    assert (fast["batch_usd"], fast["why"]) == (None, "fast mode cannot be batched")
    spent = Decimal("4.45") + Decimal("3.5") + Decimal("2") + Decimal(fast["as_billed_usd"])
    assert Decimal(told["as_billed_usd"]) == spent
    assert Decimal(told["on_demand_usd"]) == spent - Decimal("3.5")
    assert told["ceiling_usd"] == "3.175"
    assert told["not_in_ceiling"][0]["model"] == "claude-opus-4-8"
    unpriced = {each["model"]: each["why"] for each in told["unpriced"]}
    assert unpriced.keys() == {"claude-sonnet-5", "claude-brand-new"}
    assert "priority tier" in unpriced["claude-sonnet-5"]
    tokens = 1_800_000 + 3_000_000 + 1_000_000 + 100 + 1_000 + 7
    assert told["batched_token_share"] == f"{Decimal(3_000_000) / tokens:.6f}"
    assert told["night_token_share"] == f"{Decimal(4_800_000) / tokens:.6f}"
    assert told["cache_read_share"] == f"{Decimal(500_000) / (tokens - 1_200_000):.6f}"


@pytest.mark.slow
def test_nothing_is_judged_and_every_total_adds_up(tmp_path: Path) -> None:
    document = audited(tmp_path, HOURLY)
    told, coverage = document["usage_totals"], document["coverage"]
    assert document["workloads"] == []
    assert document["totals"]["saving"]["batch"] is None
    assert told["buckets"] + sum(each["buckets"] for each in told["left_out"]) == coverage["usage_buckets"]
    for lines in ("models", "days", "cells"):
        assert sum(Decimal(each["as_billed_usd"]) for each in told[lines]) == Decimal(told["as_billed_usd"])
    assert 0 < Decimal(told["ceiling_usd"]) <= Decimal(told["as_billed_usd"]) / 2
    assert [each["hour"] for each in told["hours"]] == list(range(24))
    assert sum(each["tokens"] for each in told["hours"]) == sum(sum(each["tokens"].values()) for each in told["cells"])
    assert {each["price_card"] for each in told["cells"]} == {each["price_card"] for each in document["price_cards"]}


@pytest.mark.slow
def test_two_exports_of_the_same_days_count_once(tmp_path: Path) -> None:
    by_hour = audited(tmp_path, HOURLY)["usage_totals"]
    by_day = audited(tmp_path, DAILY)["usage_totals"]
    both = audited(tmp_path, HOURLY, DAILY)["usage_totals"]
    amounts = ("as_billed_usd", "ceiling_usd", "batched_usd")
    assert [by_hour[name] for name in amounts] == [by_day[name] for name in amounts] == [both[name] for name in amounts]
    assert by_day["hours"] == []
    assert [each["why"] for each in both["left_out"]] == ["of days that another export tells too, with more tokens"]


@pytest.mark.slow
def test_order_of_records_changes_no_byte(log: Path, tmp_path: Path) -> None:
    page = json.loads(log.read_text())
    shuffler = random.Random(3)
    for bucket in page["data"]:
        shuffler.shuffle(bucket["results"])
    page["data"].reverse()
    shuffled = tmp_path / "again" / log.name
    shuffled.parent.mkdir()
    shuffled.write_text(json.dumps(page))
    first, second = (audited(tmp_path, path) for path in (log, shuffled))
    first.pop("files"), second.pop("files")
    assert first == second


@pytest.mark.slow
def test_what_the_pages_and_the_terminal_say(log: Path, tmp_path: Path) -> None:
    view = audit.run(audit.Request(inputs=(str(log),), database=tmp_path / "audit.duckdb")).view
    pages = dict(render.outputs(view))
    texts = [pages["audit.html"], pages["audit.md"], summary(view, 80).plain]
    for text in (" ".join(text.replace("\\", "").split()) for text in texts):
        assert "Hourly totals cannot show who was waiting." in text
        assert "iming" not in text
        assert "LiteLLM proxy" in text
        assert "3.175" not in text
        assert "3.18" in text.replace('<span class="ct">', "").replace("</span>", "")
        assert "othing is flagged" in text
        assert "at least" in text.lower()
    assert "workload" not in texts[2]
    assert "no verdict" not in pages["audit.json"]


@pytest.mark.slow
def test_a_window_and_a_zone(log: Path, tmp_path: Path) -> None:
    params = Params(since=audit.parse_instant("2026-10-21", "UTC"), until=audit.parse_instant("2026-10-22", "UTC"))
    told = audited(tmp_path, log, params=params)["usage_totals"]
    assert [each["day"] for each in told["days"]] == ["2026-10-21"]
    assert told["left_out"] == [{"buckets": 2, "why": "not wholly within the period"}]
    hours = audited(tmp_path, log, params=Params(zone="Asia/Tokyo"))["usage_totals"]["hours"]
    assert [each["hour"] for each in hours if each["tokens"]] == [8, 21]


def test_a_window_without_a_total_is_a_sentence(log: Path, tmp_path: Path) -> None:
    with pytest.raises(NorushError, match="no usage total falls into 2025-01: the data runs from 2026-10-20"):
        audited(tmp_path, log, month="2025-01")


@pytest.mark.slow
def test_a_kept_database_is_judged_by_month(log: Path, tmp_path: Path) -> None:
    later = report(tmp_path / "november.json", ("2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z", NIGHT))
    kept = {"is_kept": True, "salt": "s"}
    november = audited(tmp_path, log, later, **kept)
    assert november["period"]["since"] == "2026-11-01T00:00:00Z"
    assert [each["day"] for each in november["usage_totals"]["days"]] == ["2026-11-02"]
    october = audited(tmp_path, later, month="2026-10", **kept)
    assert [each["day"] for each in october["usage_totals"]["days"]] == ["2026-10-20", "2026-10-21"]


@pytest.mark.slow
def test_a_month_of_totals_alone_stays_when_another_has_calls(log: Path, tmp_path: Path) -> None:
    """The report without --month is about calls, where there are any; what came first makes no difference."""
    calls = write(tmp_path / "calls.jsonl", call(started_at="2026-09-20T23:10:00Z", ended_at="2026-09-20T23:10:02Z"))
    kept = {"is_kept": True, "salt": "s"}
    alone = audited(tmp_path, log, month="2026-10", **kept)
    september = audited(tmp_path, calls, **kept)
    assert september["period"]["since"] == "2026-09-01T00:00:00Z"
    assert (september["totals"]["requests"], "usage_totals" in september) == (1, False)
    beside = audited(tmp_path, log, month="2026-10", **kept)
    assert beside["usage_totals"] == alone["usage_totals"]
    assert (beside["workloads"], beside["price_cards"]) == ([], alone["price_cards"])
    database = str(tmp_path / "audit.duckdb")
    done = CliRunner().invoke(cli.app, ["report", "--db", database, "--all", "-o", str(tmp_path / "all")])
    assert done.exit_code == 0, done.output
    folders = {each.name for each in (tmp_path / "all").iterdir() if each.is_dir()}
    assert folders == {"2026-09", "2026-10"}
    other = audited(tmp_path / "all", calls, log, month="2026-10", **kept)
    assert other["usage_totals"] == alone["usage_totals"]


@pytest.mark.slow
def test_beside_calls_totals_are_only_compared(log: Path, tmp_path: Path) -> None:
    calls = write(tmp_path / "calls.jsonl", call(started_at="2026-10-20T23:10:00Z", ended_at="2026-10-20T23:10:02Z"))
    document = audited(tmp_path, log, calls)
    assert "usage_totals" not in document
    assert document["not_compared"]["unlogged_tokens"] > 0


@pytest.mark.slow
def test_an_invoice_is_set_beside_the_totals(tmp_path: Path) -> None:
    invoice = FIXTURES / "anthropic_cost_report.json"
    view = audit.run(audit.Request(inputs=(str(HOURLY), str(invoice)), database=tmp_path / "audit.duckdb")).view
    pages = dict(render.outputs(view))
    for text in (pages["audit.html"], pages["audit.md"], summary(view, 80).plain):
        said = " ".join(text.replace("\\", "").split())
        assert "$281.13 billed in the period; these totals come to $299.19 in the price book" in said
        assert "calls not in them" not in said


@pytest.mark.slow
def test_the_report_verifies(log: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(cli.app, ["audit", str(log), "-o", str(tmp_path / "out")]).exit_code == 0
    done = CliRunner().invoke(cli.app, ["verify", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output


@pytest.mark.needs_chromium
@pytest.mark.slow
def test_the_page_fits_a_phone_and_a_desk(log: Path, tmp_path: Path, chromium: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    view = audit.run(audit.Request(inputs=(str(log),), database=tmp_path / "audit.duckdb")).view
    render.write_all(view, tmp_path)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width in (390, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto((tmp_path / "audit.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator(".hrs rect").count() == 24
        browser.close()
