"""Reads the kinds of work and the rules that tell them: by what a workload does, or by what its name says.

Judgement; reads `rules/kinds/*.toml` and a user's own file; writes nothing. A kind goes with
verdicts: it is said of no workload with another one, so that a name, a weak hint, never moves a workload across.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from norush.errors import RuleError
from norush.rules.book import (
    Condition,
    Signals,
    is_weight_only,
    known_rule,
    named_signals,
    read_conditions,
    read_example,
    read_own,
    read_weight,
    sections,
)
from norush.rules.sentences import figures, read_sentence, write_sentence

VERDICTS = ("interactive", "agentic", "latency_bound", "batchable", "batched")

FIELDS: Mapping[str, str] = {
    "app": "app name",
    "api_key": "key's name",
    "workspace": "workspace",
    "tag": "tag",
    "operation": "operation",
    "user_agent": "client",
    "source": "log format",
    "model": "model's name",
}
"""Where a name can stand, in the order in which it is looked at, and what a sentence calls it."""

_CHOSEN = ("app", "api_key", "tag")
"""Where somebody named the work; the others are looked at by rules that say so. A workspace is named after people."""

_KIND_KEYS = frozenset({"id", "verdicts", "means"})
_ALWAYS = frozenset({"id", "kind", "weight", "says", "reason", "source"})
_MEASURED = frozenset({"signal", "operator", "value", "all"})
_NAMED = frozenset({"words", "in"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work in the words of people, the verdicts it goes with, and what is meant by it."""

    id: str
    verdicts: tuple[str, ...]
    means: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """One rule: conditions on signals, or words that a name may hold; exactly one of the two."""

    id: str
    kind: str
    conditions: tuple[Condition, ...]
    words: tuple[str, ...]
    """Whole words in lower case; one that ends with * is the beginning of a word."""
    fields: tuple[str, ...]
    weight: float
    says: str
    reason: str
    source: str
    fires: Signals
    silent: Signals

    @property
    def is_by_name(self) -> bool:
        """Whether it looks at names, and not at what the workload does."""
        return bool(self.words)

    def holds(self, signals: Signals) -> bool:
        """Whether what was measured is like this kind. A rule that looks at names measures nothing."""
        return bool(self.conditions) and all(condition.holds(signals) for condition in self.conditions)

    @property
    def signals(self) -> frozenset[str]:
        """Every signal that a condition or the sentence names."""
        return frozenset() if self.is_by_name else named_signals(self.says, self.conditions)

    def word_in(self, name: str) -> str | None:
        """The first of its words that a name holds."""
        plain = plain_words(name)
        return next((word.rstrip("*") for word in self.words if _pattern(word) in plain), None)

    def sentence(self, signals: Signals) -> str:
        """What was measured, in one sentence."""
        return write_sentence(self.id, self.says, signals)

    def name_sentence(self, field: str, word: str) -> str:
        """Which name says what, in one sentence."""
        return self.says.format(field=FIELDS[field], word=word)


@dataclass(frozen=True, slots=True)
class KindBook:
    """Kinds and rules, each in the order of their ids."""

    kinds: tuple[Kind, ...]
    rules: tuple[KindRule, ...]

    def kind(self, name: str) -> Kind:
        """The kind of that name, which every rule's is."""
        return next(kind for kind in self.kinds if kind.id == name)


