"""No number decides in silence: each of sql/2_workloads stands in docs/verdicts.md with its reason."""

import sys
from pathlib import Path
from typing import Any

import pytest

from norush.params import Params

sys.path.append(str(Path(__file__).resolve().parents[1] / "docs" / "make"))

import thresholds

STEPS = sorted(path.stem for path in thresholds.FOLDER.glob("*.sql"))


@pytest.mark.parametrize("step", STEPS)
def test_every_number_of_a_step_has_its_reason(step: str) -> None:
    assert thresholds.undocumented(step) == [], (
        f"give it an entry in docs/make/thresholds.toml: sql/2_workloads/{step}.sql"
    )


@pytest.mark.parametrize("threshold", thresholds.THRESHOLDS, ids=lambda each: f"{each['step']}-{each['what'][:30]}")
def test_an_entry_is_of_a_number_that_is_there(threshold: dict[str, Any]) -> None:
    assert threshold["step"] in STEPS
    where = threshold["where"]
    for snippet in [where] if isinstance(where, str) else where:
        assert thresholds.found(threshold | {"where": snippet})[0], (
            f"{snippet} is not in {threshold['step']}.sql any more"
        )
    assert threshold["why"]
    assert threshold["source"]


def test_every_option_of_an_audit_says_why() -> None:
    assert {name.strip("`") for name, _, _ in thresholds.options()} == set(Params().named())
