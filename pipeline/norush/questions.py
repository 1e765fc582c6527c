"""What would settle a workload: the field that its log lacks, or the question that only its owner can answer.

Judgement; reads `signals`, `verdicts`, `evidence`, `kind_evidence` and the questions; writes `questions`. Changes no
verdict.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from norush.rules.book import check_signals
from norush.rules.kind_book import KindBook
from norush.rules.question_book import QuestionRule
from norush.warehouse import Warehouse

_QUESTIONS: Mapping[str, type] = {
    "period": str, "workload_id": str, "place": int, "question": str, "field": str, "asks": str,
}  # fmt: skip

Key = tuple[str, str]
"""(period, workload_id)."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name that speaks of work which goes with another verdict."""

    kind: str
    says: str


def write_questions(warehouse: Warehouse, rules: Sequence[QuestionRule], book: KindBook) -> None:
    """Makes `questions`: in the order in which they are asked, one row a period, workload and question.

    Every `uncertain` workload has one. Raises RuleError for a signal or rule that does not exist.
    """
    frame = warehouse.frame(
        "select s.*, v.verdict from signals as s "
        "join verdicts as v on v.period = s.period and v.workload_id = s.workload_id order by s.period, s.workload_id"
    )
    check_signals("question", rules, frame.columns)
    fired: dict[Key, set[str]] = defaultdict(set)
    for period, workload_id, rule in warehouse.rows("select period, workload_id, rule from evidence"):
        fired[period, workload_id].add(rule)
    named = _named(warehouse)
    rows: list[tuple[object, ...]] = []
    for signals in frame.iter_rows(named=True):
        key, verdict = (signals["period"], signals["workload_id"]), str(signals["verdict"])
        against = [each for each in named.get(key, ()) if verdict not in book.kind(each.kind).verdicts]
        asked = ask(rules, signals, verdict, fired.get(key, ()), against[0] if against else None)
        rows += [(*key, place, rule.id, rule.field, asks) for place, (rule, asks) in enumerate(asked, 1)]
    import polars as pl  # loaded by `frame` above

    warehouse.replace_with_frame("questions", pl.DataFrame(rows, schema=_QUESTIONS, orient="row"))


def ask(
    rules: Sequence[QuestionRule],
    signals: Mapping[str, object],
    verdict: str,
    evidence: Collection[str],
    name: Named | None,
) -> list[tuple[QuestionRule, str]]:
    """The questions that one workload raises, in their order, with their figures."""
    known = dict(signals) | ({"name": name.says.rstrip("."), "kind": name.kind} if name else {})
    raised = [
        rule
        for rule in rules
        if verdict in rule.verdicts
        and (rule.evidence is None or rule.evidence in evidence)
        and (name is not None or not rule.is_about_name)
        and rule.holds(signals)
    ]
    to_owner = [rule for rule in raised if rule.field is None and not rule.is_last_resort]
    return [(rule, rule.sentence(known)) for rule in raised if not (rule.is_last_resort and to_owner)]


def _named(warehouse: Warehouse) -> Mapping[Key, Sequence[Named]]:
    found: dict[Key, list[Named]] = defaultdict(list)
    for period, workload_id, kind, says in warehouse.rows(
        "select period, workload_id, kind, says from kind_evidence where basis = 'name' "
        "order by period, workload_id, weight desc, rule"
    ):
        found[period, workload_id].append(Named(kind, says))
    return found
