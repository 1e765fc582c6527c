"""What stands between a workload and a batch: counted call by call with its cost, and asked where no log tells."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from norush.blockers import write_blockers
from norush.params import Params
from norush.rules import blocker_book
from norush.rules.blocker_book import EFFECTS, BlockerRule
from norush.rules.question_book import VERDICTS
from norush.view.blockers import Blocker, blockers
from test_scenarios import priced

pytestmark = pytest.mark.one_in(4)

RULES = blocker_book.built_in()
PLAIN: Mapping[str, Any] = {
    **dict.fromkeys(("cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens"), 0),
    "input_tokens": 1_000_000,
    "output_tokens": 0,
    "provider": "anthropic",
    "model": "claude-sonnet-4-6",
    "service_tier": "standard",
    "speed": None,
    "status": "succeeded",
    "started_at": datetime(2026, 10, 20, tzinfo=UTC),
    "streamed": False,
    "stop_reason": "end_turn",
    "max_tokens": 4_096,
    "web_search_requests": 0,
    "period": "all",
    "workload_id": "w",
}
"""Three dollars of input, and nothing that a batch does not take."""


def found(calls: Iterable[Mapping[str, Any]], folder: Path, verdict: str = "batchable") -> dict[str, Blocker]:
    """What stands against the batch of these calls, by name."""
    with priced(({**PLAIN, **call} for call in calls), folder) as warehouse:
        columns = dict.fromkeys(("period", "workload_id", "verdict"), "text")
        warehouse.replace_table("verdicts", columns, [("all", "w", verdict)])
        write_blockers(warehouse, Params())
        return {each.blocker: each for each in blockers(warehouse, "all").get("w", ())}


ASKED = {"zero-data-retention", "beta-features", "needed-within-a-day"}
"""What no log tells."""


def test_a_plain_workload_is_only_asked(tmp_path: Path) -> None:
    asked = found([{}], tmp_path)
    assert asked.keys() == ASKED
    assert {each.effect for each in asked.values()} == {"asks"}
    assert {each.calls for each in asked.values()} == {None}


@pytest.mark.parametrize(
    ("change", "blocker", "effect"),
    [
        ({"streamed": True}, "streamed", "asks"),
        ({"stop_reason": "tool_use"}, "tools", "warns"),
        ({"max_tokens": 300_001}, "above-the-longest-answer", "stops"),
        ({"max_tokens": 0}, "warms-the-cache", "stops"),
        ({"web_search_requests": 2}, "searches-the-web", "warns"),
        ({"service_tier": "priority"}, "priority-tier", "stops"),
        ({"model": "claude-3-sonnet-20240229"}, "no-batch-price", "stops"),
        ({"model": "brand-new-model"}, "no-batch-price", "stops"),
    ],
)
def test_what_some_calls_show(change: Mapping[str, Any], blocker: str, effect: str, tmp_path: Path) -> None:
    """Each by itself, in one call of four."""
    shown = found([{}, {}, {}, change], tmp_path)
    assert shown.keys() - ASKED - {"no-batch-price"} == {blocker} - {"no-batch-price"}
    one = shown[blocker]
    assert (one.effect, one.calls, one.of_calls, one.calls_share) == (effect, 1, 4, Decimal("0.25"))
    assert not one.stops_all
    assert one.source


STOPS: Mapping[str, Mapping[str, Any]] = {
    "fast-mode": {"model": "claude-opus-5-5", "speed": "fast"},
    "priority-tier": {"service_tier": "priority"},
    "above-the-longest-answer": {"max_tokens": 300_001},
    "warms-the-cache": {"max_tokens": 0},
    "no-batch-price": {"model": "claude-3-sonnet-20240229"},
}
"""What stops calls whoever waits, and a call that shows it."""


def test_all_that_stops_whoever_waits_is_known_here() -> None:
    assert STOPS.keys() == {rule.id for rule in RULES if rule.effect == "stops" and not rule.verdicts}


def test_what_stops_some_calls_each_may_stop_all_together(tmp_path: Path) -> None:
    shown = found(STOPS.values(), tmp_path)
    assert {name: each.calls for name, each in shown.items() if each.effect == "stops"} == dict.fromkeys(STOPS, 1)
    assert all(each.stops_all for each in shown.values() if each.effect == "stops")
    assert not any(each.stops_all for each in found([*STOPS.values(), {}], tmp_path).values())


def test_where_nothing_stops_it_costs_nothing(tmp_path: Path) -> None:
    assert {(each.stopped_calls, each.stopped_usd) for each in found([{}], tmp_path).values()} == {(0, Decimal(0))}
    unpriced = found([{"service_tier": "priority"}], tmp_path)
    assert {(each.stopped_calls, each.stopped_usd) for each in unpriced.values()} == {(1, None)}


def test_a_call_that_two_things_stop_counts_once(tmp_path: Path) -> None:
    shown = found([{}, {"max_tokens": 300_001, "model": "claude-opus-5-5", "speed": "fast"}], tmp_path)
    assert {each.stopped_calls for each in shown.values()} == {1}
    assert shown["fast-mode"].stopped_usd == shown["fast-mode"].usd


@pytest.mark.parametrize("name", STOPS)
def test_what_is_stopped_is_in_no_saving(name: str, tmp_path: Path) -> None:
    """Two calls of $3, and one that is stopped: the batch halves the two, and leaves the third as it is."""
    calls = [{**PLAIN, **call} for call in ({}, {}, STOPS[name])]
    with priced(calls, tmp_path) as warehouse:
        costs = dict(warehouse.rows("select scenario, usd from scenario_costs"))
        assert costs["as_billed"] - costs["batch"] == 3
        floors = dict(warehouse.rows("select scenario, floor_usd from scenario_costs"))
        assert costs["as_billed"] - floors["batch"] == 3
        (why,) = warehouse.row("select why from scenario_costs where scenario = 'batch'")
        assert why.startswith("1 of 3 requests")


def test_openai_sells_what_anthropic_stops(tmp_path: Path) -> None:
    """Its priority tier has a price, and gpt-5 may be asked for any length: these rules are Anthropic's."""
    call = {**PLAIN, "provider": "openai", "model": "gpt-5", "service_tier": "priority", "max_tokens": 300_001}
    with priced([call], tmp_path) as warehouse:
        costs = dict(warehouse.rows("select scenario, usd from scenario_costs"))
        assert 0 < costs["batch"] < costs["as_billed"]


