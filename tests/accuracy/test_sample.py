"""A sample of the whole instrument, by its command. Its sums must agree; how right the rules are is not asserted.

Every split, set of keys and level is in it, and of each set keys of every verdict; with --every-case all keys are.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from norush.accuracy import grid
from norush.accuracy.keys import Key, keys
from norush.cli import app

OF_A_VERDICT = 3


def some_keys(split: str, which: str) -> list[Key]:
    """Some keys of each verdict that the first kind behind a key has, from all over the set."""
    of_verdict: dict[str, list[Key]] = defaultdict(list)
    for key in keys(split, which):
        of_verdict[key.kinds[0].verdict].append(key)
    return [key for found in of_verdict.values() for key in found[:: -(-len(found) // OF_A_VERDICT)]]


@pytest.mark.slow
def test_the_sums_of_a_sample_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    if not pytestconfig.getoption("--every-case"):
        monkeypatch.setattr(grid, "keys", some_keys)
    command = [
        "accuracy", "--kinds", "all", "--size", "small", "--seeds", "101", "--no-traces",
        "--json", str(tmp_path / "sample.json"), "--markdown", str(tmp_path / "sample.md"),
    ]  # fmt: skip
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    document = json.loads((tmp_path / "sample.json").read_text(encoding="utf-8"))
    lines: list[dict[str, Any]] = document["lines"]
    # the levels of a month show the same traffic: what differs is that a poor log leaves out calls that failed
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        counts[(line["split"], line["keys"], line["level"])] += line["requests"]
    for split, which in {(split, which) for split, which, _ in counts}:
        rich, medium, poor = (counts[(split, which, level)] for level in ("rich", "medium", "poor"))
        assert rich == medium >= poor > 0.9 * medium
    # a target is what a few lines of Python over the ledger give
    (target,) = [
        one
        for one in document["targets"]
        if one["set"] == "tuned" and one["name"] == "precision by request, mixed keys"
    ]
    precision = []
    for level in ("rich", "medium", "poor"):
        flagged = [
            line for line in lines
            if (line["split"], line["keys"], line["level"], line["verdict"]) == ("tuned", "mixed", level, "batchable")
        ]  # fmt: skip
        right = sum(line["requests"] for line in flagged if line["truth"] == "batchable")
        precision.append(right / sum(line["requests"] for line in flagged))
    assert target["worst"] == pytest.approx(min(precision))
    page = (tmp_path / "sample.md").read_text(encoding="utf-8")
    aside = (tmp_path / "sample-tuned.md").read_text(encoding="utf-8")
    assert "`norush" in page and "`norush" in aside
    # what was not tuned on is read first, and whole; of tuned kinds the summary
    assert page.index("## Targets (kinds held out") < page.index("## Targets (kinds that rules were tuned on)")
    assert [text.count("## Misses (kinds held out") for text in (page, aside)] == [1, 0]
    assert [text.count("## Misses (kinds that rules were tuned on)") for text in (page, aside)] == [0, 1]
    assert "](sample-tuned.md)" in page and "](sample.md)" in aside
