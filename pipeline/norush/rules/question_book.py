"""Reads the questions: what a log lacks, or what only an owner knows, that would settle a workload.

Judgement; reads `rules/questions/*.toml` and a user's own file; writes nothing. A question carries no weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from norush.errors import RuleError
from norush.rules.book import (
    Condition,
    Signals,
    named_signals,
    read_conditions,
    read_example,
    read_own,
    sections,
)
from norush.rules.sentences import read_sentence, write_sentence

VERDICTS = ("interactive", "agentic", "latency_bound", "batchable", "uncertain")

FIELDS = ("started_at", "ended_at", "streamed", "session_id", "end_user", "app", "error_type")
"""Columns of a request that a log may lack and a question may ask for."""

_KEYS = frozenset(
    {"id", "place", "verdicts", "field", "signal", "operator", "value", "all", "evidence", "name", "last_resort"}
    | {"asks", "reason", "fires", "silent"}
)
_ALWAYS = frozenset({"id", "place", "asks", "reason"})


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A question, and when to ask it: all of what it names must hold."""

    id: str
    place: int
    """The lower, the earlier it is asked."""
    verdicts: tuple[str, ...]
    field: str | None
    """The column that would settle it; None: a question to the owner."""
    conditions: tuple[Condition, ...]
    evidence: str | None
    """A rule of the verdict that must have fired."""
    is_about_name: bool
    """Asked where a name speaks of work that goes with another verdict; `asks` may hold {name} and {kind} then."""
    is_last_resort: bool
    """Asked only where no other question to the owner is."""
    asks: str
    reason: str
    fires: Signals
    silent: Signals

    @property
    def signals(self) -> frozenset[str]:
        """Every signal that a condition or the sentence names."""
        return named_signals(self.asks, self.conditions) - ({"name", "kind"} if self.is_about_name else set())

    def holds(self, signals: Signals) -> bool:
        """Whether what was measured asks for it."""
        return all(condition.holds(signals) for condition in self.conditions)

    def sentence(self, signals: Signals) -> str:
        """The question with its figures."""
        return write_sentence(self.id, self.asks, signals)


@cache
def built_in() -> tuple[QuestionRule, ...]:
    """The questions that ship with norush, in the order in which they are asked."""
    folder = files("norush") / "rules" / "questions"
    texts = sorted(
        (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
    return _ordered(rule for name, text in texts for rule in _parse(name, text))


def with_own(path: Path) -> tuple[QuestionRule, ...]:
    """The built-in questions with a user's file over them: the same id replaces one."""
    own = _ordered(_parse(str(path), read_own(path)))
    names = {rule.id for rule in own}
    return _ordered([rule for rule in built_in() if rule.id not in names] + list(own))


def _ordered(rules: Iterable[QuestionRule]) -> tuple[QuestionRule, ...]:
    ordered = sorted(rules, key=lambda rule: (rule.place, rule.id))
    names = [rule.id for rule in ordered]
    for name in names:
        if names.count(name) > 1:
            raise RuleError(f"two questions are called {name}: give one of them another id")
    return tuple(ordered)


def _parse(name: str, text: str) -> list[QuestionRule]:
    return [_rule(name, entry) for entry in sections(name, text)["question"]]


def _rule(name: str, entry: Mapping[str, object]) -> QuestionRule:
    where = f"{name}, question {entry.get('id', '?')}"
    unknown, missing = entry.keys() - _KEYS, _ALWAYS - entry.keys()
    if unknown or missing:
        raise RuleError(
            f"{where}: " + (f"unknown key {sorted(unknown)[0]!r}" if unknown else f"no {sorted(missing)[0]!r}")
        )
    place, verdicts, field = entry["place"], entry.get("verdicts", ["uncertain"]), entry.get("field")
    if isinstance(place, bool) or not isinstance(place, int):
        raise RuleError(f"{where}: place is a whole number; the lower, the earlier the question is asked")
    if not isinstance(verdicts, list) or not verdicts or not set(map(str, verdicts)) <= set(VERDICTS):
        raise RuleError(f"{where}: verdicts is a list of one or more of {', '.join(VERDICTS)}")
    if field is not None and field not in FIELDS:
        raise RuleError(f"{where}: field is one of {', '.join(FIELDS)}")
    return QuestionRule(
        id=str(entry["id"]),
        place=place,
        verdicts=tuple(map(str, verdicts)),
        field=None if field is None else str(field),
        conditions=read_conditions(where, entry) if "signal" in entry else (),
        evidence=str(entry["evidence"]) if "evidence" in entry else None,
        is_about_name=bool(entry.get("name", False)),
        is_last_resort=bool(entry.get("last_resort", False)),
        asks=read_sentence(where, entry, "asks"),
        reason=str(entry["reason"]),
        fires=read_example(entry.get("fires")),
        silent=read_example(entry.get("silent")),
    )
