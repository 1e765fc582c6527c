"""Rows of one id: versions of one call, or several calls of a client that uses its ids again."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from loads import CALL, add, call, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

ID = "client-chosen-id-0001"
FAILED = {"status": "errored", "input_tokens": 0, "output_tokens": 0}
KEPT = "request_id, started_at, ended_at, model, input_tokens, output_tokens"


def at(start: float, end: float | None, **changes: object) -> dict[str, object]:
    """A call of that id, in seconds after nine; without an end only its start is known."""
    times = {"started_at": start, "ended_at": end}
    nine = datetime(2026, 10, 5, 9, tzinfo=UTC)
    told = {name: (nine + timedelta(seconds=s)).isoformat() for name, s in times.items() if s is not None}
    return {**{name: value for name, value in CALL.items() if name not in times}, "request_id": ID, **told, **changes}


@pytest.mark.one_in(6)
@pytest.mark.parametrize(
    ("rows", "calls"),
    [
        # other prompts, other models, other answers to the same prompt: no update does that to a call that is over
        ((at(0, 2), at(60, 61, input_tokens=7)), 2),
        ((at(0, 2), at(2, 4, input_tokens=7)), 2),
        ((at(0, 2), at(60, 61, model="claude-haiku-4-5")), 2),
        ((at(0, 2), at(60, 61, output_tokens=7)), 2),
        ((at(0, 2), at(60, 61, input_tokens=7), at(120, 121)), 3),
        ((at(0, None), at(60, None, input_tokens=7)), 2),
        ((at(0, None), at(4000, None, output_tokens=7)), 2),
        # tries that failed, one after the other, and the one that did not; the same failure told twice
        ((at(0, 1, **FAILED), at(4, 5, **FAILED), at(9, 15)), 3),
        ((at(0, 1, **FAILED), at(0, 1, **FAILED, error_type="overloaded_error")), 1),
        ((at(0, None, **FAILED), at(4, None, **FAILED)), 1),
        # another model is another call, even beside the first; under another name it is no other model
        ((at(0, 9), at(1, 8, model="claude-haiku-4-5")), 2),
        ((at(0, 9), at(0, 9, model="claude-haiku-4-5")), 2),
        ((at(0, 9), at(1, 8, model="anthropic/claude-sonnet-5-20260814", output_tokens=7)), 1),
        ((at(0, 9), at(1, 8, model=None, status="errored")), 1),
        # what one call can look like: updates, lines of a stream, a line written again, two clocks
        ((at(0, 1), at(0, 2, output_tokens=700)), 1),
        ((at(0, None), at(1, None, output_tokens=700), at(2, None, output_tokens=800)), 1),
        ((at(0, 2), at(60, 62)), 1),
        ((at(0, 2), at(1, 3, input_tokens=7)), 1),
        ((at(0, 2), at(0, 2, input_tokens=7)), 1),
    ],
)  # fmt: skip
def test_an_id_that_a_client_uses_again_loses_no_call(
    rows: tuple[dict[str, object], ...], calls: int, tmp_path: Path
) -> None:
    """The same in one load, one a load, and when a part of it is downloaded again."""
    whole = loaded(write(tmp_path / "whole.jsonl", *rows))
    assert whole.counts == (len(rows), calls, len(rows) - calls, 0, 0)
    with Warehouse() as warehouse:
        for number, row in enumerate(reversed(rows)):
            outcome = add(warehouse, write(tmp_path / f"{number}.jsonl", row))
        assert outcome.requests == whole.requests
        again = add(warehouse, write(tmp_path / "again.jsonl", rows[0], call()))
        assert [row for row in again.requests if row[0] != call()["request_id"]] == whole.requests


SETS = [
    # a row that bridges two others; a line written again, and another call between; several models
    [at(0, 600, output_tokens=5), at(0, 120, output_tokens=100), at(300, 360, input_tokens=7777)],
    [at(0, 2), at(50, 52, input_tokens=7), at(100, 102)],
    [at(0, 9), at(1, 8, model="claude-haiku-4-5"), at(2, 7, model="claude-opus-4-5")],
    [at(0, 9), at(60, 69, model="claude-haiku-4-5"), at(61, 62)],
    [at(0, None), at(1800, None, output_tokens=700), at(5000, None, output_tokens=800)],
]


@pytest.mark.slow
def test_how_a_log_is_split_over_loads_changes_nothing(tmp_path: Path) -> None:
    sets = [[{**row, "request_id": f"{ID}-{number}"} for row in rows] for number, rows in enumerate(SETS)]
    parts = [write(tmp_path / f"{part}.jsonl", *(rows[part] for rows in sets)) for part in range(3)]
    with Warehouse() as warehouse:
        whole = add(warehouse, *parts)
        kept = warehouse.rows(f"select {KEPT} from versions order by all")
    ids = [str(row[0]) for row in whole.requests]
    assert [sum(it.startswith(f"{ID}-{number}") for it in ids) for number in range(len(sets))] == [1, 3, 3, 2, 1]
    for order in permutations(parts):
        with Warehouse() as warehouse:
            for part in order:
                outcome = add(warehouse, part)
            assert warehouse.rows(f"select {KEPT} from versions order by all") == kept
        assert (outcome.requests, outcome.counts) == (whole.requests, whole.counts)


def test_an_id_of_a_client_that_looks_like_a_mark_of_norush_is_its_own(tmp_path: Path) -> None:
    rows = [at(it, it + 9, request_id=f"batch-worker-0007@{1759658400000000 + it}") for it in range(3)]
    again = write(tmp_path / "again.jsonl", *rows[1:])
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "calls.jsonl", *rows))
        assert add(warehouse, again).counts == (5, 3, 2, 0, 0)


def test_an_id_of_the_provider_is_never_another_call(tmp_path: Path) -> None:
    """It comes again where a sub-agent replays a call, or a gateway answers out of its own cache."""
    rows = [
        at(since, since + 2, request_id="msg_01AbCdEfGhIjKlMnOp", output_tokens=since + 1) for since in (0, 60, 9000)
    ]
    assert loaded(write(tmp_path / "calls.jsonl", *rows)).counts == (3, 1, 2, 0, 0)


def test_of_two_logs_of_one_call_the_row_stays_that_knows_the_bill(tmp_path: Path) -> None:
    """Two clocks differ by chance: neither the bill nor the key of a call may hang on it."""
    billed = {"billed_usd": "0.25", "api_key": "support", "app": "support"}
    apart_s = (-0.2, 0.2, -0.1, 0.1)
    ids = [f"msg_{number:024}" for number in range(len(apart_s))]
    bills = [at(60 * n, 60 * n + 2, request_id=each, **billed) for n, each in enumerate(ids)]
    own = [at(60 * n, 60 * n + 2 + apart_s[n], request_id=each, app="bot") for n, each in enumerate(ids)]
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "bills.jsonl", *bills), write(tmp_path / "own.jsonl", *own))
        kept = warehouse.rows("select app, api_key is not null, billed_usd::varchar from requests")
    assert [(app, is_keyed, float(usd)) for app, is_keyed, usd in kept] == [("support", True, 0.25)] * len(ids)
