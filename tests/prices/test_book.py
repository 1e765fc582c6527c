"""The price book: what it holds, and what it refuses."""

import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from goldens import check
from norush.errors import PriceBookError
from norush.prices import BOOK_VERSION, PriceCard, load_book
from norush.prices.book import book_of
from norush.prices.cards import read_cards
from norush.prices.explain import holds
from norush.prices.tables import CARD_COLUMNS

REPOSITORY = Path(__file__).resolve().parents[2]
HEADER = "platform,model_id,speed,valid_from,valid_until,input_usd_per_mtok,output_usd_per_mtok,source"


def card(price_card: str) -> PriceCard:
    (found,) = (card for card in load_book().cards if card.price_card == price_card)
    return found


def test_the_shipped_book_is_complete() -> None:
    book = load_book()
    assert book.version == BOOK_VERSION
    assert len({card.price_card for card in book.cards}) == len(book.cards)
    assert {card.platform for card in book.cards} == {
        "anthropic",
        "bedrock",
        "bedrock-regional",
        "vertex",
        "vertex-regional",
        "openai",
        "gemini",
    }
    for each in book.cards:
        assert each.source
        assert each.checked_on is not None
        if each.batch_input_usd_per_mtok is not None:
            assert [each.batch_input_usd_per_mtok, each.batch_output_usd_per_mtok] == [
                each.input_usd_per_mtok / 2,
                each.output_usd_per_mtok / 2,
            ]


def test_no_cloud_has_a_verified_batch_price() -> None:
    batched = {each.platform for each in load_book().cards if each.batch_input_usd_per_mtok is not None}
    assert batched == {"anthropic", "openai", "gemini"}
    assert card("anthropic/claude-3-sonnet-20240229/standard/any@2024-03-04").batch_input_usd_per_mtok is None


def test_a_long_prompt_scales_the_cache_prices_and_the_batch_prices() -> None:
    long = card("anthropic/claude-haiku-5-5/standard/long@2026-10-07")
    assert long.over_tokens == 100_000
    assert long.input_usd_per_mtok == Decimal("0.5")
    assert long.output_usd_per_mtok == Decimal("2.5")
    assert long.cache_write_5m_usd_per_mtok == Decimal("0.625")
    assert long.cache_write_1h_usd_per_mtok == 1
    assert long.cache_read_usd_per_mtok == Decimal("0.05")
    assert long.batch_input_usd_per_mtok == Decimal("0.25")
    assert long.batch_output_usd_per_mtok == Decimal("1.25")


def test_days_begin_at_midnight_utc() -> None:
    changed = card("anthropic/claude-sonnet-5-5/standard/any@2026-09-28")
    assert changed.valid_until == datetime(2026, 10, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("anthropic,m,standard,2026-01-01,,-3,15,s", "input_usd_per_mtok -3 must be at least 0"),
        ("anthropic,m,standard,2026-01-01,,three,15,s", "'three' is no number"),
        ("anthropic,m,standard,2026-01-01,,NaN,15,s", "must be at least 0"),
        ("anthropic,m,standard,2026-01-01,,0.0000001,15,s", "more than six decimals"),
        ("anthropic,m,standard,2026-01-32,,3,15,s", "is no day"),
        ("anthropic,m,standard,2026-01-02,2026-01-02,3,15,s", "valid_until must be after"),
        ("anthropic,m,quick,2026-01-01,,3,15,s", "speed must be standard or fast"),
        ("anthropic,,standard,2026-01-01,,3,15,s", "model_id is empty"),
        ("anthropic,m,standard,2026-01-01,,3,15,", "source is empty"),
        ("anthropic,m,standard,2026-01-01,,3,15", "not as many cells"),
        ("anthropic,m,standard,2026-01-01,,3,15,s,more", "not as many cells"),
    ],
)
def test_a_wrong_row_is_named(rows: str, message: str) -> None:
    with pytest.raises(PriceBookError, match=message) as caught:
        read_cards(f"{HEADER}\n{rows}\n", "mine.csv")
    assert str(caught.value).startswith("mine.csv, row 2")


@pytest.mark.parametrize(
    ("columns", "cells", "message"),
    [
        ("batch_input_usd_per_mtok", "1.5", "both batch prices or neither"),
        ("batch_cache_read_usd_per_mtok", "0.15", "need the two batch prices"),
        ("over_tokens", "200000", "go together"),
        ("over_tokens,long_input_usd_per_mtok,long_output_usd_per_mtok", "1e5,6,22.5", "no number of tokens"),
        ("over_tokens,long_input_usd_per_mtok,long_output_usd_per_mtok", "200000,7,22.5", "four decimals"),
        ("us_factor", "11", "below 10"),
    ],
)
def test_prices_that_do_not_fit_together_are_refused(columns: str, cells: str, message: str) -> None:
    with pytest.raises(PriceBookError, match=message):
        read_cards(f"{HEADER},{columns}\nanthropic,m,standard,2026-01-01,,3,15,s,{cells}\n", "mine.csv")


def test_unknown_and_missing_columns_are_refused() -> None:
    with pytest.raises(PriceBookError, match=r"unknown column price.*column output_usd_per_mtok is missing"):
        read_cards("platform,model_id,speed,valid_from,input_usd_per_mtok,source,price\n", "mine.csv")


@pytest.mark.parametrize("until", ["", "2026-02-02"])
def test_overlapping_rows_are_refused(until: str) -> None:
    text = f"{HEADER}\na,m,standard,2026-01-01,{until},3,15,s\na,m,standard,2026-02-01,,2,10,s\n"
    with pytest.raises(PriceBookError, match=r"a/m/standard: the row from 2026-02-01"):
        book_of("test", read_cards(text, "mine.csv"))


