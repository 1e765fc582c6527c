"""What the proxy of the demo writes into its `spend` column: its own estimate, call by call.

Reads nothing, writes nothing. Money is whole numbers of 1e-10 USD, so that half a price is exact. The
figures are the list prices of October 2026; an audit does not read them, it has its own price book.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from norush.demo.calls import OK, Call

PER_USD = 10**10
WEB_SEARCH = PER_USD // 100


class Rates(NamedTuple):
    """Prices of one model, in 1e-10 USD a token (USD per million tokens times 10,000)."""

    input: int
    output: int
    write_5m: int
    read: int


def _ms(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp()) * 1000


RATES: dict[str, tuple[tuple[int, Rates], ...]] = {
    # (valid from, rates), newest first
    "claude-haiku-4-5-20251001": ((0, Rates(10_000, 50_000, 12_500, 1_000)),),
    "claude-haiku-5-5": ((0, Rates(1_000, 5_000, 1_250, 100)),),
    "claude-sonnet-5": ((0, Rates(20_000, 100_000, 25_000, 2_000)),),
    "claude-sonnet-5-5": (
        (_ms(2026, 10, 7), Rates(20_000, 100_000, 25_000, 1_000)),
        (0, Rates(20_000, 100_000, 25_000, 2_000)),
    ),
    "claude-opus-4-8": ((0, Rates(50_000, 250_000, 62_500, 5_000)),),
    "claude-opus-5": ((0, Rates(50_000, 250_000, 62_500, 5_000)),),
    "claude-opus-5-5": ((0, Rates(40_000, 200_000, 50_000, 2_000)),),
}


def spend(model: str, call: Call) -> str:
    """The estimate in USD as decimal text. A model that the proxy cannot price is 0, as in real life."""
    if call.http_status != OK or call.is_response_cache_hit or model not in RATES:
        return "0.0"
    rates = next(rates for since, rates in RATES[model] if since <= call.start_ms)
    amount = (
        call.input_tokens * rates.input
        + call.output_tokens * rates.output
        + call.write_tokens * rates.write_5m
        + call.read_tokens * rates.read
    )
    if call.service_tier == "batch":
        amount //= 2
    amount += call.searches * WEB_SEARCH
    return f"{amount // PER_USD}.{amount % PER_USD:010d}"
