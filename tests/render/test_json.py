"""audit.json: the contract's keys, exact money, and no trace of how the input was split."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from golden_cases import GOLDENS
from goldens import check
from norush.render import caching
from norush.render import json as renderer
from norush.view import build
from view_cases import ABOUT, PERIOD, USUAL, filled, viewed

TOP = ("schema", "norush", "price_book", "period", "totals", "coverage", "reconciliation", "files", "workloads")
WORKLOAD = (
    *(
        "workload_id",
        "name",
        "owner",
        "provider",
        "workspace",
        "api_key",
        "app",
        "model",
        "models",
        "component",
        "kind",
    ),
    *("verdict", "score", "confidence", "level", "requests", "first_at", "last_at", "tokens", "scenarios", "saving"),
    *("evidence", "decision"),
)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(renderer.audit(viewed()))
    return parsed


def test_keys_stand_in_the_contract_s_order(document: dict[str, Any]) -> None:
    assert [key for key in document if key in TOP] == list(TOP)
    for workload in document["workloads"]:
        assert [key for key in workload if key in WORKLOAD] == list(WORKLOAD)


def test_money_is_exact_text_and_totals_add_up(document: dict[str, Any]) -> None:
    priced = [each for each in document["workloads"] if each["scenarios"]["as_billed"]["usd"] is not None]
    billed = sum(Decimal(each["scenarios"]["as_billed"]["usd"]) for each in priced)
    assert Decimal(document["totals"]["as_billed_usd"]) == billed
    for figure in ("sure_usd", "likely_usd", "ceiling_usd"):
        total = sum(Decimal(each["saving"]["batch"][figure]) for each in priced)
        assert Decimal(document["totals"]["saving"]["batch"][figure]) == total


def test_every_line_can_be_redone(document: dict[str, Any]) -> None:
    """Requests -> line = sum of tokens x price x factor -> scenario = sum of lines -> total = sum of workloads."""
    lines = 0
    for workload in document["workloads"]:
        for scenario in workload["scenarios"].values():
            amounts = []
            for line in scenario.get("lines", ()):
                parts = [
                    part["tokens"] * Decimal(part["usd_per_mtok"]) * Decimal(part["factor"]) / 1_000_000
                    for part in line["parts"]
                ]
                assert parts == [Decimal(part["usd"]) for part in line["parts"]]
                if line["usd"] is not None:
                    assert sum(parts) == Decimal(line["usd"])
                    lines += 1
                amounts.append(line["usd"] or line.get("kept_usd"))
            if amounts and scenario["usd"] is not None:
                assert sum(Decimal(each) for each in amounts if each) == Decimal(scenario["usd"])
    assert lines


def test_realised_is_told_by_what_saved_it(document: dict[str, Any]) -> None:
    totals = document["totals"]
    assert sum(map(Decimal, totals["realised"].values())) == Decimal(totals["realised_usd"])
    for kind in ("batch_usd", "cache_usd"):
        each = [Decimal(workload["realised"][kind]) for workload in document["workloads"] if workload["realised"]]
        assert sum(each) == Decimal(totals["realised"][kind])


def test_scenarios_and_figures_state_their_assumptions(document: dict[str, Any]) -> None:
    assert {each["scenario"] for each in document["scenarios"]} == {"as_billed", "on_demand", "batch"}
    assert all(each["changes"] and each["keeps"] and each["assumption"] for each in document["scenarios"])
    assert list(document["totals"]["assumptions"]) == ["sure", "likely", "ceiling"]


def test_what_is_not_offered_is_null_and_says_why(document: dict[str, Any]) -> None:
    assert document["reconciliation"] == []
    assert document["why"]
    for each in document["workloads"]:
        is_replayed = each["name"] in ("nightly-doc-enrichment", "support-chat-assistant")
        assert ((each["saving"]["cache"] is None), (each["cheapest"] is None)) == (not is_replayed, not is_replayed)
        assert is_replayed or each["saving"]["why"]
    assert document["totals"]["saving"]["why"].startswith("caches: 2 of 10 workloads; else ")
    unpriced = next(each for each in document["workloads"] if each["name"] == "partner-export")
    assert unpriced["scenarios"]["batch"]["usd"] is None
    assert unpriced["scenarios"]["batch"]["why"]
    assert unpriced["scenarios"]["cache_5m"]["why"]


def test_batch_and_cache_add_up_to_both(document: dict[str, Any]) -> None:
    for figure in ("sure_usd", "likely_usd", "ceiling_usd"):
        whole = dict.fromkeys(("cache", "batch"), Decimal(0))
        for saving in (each["saving"] for each in document["workloads"]):
            known = {kind: Decimal(saving[kind][figure]) for kind in whole if saving[kind]}
            whole = {kind: usd + known.get(kind, 0) for kind, usd in whole.items()}
            if saving["both"]:
                assert Decimal(saving["both"][figure]) == sum(known.values())
        total = document["totals"]["saving"]
        assert {kind: Decimal(total[kind][figure]) for kind in whole} == whole
        assert Decimal(total["both"][figure]) == sum(whole.values())


def test_without_a_replay_both_is_the_batch_alone() -> None:
    golden = Path(__file__).parents[1] / "golden" / "uncertain" / "audit.json"
    document = json.loads(golden.read_text(encoding="utf-8"))
    total = document["totals"]["saving"]
    assert total["cache"] is None
    assert total["both"] == total["batch"]
    rows = [each["saving"]["both"] for each in document["workloads"] if each["saving"]["both"]]
    assert sum(Decimal(each["ceiling_usd"]) for each in rows) == Decimal(total["both"]["ceiling_usd"]) > 0


def test_a_cached_scenario_states_its_assumption_and_its_breakpoints(document: dict[str, Any]) -> None:
    found = next(each for each in document["workloads"] if each["name"] == "nightly-doc-enrichment")["scenarios"]
    for name in ("cache_5m", "cache_1h", "batch_cache_5m", "batch_cache_1h"):
        amounts = [Decimal(found[name][f"{luck}_usd"]) for luck in ("best", "likely", "floor")]
        assert amounts == sorted(amounts)
        assert found[name]["assumption"].endswith(".")
        assert ("bound_usd" in found[name]) is name.startswith("batch")
    assert [each["depth"] for each in found["cache_5m"]["breakpoints"]] == [2, 0]
    assert found["cache_5m"]["breakpoints"][0]["mean_tokens"] == 1_500


def test_sessions_tell_nothing_of_caches_inside_batches(document: dict[str, Any]) -> None:
    view = viewed()
    (workload,) = (each for each in view.workloads if each.name == "nightly-doc-enrichment")
    told = caching.scenarios(replace(workload, cached=workload.cached[:2]))
    (anew,) = (each for each in document["workloads"] if each["name"] == "nightly-doc-enrichment")
    assert told["cache_5m"] == anew["scenarios"]["cache_5m"]
    assert told["batch_cache_5m"] == dict.fromkeys(("floor_usd", "likely_usd", "best_usd", "assumption")) | {
        "why": caching.WHY_NO_HEADS
    }


def test_no_float_is_money(document: dict[str, Any]) -> None:
    def walk(value: object, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif key.endswith("usd"):
            assert value is None or isinstance(value, str), key

    walk(document, "")


def test_times_are_utc_with_z(document: dict[str, Any]) -> None:
    assert document["period"]["since"] == "2026-10-01T00:00:00Z"
    assert all(each["first_at"].endswith("Z") for each in document["workloads"])


def test_the_order_of_rows_in_the_tables_does_not_matter() -> None:
    backwards = build(filled(tuple(reversed(USUAL))), PERIOD, ABOUT)
    forwards = viewed()
    # The hand-made findings number themselves as they come; nothing else may depend on the order.
    assert renderer.audit(replace(backwards, files=())) == renderer.audit(replace(forwards, files=()))


@pytest.mark.parametrize("case", GOLDENS)
def test_golden(case: str, request: pytest.FixtureRequest) -> None:
    text = renderer.audit(viewed(GOLDENS[case]))
    check(f"{case}/audit.json", text, accept=request.config.getoption("--accept", default=False))
