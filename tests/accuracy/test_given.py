"""Labels that a user brings: which requests they are of, and what is wrong with bad ones."""

from decimal import Decimal
from pathlib import Path

import pytest

from loads import call, write
from norush.accuracy import given
from norush.errors import UsageError
from norush.rules.book import built_in


def labels(path: Path, *rows: str, header: str = "request_id,verdict,workload") -> Path:
    """Writes a CSV of labels."""
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.mark.slow
def test_truth_stands_beside_the_verdict(tmp_path: Path) -> None:
    logs = write(tmp_path / "calls.jsonl", *(call(number, app=f"app-{number % 2}") for number in range(6)))
    rows = [f"msg_01HardenedSample{number:05d},interactive,chat" for number in range(4)]
    truth = labels(tmp_path / "truth.csv", *rows, "msg_01NobodyHasSeenThis00,batchable,eval")
    found = given.run(truth, [str(logs)], built_in(), format_name=None, map_file=None)
    assert (found.unlabelled, found.unknown) == (2, 1)
    assert sum(line.requests for line in found.lines) == 4
    assert {line.label.verdict for line in found.lines} == {"interactive"}
    assert len({line.workload_id for line in found.lines}) == 2
    # 333 tokens in at 2 and 199 out at 10 USD a million: claude-sonnet-5
    assert sum(line.usd or 0 for line in found.lines) == Decimal(4 * (333 * 2 + 199 * 10)) / 1_000_000


@pytest.mark.parametrize(
    ("rows", "header", "says"),
    [
        (["msg_1,maybe,x"], "request_id,verdict,workload", "truth.csv:2: 'maybe' is no verdict"),
        (["a,batchable,x", "a,agentic,x"], "request_id,verdict,workload", "truth.csv:3: request 'a' has two labels"),
        (["msg_1,x"], "request_id,workload", "has no column verdict"),
        ([], "request_id,verdict", "holds no label"),
    ],
)
def test_bad_labels_are_named(rows: list[str], header: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        given.read_labels(labels(tmp_path / "truth.csv", *rows, header=header))
    assert says in str(caught.value)


def test_labels_of_other_logs_are_an_error(tmp_path: Path) -> None:
    logs = write(tmp_path / "calls.jsonl", call(1))
    truth = labels(tmp_path / "truth.csv", "other,batchable,x")
    with pytest.raises(UsageError, match="labels from other logs"):
        given.run(truth, [str(logs)], built_in(), format_name=None, map_file=None)
