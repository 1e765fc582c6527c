"""Money along the whole way: log line -> database -> audit.json -> page, equal at each stop and to the last digit.

The witness prices each request by itself, in Python; norush adds tokens up first and multiplies after, in SQL.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from norush import audit, render
from norush.prices import PriceCard, load_book, resolve
from norush.prices.models import names_of
from norush.prices.rates import KINDS, Terms, rate
from norush.warehouse import Warehouse

REPOSITORY = Path(__file__).resolve().parents[1]
LOGS = ("litellm.jsonl", "anthropic_messages.jsonl", "claude_code.jsonl", "bedrock.jsonl", "langfuse.jsonl")
AS_BILLED = Terms(tier="as_logged", cache="as_logged")
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


def request_costs(folder: Path) -> dict[str, Decimal]:
    """What each workload's requests cost, each priced alone; unpriced and failed ones cost nothing."""
    book = load_book()
    names = names_of(book)
    costs: dict[str, Decimal] = defaultdict(Decimal)
    with Warehouse(folder / "audit.duckdb") as warehouse:
        rows = warehouse.rows(
            "select workload_id, provider, model, inference_geo, coalesce(service_tier, 'standard'), speed, "
            "coalesce(started_at, ended_at), input_tokens, cache_read_tokens, cache_write_5m_tokens, "
            "cache_write_1h_tokens, output_tokens, coalesce(web_search_requests, 0) "
            "from requests where status = 'succeeded'"
        )
    for workload_id, provider, model, inference_geo, tier, speed, at, *counts, searches in rows:
        place = resolve(provider, model, inference_geo, names)
        series = (place.platform, place.model_id, "fast" if speed == "fast" else "standard")
        cards = [card for card in book.cards if card.series == series and applies(card, at, sum(counts[:4]))]
        costs[workload_id] += Decimal(0)
        if len(cards) == 1:
            found = rate(cards[0], tier, place.geo, AS_BILLED)
            prices = [getattr(found, kind) for kind in KINDS]
            if found.why is None and all(price or not count for price, count in zip(prices, counts, strict=True)):
                costs[workload_id] += sum(
                    (price.usd_per_token * count for price, count in zip(prices, counts, strict=True) if price),
                    (found.web_search_usd or Decimal(0)) * searches,
                )
    return costs


def applies(card: PriceCard, at: datetime, prompt_tokens: int) -> bool:
    is_long = card.over_tokens is not None and prompt_tokens > card.over_tokens
    fits = card.prompt_band == "any" or (card.prompt_band == "long") == is_long
    return fits and card.valid_from <= at and (card.valid_until is None or at < card.valid_until)


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
        savings = [Decimal(each["saving"]["batch"][figure]) for each in workloads if each["saving"]["batch"]]
        assert sum(savings) == Decimal(totals["saving"]["batch"][figure])
    realised = [each["realised"] for each in workloads if each["realised"]]
    for kind in ("batch_usd", "cache_usd"):
        assert sum(Decimal(each[kind]) for each in realised) == Decimal(totals["realised"][kind])
    assert sum(map(Decimal, totals["realised"].values())) == Decimal(totals["realised_usd"])
    assert Decimal(totals["on_demand_usd"]) - Decimal(totals["realised_usd"]) == Decimal(totals["as_billed_usd"])
    assert Decimal(totals["realised"]["cache_usd"]) != 0


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


def plain(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def dollars(value: Decimal) -> str:
    printed = value.quantize(CENT, ROUND_HALF_UP)
    return f"${printed:,}" if printed or not value else "under $0.01"


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