@lru_cache(maxsize=10_000)  # the same names and words are asked for by every rule and workload
def plain_words(name: str) -> str:
    """A name as words in lower case, a space at both ends: "prodChat-v2" is " prod chat v2 "."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.findall(r"[^\W_]+", parted.lower())
    return f" {' '.join(words)} "


def _pattern(word: str) -> str:
    return plain_words(word).rstrip() + ("" if word.endswith("*") else " ")


@cache
def built_in() -> KindBook:
    """The kinds and rules that ship with norush."""
    folder = files("norush") / "rules" / "kinds"
    texts = sorted(
        (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
    return _book([_parse(name, text) for name, text in texts])


def with_own(path: Path) -> KindBook:
    """The built-in book with a user's file over it.

    The same id replaces a kind or rule, id and weight alone weigh a rule anew, weight 0 silences it. Raises RuleError.
    """
    shipped = built_in()
    known = {rule.id: rule for rule in shipped.rules}
    found = sections(str(path), read_own(path))
    own_kinds = [_kind(str(path), entry) for entry in found["kind"]]
    own_rules = [
        replace(known_rule(known, path, entry), weight=read_weight(f"{path}, kind_rule {entry['id']}", entry))
        if is_weight_only(entry)
        else _rule(str(path), entry)
        for entry in found["kind_rule"]
    ]
    for rule in own_rules:
        if not rule.weight and rule.id not in {each.id for each in shipped.rules}:
            raise RuleError(f"{path}: weight 0 silences a rule, but there is no kind_rule called {rule.id}")
    kinds, rules = {each.id for each in own_kinds}, {each.id for each in own_rules}
    kept = (
        [each for each in shipped.kinds if each.id not in kinds],
        [each for each in shipped.rules if each.id not in rules],
    )
    return _book([kept, (own_kinds, own_rules)])


def _book(parts: Iterable[tuple[list[Kind], list[KindRule]]]) -> KindBook:
    kinds: dict[str, Kind] = {}
    rules: dict[str, KindRule] = {}
    for some_kinds, some_rules in parts:
        for kind in some_kinds:
            if kind.id in kinds:
                raise RuleError(f"two kinds are called {kind.id}: give one of them another id")
            kinds[kind.id] = kind
        for rule in some_rules:
            if rule.id in rules:
                raise RuleError(f"two kind_rules are called {rule.id}: give one of them another id")
            rules[rule.id] = rule
    for rule in rules.values():
        if rule.kind not in kinds:
            raise RuleError(f"kind_rule {rule.id}: there is no kind called {rule.kind!r}; add a [[kind]] of that id")
    return KindBook(tuple(kinds[each] for each in sorted(kinds)), tuple(rules[each] for each in sorted(rules)))


def _parse(name: str, text: str) -> tuple[list[Kind], list[KindRule]]:
    found = sections(name, text)
    return [_kind(name, entry) for entry in found["kind"]], [_rule(name, entry) for entry in found["kind_rule"]]


def _kind(name: str, entry: Mapping[str, object]) -> Kind:
    where = f"{name}, kind {entry.get('id', '?')}"
    _check_keys(where, entry, _KIND_KEYS, _KIND_KEYS)
    verdicts = entry["verdicts"]
    if not isinstance(verdicts, list) or not verdicts or not set(map(str, verdicts)) <= set(VERDICTS):
        raise RuleError(f"{where}: verdicts is a list of one or more of {', '.join(VERDICTS)}")
    return Kind(str(entry["id"]), tuple(map(str, verdicts)), str(entry["means"]))


def _rule(name: str, entry: Mapping[str, object]) -> KindRule:
    where = f"{name}, kind_rule {entry.get('id', '?')}"
    is_by_name = "words" in entry
    _check_keys(where, entry, _ALWAYS, _ALWAYS | {"fires", "silent"} | (_NAMED if is_by_name else _MEASURED))
    if not is_by_name and not {"signal", "operator"} <= entry.keys():
        raise RuleError(f"{where}: give it a signal and an operator, or words that a name may hold")
    return KindRule(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        conditions=() if is_by_name else read_conditions(where, entry),
        words=_words(where, entry) if is_by_name else (),
        fields=_fields(where, entry) if is_by_name else (),
        weight=read_weight(where, entry),
        says=_says(where, entry, is_by_name=is_by_name),
        reason=str(entry["reason"]),
        source=str(entry["source"]),
        fires=read_example(entry.get("fires")),
        silent=read_example(entry.get("silent")),
    )


def _check_keys(where: str, entry: Mapping[str, object], wanted: frozenset[str], known: frozenset[str]) -> None:
    unknown, missing = entry.keys() - known, wanted - entry.keys()
    if unknown:
        raise RuleError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if missing:
        raise RuleError(f"{where}: no {sorted(missing)[0]!r}")


def _words(where: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    words = entry["words"]
    if (
        not isinstance(words, list)
        or not words
        or not all(isinstance(each, str) and each.strip(" *") for each in words)
    ):
        raise RuleError(f'{where}: words is a list of one or more words, such as ["eval*", "benchmark"]')
    return tuple(words)


def _fields(where: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    fields = entry.get("in", list(_CHOSEN))
    if not isinstance(fields, list) or not fields or not set(map(str, fields)) <= set(FIELDS):
        raise RuleError(f"{where}: in is a list of one or more of {', '.join(FIELDS)}")
    return tuple(map(str, fields))


def _says(where: str, entry: Mapping[str, object], *, is_by_name: bool) -> str:
    says = str(entry["says"])
    if not is_by_name:
        return read_sentence(where, entry)
    try:
        found = set(figures(says))
    except ValueError:
        found = {("", "", None)}
    if not found <= {("field", "", None), ("word", "", None)}:
        raise RuleError(f"{where}: says of a rule with words takes {{field}} and {{word}} only")
    return says
