"""Reads the rules: what a signal means, which way it points, how much, and the sentence that says so.

Judgement; reads `rules/*.toml` and a user's own file; writes nothing. A rule is data: signal, operator, value and
optional further conditions. It holds no SQL and no code.
"""

import math
import operator
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeVar

from norush.errors import RuleError
from norush.rules.sentences import figures, read_sentence, without_brackets, write_sentence

OPERATORS: Mapping[str, Callable[..., bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "between": lambda measured, low, high: low < measured <= high,
    "is_null": lambda measured: measured is None,
}
"""How a measured signal is compared with a rule's value or values."""

SECTIONS = ("rule", "kind", "kind_rule", "question")
"""What a rules file may hold: rules of the verdict here, kinds in kind_book.py, questions in question_book.py."""

POINTS_TO = ("batchable", "interactive", "agentic", "latency_bound", "stays")
_KEYS = frozenset(
    {
        "id",
        "signal",
        "operator",
        "value",
        "all",
        "points_to",
        "weight",
        "family",
        "floor",
        "blocks",
        "says",
        "briefly",
        "reason",
        "source",
        "fires",
        "silent",
    }
)

AnyRule = TypeVar("AnyRule")

Signals = Mapping[str, object]
"""The signals of one workload by name; None where the log cannot show it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """signal operator value. `between` is half-open on the left: low < signal <= high."""

    signal: str
    operator: str
    value: tuple[float, ...]

    def holds(self, signals: Signals) -> bool:
        """Whether these signals meet the condition. An unknown signal meets none but `is_null`."""
        measured = signals.get(self.signal)
        if self.operator == "is_null":
            return measured is None
        return isinstance(measured, int | float) and OPERATORS[self.operator](measured, *self.value)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `weight` is positive; which way it counts follows from `points_to`."""

    id: str
    conditions: tuple[Condition, ...]
    points_to: str
    weight: float
    family: str
    is_floor: bool
    """Whether this rule may carry a `batchable` verdict, if the score is reached (docs/verdicts.md, 5)."""
    blocks: bool
    """Whether `batchable` is never said while this rule holds."""
    says: str
    briefly: str
    """What it says in a row of a table."""
    reason: str
    source: str
    fires: Signals
    silent: Signals

    def holds(self, signals: Signals) -> bool:
        """Whether all conditions hold."""
        return all(condition.holds(signals) for condition in self.conditions)

    @property
    def signals(self) -> frozenset[str]:
        """Every signal that a condition or a sentence names."""
        return named_signals(self.says + self.briefly, self.conditions)

    def sentence(self, signals: Signals) -> str:
        """The evidence in one sentence with its figures; a figure that the log cannot show reads "unknown"."""
        return write_sentence(self.id, self.says, signals)

    def short(self, signals: Signals) -> str:
        """The same in fewer words."""
        return write_sentence(self.id, self.briefly, signals)


def named_signals(says: str, conditions: Iterable[Condition]) -> frozenset[str]:
    """Every signal that a condition or the sentence names."""
    quoted = {field for field, _, _ in figures(says)}
    return frozenset(quoted | {condition.signal for condition in conditions})


class Measuring(Protocol):
    """Whatever names signals: a rule, a rule of kinds, a question."""

    @property
    def id(self) -> str: ...

    @property
    def signals(self) -> frozenset[str]: ...


def check_signals(what: str, rules: Iterable[Measuring], signals: Iterable[str]) -> None:
    """Raises RuleError for the first of these rules (called `what`) that names a signal which does not exist."""
    known = set(signals)
    for rule in rules:
        for signal in sorted(rule.signals - known):
            raise RuleError(f"{what} {rule.id}: there is no signal called {signal!r}")


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules that ship with norush, in the order of their ids."""
    folder = files("norush") / "rules"
    texts = [
        (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")
    ]
    return _unique(_rule(name, entry) for name, text in sorted(texts) for entry in sections(name, text)["rule"])


def with_own(path: Path) -> tuple[Rule, ...]:
    """The built-in rules with a user's file laid over them.

    The same id replaces a rule, id and weight alone weigh it anew, weight 0 silences it. Raises RuleError.
    """
    shipped = built_in()
    known = {rule.id: rule for rule in shipped}
    own = _unique(
        replace(known_rule(known, path, entry), weight=read_weight(f"{path}, rule {entry['id']}", entry))
        if is_weight_only(entry)
        else _rule(str(path), entry)
        for entry in sections(str(path), read_own(path))["rule"]
    )
    names = {rule.id for rule in own}
    for rule in own:
        if not rule.weight and rule.id not in {each.id for each in shipped}:
            raise RuleError(f"{path}: weight 0 silences a rule, but there is none called {rule.id}")
    return _unique([rule for rule in shipped if rule.id not in names] + list(own))


def is_weight_only(entry: Mapping[str, object]) -> bool:
    """Whether an entry of a user's file only weighs a rule anew."""
    return entry.keys() == {"id", "weight"}


def known_rule(known: Mapping[str, AnyRule], path: Path, entry: Mapping[str, object]) -> AnyRule:
    """The rule that an entry weighs anew. Raises RuleError where there is none."""
    if entry["id"] not in known:
        raise RuleError(f"{path}: there is no rule called {entry['id']} to weigh anew; a new one needs all of its keys")
    return known[str(entry["id"])]


def read_own(path: Path) -> str:
    """The text of a user's file. Raises RuleError, in one sentence."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleError(f"the rules file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"the rules file {path} is not UTF-8 text") from error


def sections(name: str, text: str) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The entries of a rules file by section; a section that is not there is empty. Raises RuleError."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name} is no TOML: {error}") from error
    unknown = document.keys() - set(SECTIONS)
    if unknown:
        known = ", ".join(f"[[{section}]]" for section in SECTIONS)
        raise RuleError(f"{name}: unknown section {sorted(unknown)[0]!r}; a rules file holds {known} only")
    for section, entries in document.items():
        if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
            raise RuleError(f"{name}: write [[{section}]] with two brackets, once for each {section}")
    return {section: document.get(section, ()) for section in SECTIONS}


def _unique(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    ordered = sorted(rules, key=lambda rule: rule.id)
    for one, two in pairwise(ordered):
        if one.id == two.id:
            raise RuleError(f"two rules are called {one.id}: give one of them another id")
    return tuple(ordered)


def _rule(name: str, entry: Mapping[str, object]) -> Rule:
    where = f"{name}, rule {entry.get('id', '?')}"
    unknown = entry.keys() - _KEYS
    missing = {
        "id",
        "signal",
        "operator",
        "points_to",
        "weight",
        "family",
        "says",
        "reason",
        "source",
    } - entry.keys()
    if unknown or missing:
        raise RuleError(
            f"{where}: " + (f"unknown key {sorted(unknown)[0]!r}" if unknown else f"no {sorted(missing)[0]!r}")
        )
    if str(entry["points_to"]) not in POINTS_TO:
        raise RuleError(f"{where}: points_to is one of {', '.join(POINTS_TO)}")
    return Rule(
        id=str(entry["id"]),
        conditions=read_conditions(where, entry),
        points_to=str(entry["points_to"]),
        weight=read_weight(where, entry),
        family=str(entry["family"]),
        is_floor=bool(entry.get("floor", False)),
        blocks=bool(entry.get("blocks", False)),
        says=read_sentence(where, entry),
        briefly=read_sentence(where, entry, "briefly") if "briefly" in entry else without_brackets(str(entry["says"])),
        reason=str(entry["reason"]),
        source=str(entry["source"]),
        fires=read_example(entry.get("fires")),
        silent=read_example(entry.get("silent")),
    )


def read_weight(where: str, entry: Mapping[str, object]) -> float:
    """The weight of a rule. Raises RuleError."""
    weight = entry["weight"]
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < math.inf:
        raise RuleError(f"{where}: weight is a number that is not negative")
    return float(weight)


def read_conditions(where: str, entry: Mapping[str, object]) -> tuple[Condition, ...]:
    """The condition of a rule and those in its `all`. Raises RuleError."""
    more = entry.get("all", [])
    if not isinstance(more, list) or not all(isinstance(condition, Mapping) for condition in more):
        raise RuleError(
            f"{where}: all is a list of conditions, such as [{{ signal = ..., operator = ..., value = ... }}]"
        )
    return tuple(_condition(where, condition) for condition in [entry, *more])


def _condition(where: str, entry: Mapping[str, object]) -> Condition:
    if "signal" not in entry:
        raise RuleError(f"{where}: a condition names its signal")
    name, value = entry.get("operator"), entry.get("value", [])
    numbers = value if isinstance(value, list) else [value]
    wanted = {"between": 2, "is_null": 0}.get(str(name), 1)
    if str(name) not in OPERATORS:
        raise RuleError(f"{where}: operator is one of {', '.join(OPERATORS)}")
    floats = tuple(
        float(number) for number in numbers if isinstance(number, int | float) and not isinstance(number, bool)
    )
    if len(floats) != wanted or len(numbers) != wanted:
        raise RuleError(f"{where}: {name} takes {wanted} numbers as its value")
    return Condition(str(entry["signal"]), str(name), floats)


def read_example(value: object) -> Signals:
    """Signals of an example; none where it is left out."""
    return dict(value) if isinstance(value, Mapping) else {}