def test_fast_mode_costs_twice_and_is_no_missing_price(tmp_path: Path) -> None:
    plain = {"model": "claude-opus-5-5", "started_at": datetime(2026, 10, 20, tzinfo=UTC)}
    shown = found([plain, {**plain, "speed": "fast"}], tmp_path)
    assert shown.keys() - ASKED == {"fast-mode"}
    assert (shown["fast-mode"].usd, shown["fast-mode"].of_usd) == (Decimal(8), Decimal(12))
    assert shown["fast-mode"].usd_share == Decimal(8) / 12


def test_dollars_are_those_of_the_calls_that_show_it(tmp_path: Path) -> None:
    shown = found([{}, {}, {"streamed": True, "status": "errored"}, {"streamed": True}], tmp_path)["streamed"]
    assert (shown.calls, shown.usd, shown.of_usd) == (2, Decimal(3), Decimal(9)), "a failed call costs nothing"
    unpriced = found([{}, {"service_tier": "priority"}], tmp_path)["priority-tier"]
    assert (unpriced.usd, unpriced.of_usd) == (None, Decimal(3)), "unknown is not zero"


def test_what_nobody_says_is_asked(tmp_path: Path) -> None:
    asked = found([{"streamed": None, "stop_reason": None, "max_tokens": None}], tmp_path)
    assert asked.keys() == ASKED | {"streamed", "tools"}
    assert all(each.effect == "asks" and each.calls is None for each in asked.values())


def test_the_verdict_decides_what_streaming_and_tools_mean(tmp_path: Path) -> None:
    calls = [{"streamed": True, "stop_reason": "tool_use"}]
    person = found(calls, tmp_path, "interactive")
    assert {name: each.effect for name, each in person.items()} == {
        "somebody-waits": "stops",
        "streamed-to-a-person": "stops",
        "tools": "warns",
    }
    assert person["somebody-waits"].stops_all
    chain = found(calls, tmp_path, "agentic")
    assert {name: each.effect for name, each in chain.items()} == {
        "somebody-waits": "stops",
        "streamed": "asks",
        "tools-in-a-loop": "stops",
    }
    assert found(calls, tmp_path, "batched") == {}


def test_what_one_provider_says_is_not_said_of_another(tmp_path: Path) -> None:
    shown = found([{"provider": "openai", "model": "gpt-5", "max_tokens": 300_001}], tmp_path)
    assert "needed-within-a-day" in shown
    assert not shown.keys() & {"zero-data-retention", "beta-features", "above-the-longest-answer"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_blocker_is_complete(rule: BlockerRule) -> None:
    assert rule.effect in EFFECTS
    assert rule.reason.endswith(".")
    assert rule.source
    assert set(rule.verdicts) <= set(VERDICTS)
    assert rule.shows or rule.effect == "asks"
    assert "{" not in rule.sentence(1, 3)
    assert len({each.id for each in RULES}) == len(RULES)


def test_what_is_counted_is_what_the_step_tells() -> None:
    text = (Path(__file__).parents[1] / "sql" / "4_costs" / "shown_calls.sql").read_text(encoding="utf-8")
    told = {line.split("'")[1] for line in text.splitlines() if line.rstrip().endswith("' as shows")}
    assert told == {rule.shows for rule in RULES if rule.shows} | {"stopped"}
