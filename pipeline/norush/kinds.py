"""What kind of work a workload is, in the words of people, with what speaks for it.

Judgement; reads `signals`, `hints`, `lanes`, `verdicts` and the kind rules; writes `kinds` and `kind_evidence`. Runs
after the verdicts and changes none: a kind is said only of a workload whose verdict it goes with. A workload that is
uncertain gets one from its name alone, as a hint for whoever asks its owner.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from norush.rules.book import check_signals
from norush.rules.kind_book import FIELDS, KindBook, KindRule
from norush.warehouse import Warehouse

NAMED_FROM = 0.5
"""Share of the calls looked at whose names must hold a word before it counts: fewer are another work's."""

KIND_FROM = 0.5
"""Weight from which a kind is said: a name like "prod" alone (.4) says nothing."""

_KINDS: Mapping[str, type] = {"period": str, "workload_id": str, "kind": str, "why": str}
_EVIDENCE: Mapping[str, type] = {
    "period": str, "workload_id": str, "kind": str, "rule": str, "weight": float, "basis": str, "says": str,
}  # fmt: skip

Hits = Mapping[str, tuple[str, str]]
"""(field, word) by the rule that found it in the names of one workload."""


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """A kind rule that fired. `basis` is `behaviour` or `name`."""

    kind: str
    rule: str
    weight: float
    basis: str
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """The kind of one workload, or None and why; all that fired, the heaviest first."""

    kind: str | None
    why: str | None
    evidence: tuple[KindEvidence, ...]


def write_kinds(warehouse: Warehouse, book: KindBook) -> None:
    """Makes `kinds` (one row a period and workload) and `kind_evidence`. Raises RuleError for an unknown signal."""
    frame = warehouse.frame(
        "select s.*, v.verdict from signals as s "
        "join verdicts as v on v.period = s.period and v.workload_id = s.workload_id order by s.period, s.workload_id"
    )
    check_signals("kind_rule", book.rules, frame.columns)
    hits = _hits(warehouse, book.rules)
    kinds: list[tuple[object, ...]] = []
    evidence: list[tuple[object, ...]] = []
    for signals in frame.iter_rows(named=True):
        key = (signals["period"], signals["workload_id"])
        told = tell(book, signals, str(signals["verdict"]), hits.get(key, {}))
        kinds.append((*key, told.kind, told.why))
        evidence += [(*key, each.kind, each.rule, each.weight, each.basis, each.says) for each in told.evidence]
    import polars as pl  # loaded by `frame` above

    warehouse.replace_with_frame("kinds", pl.DataFrame(kinds, schema=_KINDS, orient="row"))
    warehouse.replace_with_frame("kind_evidence", pl.DataFrame(evidence, schema=_EVIDENCE, orient="row"))


def tell(book: KindBook, signals: Mapping[str, object], verdict: str, hits: Hits) -> Told:
    """The kind with the most weight among those that go with the verdict; equal ones by id.

    What a workload does counts for its verdict's kinds only; what its name says is shown whatever it says.
    """
    fired = [each for rule in book.rules if rule.weight and (each := _fired(book, rule, signals, verdict, hits))]
    evidence = tuple(sorted(fired, key=lambda each: (-each.weight, each.rule)))
    weights: dict[str, float] = defaultdict(float)
    for each in evidence:
        if verdict in book.kind(each.kind).verdicts or verdict == "uncertain":
            weights[each.kind] += each.weight
    weights = {kind: weight for kind, weight in weights.items() if weight >= KIND_FROM}
    if weights:
        return Told(min(weights, key=lambda kind: (-round(weights[kind], 6), kind)), None, evidence)
    why = (
        "what its names say goes with another verdict, or says too little"
        if evidence
        else _NOTHING.get(verdict, _NO_RULE)
    )
    return Told(None, why, evidence)


_NO_RULE = "no rule of a kind fired: neither what it does nor its names say more than the verdict"
_NOTHING: Mapping[str, str] = {
    "uncertain": "the log cannot tell who was waiting, and no name says what it is for",
}


def _fired(
    book: KindBook, rule: KindRule, signals: Mapping[str, object], verdict: str, hits: Hits
) -> KindEvidence | None:
    if rule.is_by_name:
        if rule.id not in hits:
            return None
        return KindEvidence(rule.kind, rule.id, rule.weight, "name", rule.name_sentence(*hits[rule.id]))
    if verdict not in book.kind(rule.kind).verdicts or not rule.holds(signals):
        return None
    return KindEvidence(rule.kind, rule.id, rule.weight, "behaviour", rule.sentence(signals))


def _hits(warehouse: Warehouse, rules: Sequence[KindRule]) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """Which rule found which word in which field, by period and workload."""
    by_name = [rule for rule in rules if rule.is_by_name and rule.weight]
    order = {field: place for place, field in enumerate(FIELDS)}
    words: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    calls: dict[tuple[str, str, str, str, str], int] = defaultdict(int)
    of_calls: dict[tuple[str, str], int] = {}
    rows = warehouse.rows(
        "select l.period, l.workload_id, h.field, h.name, h.calls, h.of_calls "
        "from hints as h join lanes as l on l.lane = h.lane"
    )
    for period, workload_id, field, name, count, of in rows:
        if (field, name) not in words:
            found = ((rule.id, rule.word_in(name)) for rule in by_name if field in rule.fields)
            words[field, name] = tuple((rule, word) for rule, word in found if word)
        of_calls[period, workload_id] = of
        for rule_id, word in words[field, name]:
            calls[period, workload_id, rule_id, field, word] += count
    hits: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for period, workload_id, rule_id, field, word in sorted(calls, key=lambda key: (order[key[3]], key)):
        if calls[period, workload_id, rule_id, field, word] >= NAMED_FROM * of_calls[period, workload_id]:
            hits[period, workload_id].setdefault(rule_id, (field, word))
    return hits
