"""The book against genai-prices and model-prices: every model and kind they know, on the first and last day of a row.

Each disagreement is in `known_disagreements.toml`, and each model and kind that they price and the book does not is in
`not_in_the_book.toml`, explained and dated; a new one, or one that is gone, fails here. OpenAI's and Gemini's rows were
taken from where both agreed: of these the comparison says what the libraries have changed since, and no more.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import genai_prices.types as genai
import model_prices
import pytest
from genai_prices import data

from norush.prices import PriceCard, load_book, resolve

HERE = Path(__file__).parent
KNOWN = tomllib.loads((HERE / "known_disagreements.toml").read_text(encoding="utf-8"))["disagreement"]
LACKING = tomllib.loads((HERE / "not_in_the_book.toml").read_text(encoding="utf-8"))
LOOKED_ON = date(2026, 11, 22)
GENAI_PROVIDER = {
    "anthropic": "anthropic",
    "bedrock": "aws",
    "bedrock-regional": "aws",
    "vertex": "google",  # no prices of regions
    "openai": "openai",
    "gemini": "google",
}
MODEL_PRICES_PROVIDER = {"anthropic": "anthropic", "openai": "openai", "gemini": "google"}
GENAI_FIELDS = {
    "input": "input_mtok",
    "output": "output_mtok",
    "cache_write_5m": "cache_write_mtok",
    "cache_write_1h": "cache_write_1h_mtok",
    "cache_read": "cache_read_mtok",
}
MODEL_PRICES_FIELDS = {
    "input": "input",
    "output": "output",
    "cache_write_5m": "cache_write",
    "cache_read": "cache_read",
}


@dataclass(frozen=True, slots=True, order=True)
class Opinion:
    """One price of one day by somebody else, beside the book's."""

    who: str
    platform: str
    model_id: str
    speed: str
    band: str
    kind: str
    on: date
    theirs: Decimal
    ours: Decimal | None


def all_opinions() -> Iterator[Opinion]:
    for card in load_book().cards:
        last = min(card.valid_until.date() - timedelta(days=1) if card.valid_until else LOOKED_ON, LOOKED_ON)
        for day in sorted({card.valid_from.date(), last}):
            for who, prices in (("genai-prices", by_genai(card, day)), ("model-prices", by_model_prices(card, day))):
                for kind, theirs in prices.items():
                    ours = card.web_search_usd if kind == "web_search" else getattr(card, f"{kind}_usd_per_mtok")
                    if theirs is not None:
                        key = (who, card.platform, card.model_id, card.speed, card.prompt_band, kind, day)
                        yield Opinion(*key, theirs, ours)


def genai_model(card: PriceCard) -> genai.ModelInfo | None:
    """The model of genai-prices that a card is a price of."""
    provider = next((each for each in data.providers if each.id == GENAI_PROVIDER.get(card.platform)), None)
    prefix = {"bedrock": "global.anthropic.", "bedrock-regional": "us.anthropic."}.get(card.platform, "")
    return provider.find_model(prefix + card.model_id) if provider else None


def by_genai(card: PriceCard, day: date) -> dict[str, Decimal | None]:
    """What genai-prices says by kind; nothing where it does not know the model or the kind."""
    model = genai_model(card)
    if model is None:
        return {}
    when = {"speed": "fast"} if card.speed == "fast" else {}
    found: dict[str, Decimal | None] = {}
    standard = prices_of(model, day, when)
    batch = prices_of(model, day, {"processing": "batch"}) if not when else None
    for prices, name in ((standard, ""), (batch, "batch_")):
        for kind, field in GENAI_FIELDS.items():
            found[name + kind] = at_length(getattr(prices, field, None), card)
    searches = getattr(prices_of(model, day, {}), "web_searches_kcount", None)
    found["web_search"] = searches / 1000 if isinstance(searches, Decimal) else None
    return found


def prices_of(model: genai.ModelInfo, day: date, when: dict[str, str]) -> genai.ModelPrice | None:
    if not when:
        if not isinstance(model.prices, list):
            return model.prices
        return [each.prices for each in model.prices if holds(each.constraint, day)][-1]
    variants = [each for each in model.price_variants or [] if each.when == when and holds(each.constraint, day)]
    return variants[-1].prices if variants else None


def holds(constraint: object, day: date) -> bool:
    return not isinstance(constraint, genai.StartDateConstraint) or constraint.start_date <= day


def at_length(price: object, card: PriceCard) -> Decimal | None:
    """The price that the library charges for a prompt of this card's length."""
    if isinstance(price, genai.TieredPrices):
        length = {"long": (card.over_tokens or 0) + 1, "short": card.over_tokens or 0}.get(card.prompt_band, 900_000)
        return ([tier.price for tier in price.tiers if length > tier.start] or [price.base])[-1]
    return price if isinstance(price, Decimal) else None


def by_model_prices(card: PriceCard, day: date) -> dict[str, Decimal | None]:
    """What model-prices says by kind, on days that its history covers."""
    provider = MODEL_PRICES_PROVIDER.get(card.platform)
    name = model_prices.resolve(card.model_id, provider, strict=True) if provider else None
    if name is None or day > model_prices.data_as_of().date():
        return {}
    noon = datetime.combine(day, time(23, 59, 59), UTC)
    found: dict[str, Decimal | None] = {}
    for mode, prefix in ((None if card.speed == "standard" else "fast", ""), ("batch", "batch_")):
        rates = model_prices.rates(name[1], at=noon, provider=provider, mode=mode)
        if rates is None or datetime.fromisoformat(rates.valid_from.replace("Z", "+00:00")) > noon:
            continue
        length = {"long": (card.over_tokens or 0) + 1, "short": card.over_tokens or 0}.get(card.prompt_band, 900_000)
        tiers = [tier for tier in rates.tiers if length > tier.above]
        for kind, field in MODEL_PRICES_FIELDS.items():
            value = getattr(tiers[-1], field) if tiers else None
            value = getattr(rates, field) if value is None else value
            found[prefix + kind] = None if value is None else Decimal(str(value))
        # OpenAI's multiple is of a cache of twelve hours, which the book does not have.
        if rates.cache_write_1h_multiple is not None and card.platform == "anthropic":
            base = Decimal(str(found[prefix + "input"]))
            found[prefix + "cache_write_1h"] = base * Decimal(str(rates.cache_write_1h_multiple))
    return found


