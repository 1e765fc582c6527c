"""The script that writes OpenAI's and Gemini's rows: what is in the book stays, what is new is added."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "make" / "other_prices.py"
Row = dict[str, str]
WithHistory = Callable[[list[Row], list[Row]], tuple[list[Row], list[str]]]


@pytest.fixture(scope="module")
def with_history() -> WithHistory:
    spec = importlib.util.spec_from_file_location("other_prices", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: WithHistory = module.with_history
    return found


def row(since: str, until: str, price: str, *, model_id: str = "m", source: str = "first") -> Row:
    return {
        "model_id": model_id,
        "valid_from": since,
        "valid_until": until,
        "input_usd_per_mtok": price,
        "checked_on": "2026-10-23",
        "source": source,
    }


ENDED, HOLDS = row("2026-01-01", "2026-06-01", "3"), row("2026-06-01", "", "2")


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ([ENDED, HOLDS], [ENDED, HOLDS]),
        ([], [ENDED, HOLDS]),
        ([row("2026-01-01", "2026-06-01", "9"), HOLDS], [ENDED, HOLDS]),
        ([row("2025-01-01", "", "2", source="second")], [ENDED, row("2026-06-01", "", "2", source="second")]),
        (
            [ENDED, row("2026-06-01", "2026-11-01", "2"), row("2026-11-01", "", "1")],
            [ENDED, row("2026-06-01", "2026-11-01", "2"), row("2026-11-01", "", "1")],
        ),
        ([row("2026-12-01", "", "1")], [ENDED, row("2026-06-01", "2026-12-01", "2"), row("2026-12-01", "", "1")]),
        (
            [ENDED, HOLDS, row("2026-02-01", "", "5", model_id="n")],
            [ENDED, HOLDS, row("2026-02-01", "", "5", model_id="n")],
        ),
    ],
)
def test_rows_are_added_and_ended_and_never_changed(
    with_history: WithHistory, made: list[Row], wanted: list[Row]
) -> None:
    assert with_history([ENDED, HOLDS], made) == (wanted, [])


def test_another_price_for_days_that_a_row_covers_is_said_and_not_written(with_history: WithHistory) -> None:
    rows, wrong = with_history(
        [ENDED, HOLDS], [ENDED, row("2026-06-01", "2026-09-01", "4"), row("2026-09-01", "", "1")]
    )
    assert rows == [ENDED, row("2026-06-01", "2026-09-01", "2"), row("2026-09-01", "", "1")]
    (said,) = wrong
    assert said.startswith(
        "m from 2026-06-01: the row has {'input_usd_per_mtok': '2'}, now {'input_usd_per_mtok': '4'}"
    )


def test_a_gap_that_closes_begins_where_the_last_row_ended(with_history: WithHistory) -> None:
    rows, _ = with_history([ENDED], [row("2026-01-01", "", "3")])
    assert rows == [ENDED, row("2026-06-01", "", "3")]
