"""Exact money: none of it, and any of it as text.

Reads nothing, writes nothing. The JSON carries these strings; rounding to cents happens on the pages only.
"""

from decimal import Decimal

ZERO = Decimal(0)


def exact(usd: Decimal) -> str:
    """`usd` as a decimal string: no exponent, every digit, at least two decimals ("0.009", "4.50")."""
    if not usd:
        return "0.00"
    whole, _, fraction = format(usd, "f").partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"
