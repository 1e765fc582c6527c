"""The book and the names against the reference table, row by row, where it is at hand."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from norush.prices import PriceCard, load_book, resolve
from norush.prices.explain import holds

SERIES = {
    "anthropic": ("anthropic", "standard"),
    "anthropic:fast": ("anthropic", "fast"),
    "bedrock:global": ("bedrock", "standard"),
    "bedrock:regional": ("bedrock-regional", "standard"),
    "vertex:global": ("vertex", "standard"),
    "vertex:regional": ("vertex-regional", "standard"),
}
PRICES = {
    "input": "input_usd_per_mtok",
    "output": "output_usd_per_mtok",
    "cache_write_5m": "cache_write_5m_usd_per_mtok",
    "cache_write_1h": "cache_write_1h_usd_per_mtok",
    "cache_read": "cache_read_usd_per_mtok",
    "batch_input": "batch_input_usd_per_mtok",
    "batch_output": "batch_output_usd_per_mtok",
}


LONGER_LEAST = {
    ("anthropic", "claude-sonnet-4-6", "2026-03-13"): 2_048,
    ("anthropic", "claude-opus-4-7", "2026-04-16"): 4_096,
    ("anthropic:fast", "claude-opus-4-7", "2026-05-12"): 4_096,
}
"""The table has the least that is cached today; its page (pricing.md, C) says what it was before."""


def table(traces: Path, name: str) -> list[dict[str, str]]:
    path = traces.parent / "reference" / name
    if not path.exists():
        pytest.skip(f"no reference at {path} (NORUSH_TRACES names the folder beside it)")
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def on(row: Mapping[str, str], day: str) -> list[PriceCard]:
    """The cards of a reference row's model that hold on a day: one, or short and long."""
    platform, speed = SERIES[row["provider"]]
    series = (platform, row["model"], speed)
    cards = [card for card in load_book().cards if card.series == series and holds(card, date.fromisoformat(day))]
    return sorted(cards, key=lambda card: card.prompt_band == "long")


def test_every_row_of_the_reference_holds_from_its_first_day(traces: Path) -> None:
    rows = table(traces, "prices.csv")
    assert len(rows) == 100
    for row in rows:
        card, *long = on(row, row["effective_from"])
        assert {name: getattr(card, column) for name, column in PRICES.items()} == {
            name: number(row[name]) for name in PRICES
        }
        since = (row["provider"], row["model"], row["effective_from"])
        assert card.min_cacheable_tokens == LONGER_LEAST.get(since, number(row["min_cacheable_tokens"]))
        assert [(each.over_tokens, each.input_usd_per_mtok, each.output_usd_per_mtok) for each in long] == [
            (int(row["long_context_threshold"]), Decimal(row["lc_input"]), Decimal(row["lc_output"])) for _ in long
        ]
        assert bool(long) == bool(row["long_context_threshold"])


def test_a_window_ends_where_the_reference_ends_it(traces: Path) -> None:
    for row in table(traces, "prices.csv"):
        if row["effective_to"]:
            (last, *_) = on(row, str(date.fromisoformat(row["effective_to"]) - timedelta(days=1)))
            assert last.valid_until
            assert f"{last.valid_until:%Y-%m-%d}" == row["effective_to"]
        else:
            (today, *_) = on(row, "2026-11-22")
            kept = ("input", "output", "cache_write_5m", "cache_write_1h", "cache_read")
            assert [getattr(today, PRICES[name]) for name in kept] == [number(row[name]) for name in kept]


def test_every_name_of_the_reference_is_known(traces: Path) -> None:
    names = 0
    for row in table(traces, "model_ids.csv"):
        model = row["claude_api_id"]
        bedrock = [name.replace("(unverified)", "").strip() for name in row["bedrock_base_id"].split("|")]
        spelled = [("anthropic", model), ("anthropic", row["alias"]), ("vertex", row["vertex_id"])]
        spelled += [("bedrock", name) for name in bedrock] + [("bedrock", f"us.{name}") for name in bedrock if name]
        for provider, name in spelled:
            if name:
                assert resolve(provider, name).model_id == model, name
                names += 1
    assert names > 100