@pytest.fixture(scope="module")
def opinions() -> list[Opinion]:
    return list(all_opinions())


def test_they_know_most_of_the_book(opinions: list[Opinion]) -> None:
    """Otherwise agreement would mean little: rows with a second opinion on their input price, by who gave it."""
    cards = {(card.platform, card.model_id, card.speed) for card in load_book().cards}
    for who, platforms in (("genai-prices", GENAI_PROVIDER), ("model-prices", MODEL_PRICES_PROVIDER)):
        asked = {series for series in cards if series[0] in platforms}
        answered = {(each.platform, each.model_id, each.speed) for each in opinions if each.who == who}
        assert len(answered & asked) >= 0.9 * len(asked)
    assert {each.kind for each in opinions} >= {"batch_cache_read", "cache_write_1h", "web_search", "output"}


def test_every_disagreement_is_known_and_every_known_one_is_there(opinions: list[Opinion]) -> None:
    found = {
        (each.who, each.platform, each.model_id, each.speed, each.band, each.kind, each.on, each.theirs.normalize())
        for each in opinions
        if each.ours is not None and each.theirs != each.ours
    }
    known = {
        (
            *(entry[key] for key in ("who", "platform", "model_id", "speed", "band")),
            kind,
            day,
            Decimal(theirs).normalize(),
        )
        for entry in KNOWN
        for kind, theirs in entry["theirs"].items()
        for day in entry["on"]
    }
    assert found - known == set(), "new: look at the provider's page, then correct the book or explain it"
    assert known - found == set(), "gone: take it out"


@pytest.mark.parametrize("entry", KNOWN, ids=lambda entry: f"{entry['who']}-{entry['model_id']}")
def test_a_known_disagreement_is_explained_and_dated(entry: dict[str, object]) -> None:
    assert str(entry["why"]).endswith(".")
    assert isinstance(entry["looked_on"], date)
    who = str(entry["who"])
    assert entry["version"] == f"{who} {version(who)}", "look again, with the new version"


def lacking_models() -> set[tuple[str, str, str]]:
    """(who, their provider, their model) of every model that they price and the book has not; of clouds only Claude."""
    cards = load_book().cards
    used = {(GENAI_PROVIDER[card.platform], model.id) for card in cards if (model := genai_model(card))}
    found = {
        ("genai-prices", provider.id, model.id)
        for provider in data.providers
        for model in provider.models
        if provider.id in set(GENAI_PROVIDER.values()) and (provider.id != "aws" or "claude" in model.id)
        if (provider.id, model.id) not in used
    }
    priced = {(card.platform, card.model_id) for card in cards}
    snapshot = json.loads((files("model_prices") / "snapshot.json").read_text(encoding="utf-8"))["prices"]
    for platform, provider in MODEL_PRICES_PROVIDER.items():
        for model in snapshot[provider]:
            known = resolve(platform, model)
            if (known.platform, known.model_id) not in priced:
                found.add(("model-prices", provider, model))
    return found


def lacking_kinds(opinions: list[Opinion]) -> set[tuple[str, str, str, str]]:
    """(who, platform, model and speed, kind) of every price that they have for a row of the book that has none."""
    return {
        (each.who, each.platform, each.model_id + (" fast" if each.speed == "fast" else ""), each.kind)
        for each in opinions
        if each.ours is None
    }


def test_what_they_price_and_the_book_does_not_is_known(opinions: list[Opinion]) -> None:
    models = [(each["who"], each["provider"], name) for each in LACKING["models"] for name in each["models"]]
    assert lacking_models() == set(models)
    kinds = [
        (each["who"], each["platform"], model, kind)
        for each in LACKING["kinds"]
        for model in each["models"]
        for kind in each["kinds"]
    ]
    assert lacking_kinds(opinions) == set(kinds)
    assert (len(models), len(kinds)) == (len(set(models)), len(set(kinds)))


@pytest.mark.parametrize("entry", [*LACKING["models"], *LACKING["kinds"]], ids=lambda entry: str(entry["why"])[:40])
def test_what_is_not_in_the_book_is_explained_and_dated(entry: dict[str, object]) -> None:
    assert str(entry["why"]).endswith(".")
    assert isinstance(entry["looked_on"], date)
    assert entry["version"] == f"{entry['who']} {version(str(entry['who']))}", "look again, with the new version"


@pytest.mark.parametrize("platform", ["bedrock", "vertex"])
def test_a_region_costs_a_tenth_more(platform: str) -> None:
    """The rule of Anthropic's page, for every price: neither library has Vertex's regions."""
    cards = {(card.platform, card.model_id, card.prompt_band, card.valid_from): card for card in load_book().cards}
    checked = 0
    for (place, *rest), regional in cards.items():
        if place == f"{platform}-regional":
            everywhere = cards[platform, *rest]  # type: ignore[index]
            for kind in (*GENAI_FIELDS, "batch_input", "batch_output"):
                price, base = (getattr(card, f"{kind}_usd_per_mtok") for card in (regional, everywhere))
                assert price == (None if base is None else base * Decimal("1.1")), (regional.price_card, kind)
                checked += price is not None
    assert checked > 50
