"""Stage 5, how the weights of a workload add up, in words. Reads view values; returns text."""

from norush.render.numbers import probability, weight
from norush.view.judged import Weighing
from norush.view.values import Workload


def sum(workload: Workload) -> str:  # noqa: A001  (weights.sum reads as what it is)
    """Weights to score to probability, in sentences that can be redone; nothing where it was not judged."""
    found = workload.weighing
    if found is None or workload.score is None:
        return ""
    said = [_added(found, workload.score), _looked_up(found, workload.score)]
    if found.doubled and workload.verdict == "batchable":
        score, chance = found.doubled
        said.append(
            f"With all against it doubled the score would be {weight(score)}, the probability {probability(chance)}."
        )
    return " ".join(said)


def _added(found: Weighing, score: float) -> str:
    parts = [f"For {weight(float(found.for_weight))}", f"against {weight(float(found.against_weight))}"]
    parts += [f"rounding {weight(float(found.rounding))}"] if found.rounding else []
    return f"{', '.join(parts)}: a score of {weight(score)}."


def _looked_up(found: Weighing, score: float) -> str:
    (low, p_low), (high, p_high) = found.below, found.above
    if not low <= score <= high:
        end, p_end = found.below if score < low else found.above
        return f"The published table ends at {weight(end)}, a probability of {p_end:g} that nobody waits."
    return (
        f"By the published table, {weight(low)} is a probability of {p_low:g} that nobody waits and "
        f"{weight(high)} one of {p_high:g}, in a straight line between."
    )
