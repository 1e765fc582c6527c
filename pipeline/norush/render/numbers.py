"""Stage 5, how a value is written: money, shares, counts, times, names. Shared by every page and by the terminal.

Reads nothing, writes nothing. Rounding to cents happens here and in the view's rounding rows, by the same rule.
"""

import re
import shlex
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from norush.view.sums import cents
from norush.view.values import Period

MINUS = "\N{MINUS SIGN}"
_JOINERS = "\u200c\u200d"
"""Part of ordinary words (Persian) and of emoji; they hide nothing."""
_DATED = re.compile(r"-20\d{6}$")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def visible(text: str) -> str:
    """`text` on one line with control, bidi and invisible characters written out (`\\u202e`), so that nothing hides."""
    if text.replace("\u00a0", " ").isprintable():  # a no-break space is the one other space that shows as one
        return text
    return "".join(_shown(each) for each in text)


def _shown(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or character in _JOINERS:
        return character
    if character in "\t\r\n":
        return " "
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def usd(value: Decimal) -> str:
    """Dollars half up to the cent: "$1,234.50", "−$3.00". A trace of money is "under $0.01", never $0.00.

    A trace below zero is a loss, not a gain: "−(under $0.01)".
    """
    printed = cents(value)
    if not printed:
        return "$0.00" if not value else "under $0.01" if value > 0 else f"{MINUS}(under $0.01)"
    return f"{MINUS if printed < 0 else ''}${abs(printed):,.2f}"


def whole_usd(value: Decimal) -> str:
    """Dollars half up to the dollar, for labels of charts; under ten dollars with cents."""
    if abs(value) < 10:
        return usd(value)
    rounded = value.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{MINUS if rounded < 0 else ''}${abs(rounded):,}"


def change(value: Decimal) -> str:
    """A difference with its sign: "+$1.00", "−$3.00", "$0.00"."""
    return f"+{usd(value)}" if cents(value) > 0 else usd(value)


def exact_usd(value: Decimal) -> str:
    """Dollars with every digit that they have, at least two decimals: "$0.0032745"."""
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    return f"{MINUS if value < 0 else ''}${whole}.{fraction.rstrip('0').ljust(2, '0')}"


def unit_price(value: Decimal) -> str:
    """A published price: two decimals, more only where it has them."""
    places = max(2, -int(value.normalize().as_tuple().exponent))
    return f"${value:,.{places}f}"


def share(value: Decimal | None, space: str = " ") -> str:
    """A share of 0..1 in per cent: one decimal, two below 0.1 %; a dash where there is nothing to share."""
    if value is None:
        return "\N{EN DASH}"
    percent = value * 100
    if not percent:
        return f"0{space}%"
    if abs(percent) < Decimal("0.01"):
        return f"under 0.01{space}%"
    step = Decimal("0.01") if abs(percent) < Decimal("0.1") else Decimal("0.1")
    return f"{percent.quantize(step, ROUND_HALF_UP)}{space}%".replace("-", MINUS)


def count(value: int) -> str:
    """A count, exact, with thousands separators."""
    return f"{value:,}".replace("-", MINUS)


def big(value: int) -> str:
    """A count for a headline figure: "8.10 million" from a million on."""
    if value < 1_000_000:
        return count(value)
    return f"{(Decimal(value) / 1_000_000).quantize(Decimal('0.01'), ROUND_HALF_UP)} million"


def weight(value: float) -> str:
    """A weight with its sign and two decimals."""
    return f"{value:+.2f}".replace("-", MINUS)


def probability(value: float) -> str:
    """A confidence with two decimals, never rounded up to certainty."""
    return f"{min(value, 0.99):.2f}" if value < 1 else "1.00"


def when(value: datetime | None, zone: str) -> str:
    """An instant to the minute in `zone`: "2026-10-03 14:07"."""
    return "unknown" if value is None else value.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def clock(value: datetime, zone: str, *, has_seconds: bool = False) -> str:
    """The time of day in `zone`: "14:07", "14:07:30"."""
    return value.astimezone(ZoneInfo(zone)).strftime("%H:%M:%S" if has_seconds else "%H:%M")


def day(value: date) -> str:
    """A day of the period, without its year: "13 October"."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def measure(value: object, zone: str) -> str:
    """A signal's value, whatever its kind; what the log cannot show is said."""
    if value is None:
        return "not in the log"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return when(value, zone)
    if isinstance(value, int):
        return count(value)
    if isinstance(value, (float, Decimal)):
        return format(value, ",.4g" if abs(float(value)) < 1_000 else ",.0f").replace("-", MINUS)
    return visible(str(value))


def days(period: Period) -> str:
    """The days of a period as people write them: "1–31 October 2026"."""
    first, last = period.first_day, period.last_day
    if first == last:
        return _day(last)
    if first.year != last.year:
        return f"{_day(first)} \N{EN DASH} {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_month(first)} \N{EN DASH} {_day(last)}"
    return f"{first.day}\N{EN DASH}{_day(last)}"


def month(period: Period) -> str:
    """The month's name with its year, for a period that is one."""
    return f"{_month(period.first_day)} {period.first_day.year}"


def month_name(first_day: date) -> str:
    """A month by its first day: "October 2026"."""
    return f"{_month(first_day)} {first_day.year}"


def short_model(model: str) -> str:
    """A model id without its date, for narrow cells; the full id stands on the workload's page."""
    return _DATED.sub("", model)


def shell(command: Sequence[str]) -> str:
    """The command as one would type it, folded after each input so that long lines can be read."""
    lines = [shlex.quote(visible(word)) for word in command]
    text, width = "", 0
    for word in lines:
        if width and width + len(word) > 72:
            text, width = f"{text} \\\n  ", 2
        elif text:
            text, width = f"{text} ", width + 1
        text, width = text + word, width + len(word)
    return text


def middle(text: str, longest: int = 64) -> str:
    """`text` cut in its middle, where names differ least."""
    text = visible(text)
    if len(text) <= longest:
        return text
    keep = longest - 1
    return f"{text[: keep - keep // 2]}…{text[len(text) - keep // 2 :]}"


def setting(value: object) -> str:
    """A setting as it was given; one that nobody gave says so."""
    return "not set" if value is None else visible(str(value))


def _day(at: date) -> str:
    return f"{day(at)} {at.year}"


def _month(at: date) -> str:
    return _MONTHS[at.month - 1]
