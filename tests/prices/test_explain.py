"""What applies when and why, and what other sources say."""

from datetime import date
from decimal import Decimal

from norush.prices import load_book
from norush.prices.explain import explain, latest, other_sources

BOOK = load_book()


def test_a_day_chooses_one_row_of_each_speed() -> None:
    found = explain(BOOK, "claude-opus-4-6", at=date(2026, 3, 1))
    assert [(card.speed, card.prompt_band) for card in found.cards] == [
        ("fast", "any"),
        ("standard", "short"),
        ("standard", "long"),
    ]
    assert explain(BOOK, "claude-opus-4-6", at=date(2026, 1, 1)).cards == ()


def test_a_model_of_one_platform_needs_no_provider() -> None:
    found = explain(BOOK, "anthropic.claude-haiku-4-5")
    assert (found.resolved.platform, found.resolved.model_id) == ("bedrock-regional", "claude-haiku-4-5-20251001")
    assert "anthropic" in found.also_on


def test_the_newest_row_of_each_model() -> None:
    rows = latest(BOOK.cards)
    assert len({card.series for card in rows}) == len({card.series for card in BOOK.cards})
    (sonnet,) = (card for card in rows if card.series == ("anthropic", "claude-sonnet-5-5", "standard"))
    assert sonnet.cache_read_usd_per_mtok == Decimal("0.1")


def test_every_other_price_stands_beside_a_row_of_the_book() -> None:
    others = other_sources(BOOK.cards)
    assert all(each.price_card and each.book_usd_per_mtok is not None and each.who and each.dated for each in others)
    assert all(each.why or each.agrees for each in others), "a difference has its explanation"
    assert not any(each.why and each.agrees for each in others), "an explained difference that is none"


def test_the_articles_disagree_with_each_other_and_with_the_official_page() -> None:
    said = {(each.who[:9], each.model_id, each.kind): each for each in other_sources(BOOK.cards)}
    haiku = [said[article, "claude-haiku-4-5-20251001", "input"] for article in ("article A", "article B")]
    assert [each.agrees for each in haiku] == [True, False]
    assert [each.says_usd_per_mtok for each in haiku] == [1, Decimal("0.25")]
    opus = [said[article, "claude-opus-4-7", "output"] for article in ("article A", "article B")]
    assert [each.says_usd_per_mtok / (each.book_usd_per_mtok or 0) for each in opus] == [3, 3]
