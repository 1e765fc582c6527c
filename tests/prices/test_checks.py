"""Warnings about prices: gaps and rows nobody checked for long, each with its row's name."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from norush import audit
from norush.prices import load_book
from norush.prices.cards import read_cards
from norush.prices.checks import changes, gaps, stale
from norush.render import json as render_json

REPOSITORY = Path(__file__).resolve().parents[2]

HEADER = (
    "platform,model_id,speed,valid_from,valid_until,input_usd_per_mtok,output_usd_per_mtok,seen_on,checked_on,source"
)


def test_the_shipped_book_has_no_gap() -> None:
    assert gaps(load_book().cards) == []


def test_a_gap_names_both_rows() -> None:
    rows = ("2026-01-01,2026-02-01", "2026-02-01,2026-03-01", "2026-04-01,")
    text = "\n".join([HEADER, *(f"a,m,standard,{dates},3,15,,,s" for dates in rows)])
    (found,) = gaps(read_cards(text, "mine.csv"))
    assert "a/m/standard has no price from 2026-03-01 to 2026-04-01" in found
    assert "a/m/standard/any@2026-02-01 and a/m/standard/any@2026-04-01" in found


def test_changes_are_days_on_which_one_pays_another_price() -> None:
    found = {(model, day.date()) for platform, model, _, day in changes(load_book().cards) if platform == "anthropic"}
    assert ("claude-sonnet-5-5", date(2026, 10, 7)) in found, "reads became cheaper"
    assert ("claude-opus-4-6", date(2026, 3, 13)) in found, "long prompts lost their price"
    assert ("claude-opus-4-1-20250805", date(2026, 8, 5)) not in found, "it was retired: no price changed"


@pytest.mark.slow
def test_requests_on_such_a_day_are_counted(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    rows = ("2026-10-06T23:59:59Z", "2026-10-07T00:00:00Z", "2026-10-07T23:59:59Z", "2026-10-08T00:00:00Z")
    log.write_text(
        "started_at,model,input_tokens,output_tokens\n" + "".join(f"{at},claude-sonnet-5-5,100,10\n" for at in rows)
    )
    view = audit.run(audit.Request(inputs=(str(log),), database=tmp_path / "audit.duckdb")).view
    (change,) = json.loads(render_json.audit(view))["price_changes"]
    assert (change["model_id"], change["day"], change["requests"]) == ("claude-sonnet-5-5", "2026-10-07", 2)
    assert "the day on which its price changed" in change["why"]


def test_a_price_is_stale_after_sixty_days() -> None:
    """Of the copy that it was read from, however often the row was compared with that copy since."""
    rows = (
        "n,standard,2026-02-01,,3,15,2026-10-01,2026-11-22,s",
        "m,standard,2026-01-01,,3,15,2026-10-01,2026-11-22,s",
    )
    cards = read_cards("\n".join([HEADER, *(f"a,{row}" for row in rows)]), "mine.csv")
    assert stale(cards, date(2026, 11, 30)) == []
    (found,) = stale(cards, date(2026, 12, 1))
    assert "last seen at their source on 2026-10-01, 61 days ago" in found
    assert "a/m/standard/any@2026-01-01, a/n/standard/any@2026-02-01" in found


@pytest.mark.parametrize(
    ("row", "is_stale"),
    [
        ("2026-01-01,,3,15,,,s", False),  # no day is known
        ("2026-01-01,,3,15,,2026-01-01,s", True),  # the copy has no day: that of the comparison
        ("2026-01-01,2026-06-01,3,15,2026-01-01,2026-01-01,s", False),  # what has ended does not grow old
    ],
)
def test_what_grows_old(row: str, *, is_stale: bool) -> None:
    assert bool(stale(read_cards(f"{HEADER}\na,m,standard,{row}\n", "mine.csv"), date(2030, 1, 1))) is is_stale


def test_rows_say_from_which_copy_they_are() -> None:
    """The day stands in the source, too; nobody can have compared a row with a later copy."""
    for card in load_book().cards:
        assert card.checked_on
        assert card.seen_on is None or card.seen_on <= card.checked_on
        if dated := re.search(r"fetched (\d{4}-\d\d-\d\d)", card.source):
            assert card.seen_on == date.fromisoformat(dated[1]), card.price_card
    open_rows = [card for card in load_book().cards if card.valid_until is None and card.platform == "anthropic"]
    undated = {card.model_id for card in open_rows if card.seen_on is None}
    assert undated == {"claude-3-sonnet-20240229", "claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20241022"}
    assert len(stale(open_rows, date(2026, 12, 8))) >= 2, "60 days after the newest copy of the whole table"


@pytest.mark.slow
def test_an_audit_names_old_prices_and_gaps(tmp_path: Path) -> None:
    """Warned of by today on stderr; in the report only against the end of the period."""
    own = tmp_path / "own.csv"
    days = ("2025-01-01,2025-06-01,3,15,2026-06-01,2026-07-30", "2025-07-01,,3,15,2026-06-01,2026-07-30")
    own.write_text("\n".join([HEADER, *(f"anthropic,claude-sonnet-5,standard,{each},s" for each in days)]))
    request = audit.Request(
        inputs=(str(REPOSITORY / "fixtures" / "litellm.jsonl"),),
        database=tmp_path / "audit.duckdb",
        prices_file=own,
        today=date(2026, 7, 31),
    )
    result = audit.run(request)
    (gap,) = result.warnings
    assert gap.startswith("anthropic/claude-sonnet-5/standard has no price from 2025-06-01 to 2025-07-01")
    cards = {card["price_card"]: card for card in json.loads(render_json.audit(result.view))["price_cards"]}
    old = cards["anthropic/claude-sonnet-5/standard/any@2025-07-01"]
    assert "days before the period ended" in old["why"]
    assert all("why" not in card for name, card in cards.items() if name != old["price_card"])
    later = audit.run(replace(request, database=tmp_path / "later.duckdb", today=date(2026, 8, 1)))
    assert "anthropic/claude-sonnet-5/standard/any@2025-07-01" in later.warnings[1]
    assert render_json.audit(later.view) == render_json.audit(result.view)
