"""Real traces on their way to a row: all their calls, each with its truth; what the verdicts are is not asserted."""

from pathlib import Path

import pytest

from norush.accuracy import traces as real
from norush.rules.book import built_in


@pytest.mark.needs_traces
@pytest.mark.slow
def test_every_call_of_every_trace_is_in_its_row(traces: Path) -> None:
    scores = list(real.run(traces, built_in()))
    counted = {(one.trace.name, one.observed): sum(line.requests for line in one.lines) for one in scores}
    assert counted[("aider", "as logged")] == counted[("aider", "starts only")] == 2_669
    assert counted[("azure-chat", "as logged")] == 19_366
    assert counted[("mooncake-chat", "as logged")] == 12_031
    assert counted[("claude-code", "as logged")] == 19_247 - 41  # lines that are no calls
    assert counted[("experiment-0621", "as logged")] == 52
    assert counted[("experiment-0624", "as logged")] == 500
    assert counted[("inspect", "as logged")] == 332
    parts = {"popularity": 100, "theory-of-mind": 200, "security-guide": 32}
    assert {part: counted[(f"inspect.{part}", "as logged")] for part in parts} == parts
    assert {line.label.verdict for one in scores for line in one.lines if one.trace.name == "inspect"} == {"batchable"}
    assert len(scores) == 2 * len(real.TRACES) - 2  # two log start times only anyway
