"""Exact money as text."""

from decimal import Decimal

import pytest

from norush.money import exact


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        ("0", "0.00"),
        ("-0.0000000000000000", "0.00"),
        ("0.0090000000000000", "0.009"),
        ("4.5", "4.50"),
        ("1E+3", "1000.00"),
        ("-3", "-3.00"),
        ("0.0000000000000001", "0.0000000000000001"),
        ("9999999999999999999999.1234567890123456", "9999999999999999999999.1234567890123456"),
    ],
)
def test_exact(usd: str, text: str) -> None:
    assert exact(Decimal(usd)) == text
