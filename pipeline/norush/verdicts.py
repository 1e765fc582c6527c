"""Who was waiting: weighs the evidence on each workload and says so, or says that the log cannot tell.

Judgement; reads `signals`, `workloads` and the rules; writes `evidence` and `verdicts`. Knows no format and no price.

The score is the sum of the evidence: positive speaks for "nobody waits". In a family (signals that measure nearly the
same thing) only the strongest counts in full, the others a tenth. A published table turns the score into the
probability that nobody waits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from norush.params import Params
from norush.rules.book import Rule, check_signals
from norush.warehouse import Warehouse


class Verdict(StrEnum):
    """Who was waiting for the answers of a workload."""

    INTERACTIVE = "interactive"
    AGENTIC = "agentic"
    LATENCY_BOUND = "latency_bound"
    BATCHABLE = "batchable"
    BATCHED = "batched"
    UNCERTAIN = "uncertain"


PROBABILITY_BY_SCORE: Sequence[tuple[float, float]] = (
    (-5.0, 0.002),
    (-1.0, 0.03),
    (0.0, 0.35),
    (1.0, 0.76),
    (2.0, 0.90),
    (3.0, 0.97),
    (6.0, 0.995),
)
"""Score -> probability that nobody waits, straight lines between the points. From the shares observed in the classifier
study (3: below -1 .006, -1 to 0 .15, 0 to 1 .76, 1 to 2 .90, above 2 .997), drawn in towards the middle at both ends,
because those were synthetic months. How often it holds on other generated months stands in accuracy.md."""

FAMILY_REST = 0.1
"""What the weaker evidence of a family still counts (classifier study, 3: the maximum in a family plus a little)."""

FLAG_FROM = 0.65
"""Probability from which a verdict is said at all; the lower end of medium confidence (house rule)."""

STAYS_NEEDS = 1.5
"""Weight that must point to people, chains or latency before a workload is called one of them rather than uncertain."""

CHAIN_NEEDS = 6.0
"""Weight that must point to chains, a rule that blocks among them, for a workload to be called agentic although
machines start it: timers, pools and even counts speak against people, not against steps that need the one before."""

CHAIN_CONFIDENCE = 0.8
"""How sure of that: medium, whatever the table says, which turns a score into the probability that nobody waits. Of
tuned kinds .94 of the spend so called is agentic, the rest batchable."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rule that fired. `weight` is signed, positive for batchable; the weights of a workload add up to its score."""

    rule: Rule
    weight: float
    says: str
    briefly: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one workload in one period."""

    verdict: Verdict
    score: float
    confidence: float


_EVIDENCE: Mapping[str, type] = {
    "period": str, "workload_id": str, "rule": str, "points_to": str, "weight": float, "family": str, "says": str,
    "briefly": str,
}  # fmt: skip
_VERDICTS: Mapping[str, type] = {
    "period": str, "workload_id": str, "verdict": str, "score": float, "confidence": float, "level": str, "band": str,
}  # fmt: skip


def write_verdicts(warehouse: Warehouse, rules: Sequence[Rule], params: Params) -> None:
    """Makes `evidence` and `verdicts` (one row a period and workload). Raises RuleError for an unknown signal."""
    frame = warehouse.frame(
        "select s.*, w.component from signals as s join workloads as w on w.workload_id = s.workload_id "
        "order by s.period, s.workload_id"
    )
    check_signals("rule", rules, frame.columns)
    evidence_rows: list[tuple[object, ...]] = []
    verdict_rows: list[tuple[object, ...]] = []
    for signals in frame.iter_rows(named=True):
        key = (signals["period"], signals["workload_id"])
        evidence = weigh(rules, signals)
        judged = judge(evidence, signals)
        evidence_rows += [
            (*key, e.rule.id, e.rule.points_to, e.weight, e.rule.family, e.says, e.briefly) for e in evidence
        ]
        verdict_rows.append(
            (
                *key,
                judged.verdict.value,
                judged.score,
                judged.confidence,
                signals["level"],
                band(judged.confidence, params),
            )
        )
    import polars as pl  # loaded by `frame` above

    warehouse.replace_with_frame("evidence", pl.DataFrame(evidence_rows, schema=_EVIDENCE, orient="row"))
    warehouse.replace_with_frame("verdicts", pl.DataFrame(verdict_rows, schema=_VERDICTS, orient="row"))


def weigh(rules: Iterable[Rule], signals: Mapping[str, object]) -> tuple[Evidence, ...]:
    """The rules that hold, with the weights that count, strongest first; equal ones by id."""
    fired = sorted(
        (rule for rule in rules if rule.weight > 0 and rule.holds(signals)),
        key=lambda rule: (-rule.weight, rule.id),
    )
    evidence, families = [], set()
    for rule in fired:
        counted = rule.weight * (FAMILY_REST if rule.family in families else 1.0)
        families.add(rule.family)
        signed = counted if rule.points_to == Verdict.BATCHABLE else -counted
        evidence.append(Evidence(rule, round(signed, 3), rule.sentence(signals), rule.short(signals)))
    return tuple(evidence)


def judge(evidence: Sequence[Evidence], signals: Mapping[str, object]) -> Judgement:
    """The verdict on one workload. `batchable` needs a floor rule among the evidence, and none that blocks."""
    score = round(sum(e.weight for e in evidence), 3)
    nobody_waits = probability(score)
    if signals.get("component") == "batch":
        return Judgement(Verdict.BATCHED, score, 1.0)
    is_blocked = any(e.rule.blocks for e in evidence)
    if nobody_waits >= FLAG_FROM and not is_blocked:
        if any(e.rule.is_floor for e in evidence):
            return Judgement(Verdict.BATCHABLE, score, nobody_waits)
        return _uncertain(score, nobody_waits)
    staying = {verdict: -sum(e.weight for e in evidence if e.rule.points_to == verdict) for verdict in _STAYING}
    strongest = max(_STAYING, key=lambda verdict: staying[verdict])
    # no surer of a class than its own evidence allows: a short log, say, only speaks against a batch
    confidence = min(round(1 - nobody_waits, 4), probability(round(staying[strongest], 3)))
    if staying[strongest] >= STAYS_NEEDS and confidence >= FLAG_FROM:
        return Judgement(strongest, score, confidence)
    is_chain = any(e.rule.blocks and e.rule.points_to == Verdict.AGENTIC for e in evidence)
    if is_chain and strongest == Verdict.AGENTIC and staying[strongest] >= CHAIN_NEEDS:
        return Judgement(Verdict.AGENTIC, score, CHAIN_CONFIDENCE)
    return _uncertain(score, nobody_waits)


def _uncertain(score: float, nobody_waits: float) -> Judgement:
    """Never more than low confidence: with the prior alone the table would look sure that somebody waits."""
    return Judgement(Verdict.UNCERTAIN, score, min(max(nobody_waits, round(1 - nobody_waits, 4)), FLAG_FROM - 0.01))


_STAYING = (Verdict.INTERACTIVE, Verdict.AGENTIC, Verdict.LATENCY_BOUND)


def probability(score: float) -> float:
    """The probability that nobody waits, from the published table; beyond its ends the end value."""
    points = PROBABILITY_BY_SCORE
    if score <= points[0][0]:
        return points[0][1]
    for (low, p_low), (high, p_high) in pairwise(points):
        if score <= high:
            return round(p_low + (p_high - p_low) * (score - low) / (high - low), 4)
    return points[-1][1]


def band(confidence: float, params: Params) -> str:
    """high, medium or low."""
    if confidence >= params.high_confidence:
        return "high"
    return "medium" if confidence >= params.medium_confidence else "low"
