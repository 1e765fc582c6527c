"""How values are written."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from norush.render import numbers
from norush.view.values import Period


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "$0.00"),
        ("0.004", "under $0.01"),
        ("-0.004", "−(under $0.01)"),
        ("0.005", "$0.01"),
        ("1234.565", "$1,234.57"),
        ("-1234.565", "−$1,234.57"),
        ("10169361.005", "$10,169,361.01"),
    ],
)
def test_usd(value: str, text: str) -> None:
    assert numbers.usd(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("0", "0 %"),
        ("0.2289", "22.9 %"),
        ("0.0003", "0.03 %"),
        ("0.00001", "under 0.01 %"),
        ("-0.5", "−50.0 %"),
        ("1", "100.0 %"),
    ],
)
def test_share(value: str | None, text: str) -> None:
    assert numbers.share(None if value is None else Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("3", "$3.00"), ("0.075", "$0.075"), ("0.30", "$0.30"), ("100", "$100.00")]
)
def test_unit_price(value: str, text: str) -> None:
    assert numbers.unit_price(Decimal(value)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "1–31 October 2026"),
        (date(2026, 10, 5), date(2026, 10, 5), "5 October 2026"),
        (date(2026, 9, 28), date(2026, 10, 2), "28 September – 2 October 2026"),
        (date(2025, 12, 31), date(2026, 1, 1), "31 December 2025 – 1 January 2026"),
    ],
)
def test_days(first: date, last: date, text: str) -> None:
    any_time = datetime(2026, 1, 1)
    assert numbers.days(Period("p", any_time, any_time, "UTC", first, last, False)) == text


def test_what_hides_is_written_out() -> None:
    assert numbers.visible("a\u202eb\x1b[31mc\u200bd\u2066e\x85") == "a\\u202eb\\u001b[31mc\\u200bd\\u2066e\\u0085"
    assert numbers.visible("résumé 日本語 👩‍💻") == "résumé 日本語 👩‍💻"
    assert numbers.visible("two\nlines\tand a tab") == "two lines and a tab"
