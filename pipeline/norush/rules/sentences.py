"""How a sentence of a rule writes its figures: each in braces, with the name of its signal and a form.

Judgement; reads nothing; returns text. This is the one place where they get their form, so that all sentences read
alike: `{requests:,.0f}` is 1,200, `{interval_share:.0%}` is 97 %, `{even_interval_s:span}` is 4 h, and
`{requests:,.0f|request is|requests are}` is "1 request is" or "1,200 requests are".
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from string import Formatter

from norush.durations import duration
from norush.errors import RuleError

_WIDEST = 99
"""Figures of a sentence are no wider and have no more decimals: a format can ask for a gigabyte of blanks."""
_NBSP = "\N{NO-BREAK SPACE}"
"""Stands before a per cent sign, as everywhere on the pages; no line breaks there."""
_SPAN = "span"
"""The form of seconds that are read as a length of time."""
_FORMS = "|"
"""Stands before the words for one, and before those for more."""
_IN_BRACKETS = re.compile(r" \([^()]*\)")


def figures(says: str) -> Iterator[tuple[str, str, str | None]]:
    """(signal, form, conversion) of each figure in a sentence. Raises ValueError where its braces do not match."""
    for _, field, form, conversion in Formatter().parse(says):
        if field is not None:
            yield field, form or "", conversion


def write_sentence(rule: str, says: str, signals: Mapping[str, object]) -> str:
    """`says` with the figures of these signals. Raises RuleError for a form that a signal does not take."""
    try:
        return "".join(
            text if field is None else text + _figure(signals[field], form or "")
            for text, field, form, _ in Formatter().parse(says)
        )
    except (ValueError, TypeError) as error:
        raise RuleError(f"rule {rule}: a figure in its sentence takes no such format: {error}") from error


def _figure(value: object, form: str) -> str:
    """One figure in its form, with the words that go with its number: after it, or alone where there is no form.

    One that the log cannot show reads "unknown", whatever its form.
    """
    form, *forms = form.split(_FORMS)
    if forms:
        one, many = forms
        noun = one if _figure(value, form or ",.0f") == "1" else many
        return f"{_figure(value, form)} {noun}" if form else noun
    if value is None:
        return "unknown"
    if form == _SPAN and isinstance(value, int | float):
        return duration(timedelta(seconds=round(value)))
    figure = format(value, form)
    return f"{figure[:-1]}{_NBSP}%" if figure.endswith("%") else figure


def read_sentence(where: str, entry: Mapping[str, object], key: str = "says") -> str:
    """The sentence of a rule; each figure in it has a name, and a form that a number takes. Raises RuleError."""
    says = str(entry[key])
    try:
        found = list(figures(says))
    except ValueError as error:
        raise RuleError(f"{where}: {key} is no sentence with figures in braces: {error}") from error
    for field, form, conversion in found:
        if not field.isidentifier() or conversion:
            raise RuleError(f"{where}: a figure in {key} has the name of its signal, such as {{requests:,.0f}}")
        try:
            _check(form)
        except ValueError as error:
            raise RuleError(f"{where}: {{{field}:{form}}} in {key} is no format of a number: {error}") from error
    return says


def _check(form: str) -> None:
    if set(form) & set("{}"):
        raise ValueError("braces in braces")
    if any(int(number) > _WIDEST for number in re.findall(r"\d+", form.partition(_FORMS)[0])):
        raise ValueError(f"wider than {_WIDEST}")
    if form.count(_FORMS) not in (0, 2):
        raise ValueError("words for one and for more, or none: |call|calls")
    _figure(1.0, form)


def without_brackets(says: str) -> str:
    """A sentence without what stands in brackets in it."""
    return _IN_BRACKETS.sub("", says)
