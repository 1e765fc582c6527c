"""Nobody waits for the single answer: timers of the night, the noon and the hour."""

from functools import partial

from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import LARGE, MIDDLE, World


@kind("batchable")
def safety_reports_at_noon(w: World) -> None:
    """Crews of an airline write down what nearly went wrong. At noon a small script takes those of the last day, one
    after the other: each gets a class and a severity, and one in three is long and gets a summary first. A committee
    reads the list on Thursdays."""
    client = w.client(w.model(MIDDLE, LARGE), max_tokens=700)
    taxonomy = round(w.about(2_300))

    def report(at: float, words: int) -> float:
        if words > 900:
            summary = w.tokens(190, 0.3)
            at = client.call(at, 260 + words, summary) + w.draw(0.02, 0.5)
            words = summary
        return client.call(at, taxonomy + words, w.tokens(75, 0.3), stop="tool_use", tools=1)

    for start in w.timer((12,), late_s=3):
        rows: list[Row] = [partial(report, words=w.tokens(620, 0.7)) for _ in range(w.count(11, factor=1.7))]
        loop(w, start, rows, between_s=0.15)
