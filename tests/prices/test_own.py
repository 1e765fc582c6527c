"""Prices of a user's own: what a TOML file may say, what it changes, and what is refused."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from norush.errors import PriceBookError
from norush.prices import PriceBook, PriceCard, load_book, resolve
from norush.prices.models import names_of

PRIVATE = """\
[currency]
EUR = 1.0847

[[price]]
platform = "house"
model = "house-large"
valid_from = 2026-01-01
currency = "EUR"
input_per_mtok = 2.75
output_per_mtok = 8
cache_read_per_mtok = 0.275
batch_input_per_mtok = 1.375
batch_output_per_mtok = 4
source = "rate card 7"
"""
DISCOUNT = """\
[[discount]]
platform = "anthropic"
models = ["claude-haiku-4-5"]
percent_off = 12.5
valid_from = 2026-03-01
valid_until = 2026-06-01
source = "order form 4711"
"""


def book_of(folder: Path, text: str) -> PriceBook:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load_book(folder / "own.toml")


def series(book: PriceBook, *names: str) -> list[PriceCard]:
    return [card for card in book.cards if card.series == names]


def test_another_currency_is_converted_once_to_a_millionth(tmp_path: Path) -> None:
    (card,) = series(book_of(tmp_path, PRIVATE), "house", "house-large", "standard")
    assert card.input_usd_per_mtok == Decimal("2.982925")  # 2.75 * 1.0847
    assert card.cache_read_usd_per_mtok == Decimal("0.298293")  # 0.2982925, half up
    assert card.batch_input_usd_per_mtok == Decimal("1.491463")  # 1.49146250
    assert card.source == "rate card 7 (EUR at 1.0847 USD)"


@pytest.mark.parametrize(
    ("platform", "model", "provider", "logged"),
    [
        ("House", "House-Large", "house", "house-large"),
        ("house", "house-large", "House", "HOUSE-LARGE"),
        ("google", "my-model", "google", "my-model"),
        ("vertex", "my-model", "vertex_ai", "vertex_ai/my-model"),
        ("aws", "my-model", "amazon-bedrock", "my-model"),
        ("bedrock", "my-model", "bedrock", "bedrock/my-model"),
        ("openrouter", "anthropic/claude-sonnet-4.6", "openrouter", "anthropic/claude-sonnet-4.6"),
        ("openrouter", "claude-sonnet-4.6", "openrouter", "anthropic/claude-sonnet-4.6"),
        ("anthropic", "claude-haiku-4-5", "anthropic", "claude-haiku-4-5-20251001"),
        ("Anthropic", "claude-haiku-4-5-20251001", "anthropic", "claude-haiku-4-5"),
        ("google", "gemini-2.5-pro", "google", "gemini-2.5-pro"),
        ("bedrock-regional", "claude-haiku-4-5", "bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0"),
        ("openai", "gpt-4o-2024-08-06", "openai", "gpt-4o-2024-08-06"),
    ],
)
@pytest.mark.parametrize("kind", ["own.toml", "own.csv"])
def test_a_price_of_your_own_meets_its_requests(
    tmp_path: Path, platform: str, model: str, provider: str, logged: str, kind: str
) -> None:
    toml = PRIVATE.replace('"house"', f'"{platform}"').replace('"house-large"', f'"{model}"')
    csv = (
        f"platform,model_id,speed,valid_from,input_usd_per_mtok,output_usd_per_mtok,source\n{platform},{model},standard"
    )
    (tmp_path / kind).write_text(
        toml if kind == "own.toml" else f"{csv},2026-01-01,2,8,rate card 7\n", encoding="utf-8"
    )
    book = load_book(tmp_path / kind)
    found = resolve(provider, logged, None, names_of(book))
    cards = [card for card in book.cards if (card.platform, card.model_id) == (found.platform, found.model_id)]
    assert [card.source.split(" (")[0] for card in cards] == ["rate card 7"]


@pytest.mark.parametrize(
    ("platform", "model"),
    [
        ("openrouter", "vertex_ai/my-model"),
        ("house", "arn:aws:bedrock:us-east-1:1:inference-profile/my-model"),
        ("house", "my-model@20260101"),
        ("house-regional", "my-model"),
    ],
)
def test_a_price_that_no_request_could_meet_is_refused(tmp_path: Path, platform: str, model: str) -> None:
    text = PRIVATE.replace('"house"', f'"{platform}"').replace('"house-large"', f'"{model}"')
    with pytest.raises(PriceBookError, match=r"own\.toml: the price of .* would never apply"):
        book_of(tmp_path, text)


def test_a_discount_holds_in_its_time_and_nowhere_else(tmp_path: Path) -> None:
    book = book_of(tmp_path, DISCOUNT)
    before, during, after = series(book, "anthropic", "claude-haiku-4-5-20251001", "standard")
    assert [card.valid_from.date().isoformat() for card in (before, during, after)] == [
        "2025-10-15",
        "2026-03-01",
        "2026-06-01",
    ]
    assert before.valid_until == datetime(2026, 3, 1, tzinfo=UTC)
    assert after.valid_until is None
    assert before.input_usd_per_mtok == after.input_usd_per_mtok == 1
    assert during.input_usd_per_mtok == Decimal("0.875")
    assert during.cache_write_5m_usd_per_mtok == Decimal("1.09375")
    assert during.batch_output_usd_per_mtok == Decimal("2.1875")
    assert during.web_search_usd == Decimal("0.01"), "a fee is no token price"
    assert during.source.startswith("order form 4711: 12.5 % off platform.claude.com")
    others = [card for card in book.cards if card.model_id != "claude-haiku-4-5-20251001"]
    assert others == [card for card in load_book().cards if card.model_id != "claude-haiku-4-5-20251001"]


def test_a_discount_on_everything_reaches_long_prompts_and_fast_mode(tmp_path: Path) -> None:
    book = book_of(tmp_path, DISCOUNT.replace('models = ["claude-haiku-4-5"]\n', "").replace("12.5", "10"))
    (shipped,) = (c for c in load_book().cards if c.price_card == "anthropic/claude-opus-4-6/fast/any@2026-02-07")
    changed = [card for card in book.cards if card.source.startswith("order form")]
    assert {card.speed for card in changed} == {"standard", "fast"}
    assert {card.prompt_band for card in changed} == {"any", "short", "long"}
    fast = next(card for card in changed if card.series == shipped.series)
    assert fast.input_usd_per_mtok == shipped.input_usd_per_mtok * Decimal("0.9")
    assert all(card.platform == "anthropic" for card in changed)


def test_a_price_of_your_own_is_not_discounted(tmp_path: Path) -> None:
    own = PRIVATE.replace('"house"', '"anthropic"').replace('"house-large"', '"claude-sonnet-4-6"')
    everything = DISCOUNT.replace('models = ["claude-haiku-4-5"]\n', "")
    (card,) = series(book_of(tmp_path, own + everything), "anthropic", "claude-sonnet-4-6", "standard")
    assert card.source.startswith("rate card 7")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"no \[\[price\]\]"),
        ("[[prices]]\n", "unknown key 'prices'"),
        ("[price]\nplatform = 'a'\n", "two brackets"),
        (PRIVATE.replace("input_per_mtok", "input"), r"price 1 \(house-large\): unknown key batch_input"),
        (PRIVATE.replace("EUR = 1.0847", "EUR = 0"), "what one unit is in USD"),
        (PRIVATE.replace("EUR = 1.0847", ""), "does not say what one EUR"),
        (PRIVATE.replace('source = "rate card 7"', ""), "source is missing"),
        (PRIVATE.replace("2026-01-01", '"January"'), "is no day"),
        (PRIVATE.replace("= 2.75", "= -2.75"), "must be at least 0"),
        (PRIVATE.replace("= 2.75", "= true"), "no text, number or day"),
        (PRIVATE + PRIVATE.partition("\n\n")[2], "begins before"),
        (
            PRIVATE.replace("1.0847", "999999").replace("= 2.75", "= 999999"),
            "input_usd_per_mtok 999999 is 999,998,000,001.00 USD",
        ),
        (PRIVATE.replace("= 2.75", "= 10_000"), "input_usd_per_mtok 10000 is 10,847.00 USD, and must be below 10,000"),
        (PRIVATE.replace("= 2.75", "= 1e999999999999"), "input_per_mtok must be at least 0 and below"),
        (PRIVATE.replace("= 2.75", "= nan"), "input_per_mtok must be at least 0 and below"),
        (PRIVATE.replace("= 2.75", f"= {'9' * 5_000}"), "cannot be read as prices"),
        (PRIVATE + "web_search = 5_000\n", "web_search_usd 5000 is 5,423.50 USD, and must be below 1,000"),
        (PRIVATE + "over_tokens = 99_999_999_999\n", "over_tokens must be at least 0 and below"),
        (PRIVATE + f"over_tokens = '{'9' * 30}'\n", "over_tokens 9+ must be at most 1,000,000,000"),
        (DISCOUNT.replace("12.5", "nan"), "above 0 and at most 100"),
        (DISCOUNT.replace("12.5", "0"), "above 0 and at most 100"),
        (DISCOUNT.replace("12.5", "120"), "above 0 and at most 100"),
        (DISCOUNT.replace("claude-haiku-4-5", "claude-haiku"), "no shipped price of claude-haiku on anthropic"),
        (DISCOUNT.replace('"anthropic"', '"antropic"'), "no shipped price of .* on antropic"),
        (DISCOUNT.replace("2026-06-01", "2026-02-01"), "valid_until must be after"),
        (DISCOUNT + DISCOUNT.replace("2026-03-01", "2026-05-31"), "on the same day as"),
        (DISCOUNT.replace('models = ["claude-haiku-4-5"]', 'models = "all"'), "models is a list"),
        ("[[price]\n", "cannot be read as prices"),
    ],
)
def test_what_cannot_be_right_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PriceBookError, match=message) as caught:
        book_of(tmp_path, text)
    assert "own.toml" in str(caught.value) or "begins before" in str(caught.value)