def test_the_same_row_twice_is_refused() -> None:
    text = f"{HEADER}\na,m,standard,2026-01-01,,3,15,s\na,m,standard,2026-01-01,,3,15,s\n"
    with pytest.raises(PriceBookError):
        book_of("test", read_cards(text, "mine.csv"))


def test_gaps_and_touching_rows_are_allowed() -> None:
    rows = ("2026-01-01,2026-02-01", "2026-02-01,2026-03-01", "2026-04-01,")
    text = "\n".join([HEADER, *(f"a,m,standard,{dates},3,15,s" for dates in rows)])
    assert len(book_of("test", read_cards(text, "mine.csv")).cards) == 3


def test_overrides_replace_all_rows_of_their_model(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        f"{HEADER},batch_input_usd_per_mtok,batch_output_usd_per_mtok\n"
        "anthropic,claude-sonnet-4-6,standard,2026-01-01,,2.4,12,our contract,1.2,6\n"
    )
    book = load_book(mine)
    ours = [each for each in book.cards if each.series == ("anthropic", "claude-sonnet-4-6", "standard")]
    assert [each.input_usd_per_mtok for each in ours] == [Decimal("2.4")]
    assert book.version == f"{BOOK_VERSION}+mine.csv"


def test_overrides_that_cannot_be_read_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(PriceBookError, match="cannot be read as prices"):
        load_book(tmp_path / "missing.csv")


@pytest.mark.parametrize("model_id", ["claude-opus-4-1-20250805", "claude-3-haiku-20240307"])
def test_a_retired_model_has_no_batch_price_from_then_on(model_id: str) -> None:
    ours = [each for each in load_book().cards if each.series == ("anthropic", model_id, "standard")]
    assert [each.batch_input_usd_per_mtok is None for each in ours] == [False, True]
    assert ours[0].input_usd_per_mtok == ours[1].input_usd_per_mtok
    assert "retired the model on" in ours[1].source


def test_prices_of_other_makers_are_what_their_sources_say_now() -> None:
    command = [sys.executable, str(REPOSITORY / "docs" / "make" / "other_prices.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}Run: python docs/make/other_prices.py"


def test_other_makers_are_dated_and_sourced_and_never_earlier_than_known() -> None:
    for each in load_book().cards:
        if each.platform in ("openai", "gemini"):
            assert each.source.startswith("genai-prices ")
            assert " dated by http" in each.source
            assert each.checked_on is not None


def test_long_prompts_and_cache_writes_of_another_maker() -> None:
    """GPT-6 Sol: over 272,000 tokens input and cache cost twice, output one and a half times as much; flex is half."""
    short, long = (card(f"openai/gpt-6-sol/standard/{band}@2026-10-12") for band in ("short", "long"))
    prices = [short.input_usd_per_mtok, short.output_usd_per_mtok, short.cache_write_5m_usd_per_mtok]
    assert prices == [2, 10, Decimal("2.5")]
    assert [long.input_usd_per_mtok, long.output_usd_per_mtok, long.cache_read_usd_per_mtok] == [4, 15, Decimal("0.4")]
    assert [long.batch_input_usd_per_mtok, long.batch_cache_read_usd_per_mtok] == [2, Decimal("0.2")]
    assert [short.flex_factor, short.priority_factor, short.over_tokens] == [Decimal("0.5"), 2, 272_000]


def test_where_sources_disagree_about_batched_cache_reads_there_is_none() -> None:
    """OpenAI's batch table lists no cached input for GPT-4o; Gemini 2.5 keeps the standard price in a batch."""
    assert card("openai/gpt-4o/standard/any@2026-10-12").batch_cache_read_usd_per_mtok is None
    flash = card("gemini/gemini-2.5-flash/standard/any@2026-04-20")
    assert flash.batch_cache_read_usd_per_mtok == flash.cache_read_usd_per_mtok == Decimal("0.03")


def test_history_is_not_overwritten(request: pytest.FixtureRequest) -> None:
    """A changed price closes its row and adds one, whoever wrote the row. A mistake is corrected with --accept."""
    rows = []
    for each in load_book().cards:
        until = f"{each.valid_until:%Y-%m-%d}" if each.valid_until else "on"
        prices = [value for name in CARD_COLUMNS if isinstance(value := getattr(each, name), Decimal)]
        rows.append(" ".join([each.price_card, until, *(format(price.normalize(), "f") for price in prices)]))
    check("price_rows.txt", "\n".join([*rows, ""]), accept=request.config.getoption("--accept"))


@pytest.mark.parametrize(
    ("model", "speed", "day", "least"),
    [
        ("claude-sonnet-4-6", "standard", "2026-02-26", 1_024),
        ("claude-sonnet-4-6", "standard", "2026-02-27", 2_048),
        ("claude-sonnet-4-6", "standard", "2026-05-13", 2_048),
        ("claude-sonnet-4-6", "standard", "2026-05-14", 1_024),
        ("claude-opus-4-7", "standard", "2026-06-09", 4_096),
        ("claude-opus-4-7", "standard", "2026-06-10", 2_048),
        ("claude-opus-4-7", "fast", "2026-06-09", 4_096),
        ("claude-opus-4-7", "fast", "2026-06-10", 2_048),
    ],
)
def test_the_least_that_is_cached_changed_on_its_day(model: str, speed: str, day: str, least: int) -> None:
    """docs/prices.md: the days are those of the documentation's own history, and about right."""
    series = ("anthropic", model, speed)
    found = [each for each in load_book().cards if each.series == series and holds(each, date.fromisoformat(day))]
    assert {each.min_cacheable_tokens for each in found} == {least}
