"""The generated month as files: the same bytes again, each request in the truth exactly once."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from norush.demo import Month, write_month
from norush.demo.company import COMPANY

VERDICTS = {"interactive", "agentic", "latency_bound", "batchable", "batched", "uncertain"}


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return write_month(tmp_path_factory.mktemp("month"), scale=0.05)


def lines(folder: Path) -> Iterator[str]:
    """Every line of every log in the folder."""
    for path in sorted(folder.iterdir()):
        raw = path.read_bytes()
        yield from (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()


def parsed(folder: Path) -> Iterator[dict[str, Any]]:
    """Every line that is JSON and whose token counts can be."""
    for line in lines(folder):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if '_tokens":-' not in line:
            yield row


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_request(row: dict[str, Any]) -> bool:
    """A row of the proxy that stands for a call to a model."""
    return bool(row["cache_hit"] == "False" and row["call_type"] != "acreate_batch")


def message_id(row: dict[str, Any]) -> str:
    response = row["response"]
    return str(response.get("id") or response["request_id"])


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    one = write_month(tmp_path / "one", seed=3, scale=0.01)
    two = write_month(tmp_path / "two", seed=3, scale=0.01)
    other = write_month(tmp_path / "other", seed=4, scale=0.01)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert one.workloads == two.workloads
    assert content(tmp_path / "other") != content(tmp_path / "one")
    assert other.requests > 0


def test_the_truth_names_every_request_once_and_nothing_else(month: Month) -> None:
    with month.truth.open() as file:
        truth = list(csv.DictReader(file))
    ids = Counter(row["request_id"] for row in truth)
    assert set(ids.values()) == {1}
    proxy = [row for row in parsed(month.logs / "litellm") if is_request(row)]
    seen = Counter(row["request_id"] for row in proxy)
    seen.update(message_id(row) for row in parsed(month.logs / "anthropic"))
    assert set(seen) == set(ids)
    assert seen.total() - len(seen) == month.repeated_lines > 0
    assert {row["verdict"] for row in truth} == VERDICTS


def test_the_counts_are_those_of_the_files(month: Month) -> None:
    written = [line for log in ("litellm", "anthropic") for line in lines(month.logs / log)]
    assert len(written) == month.lines
    good = [row for log in ("litellm", "anthropic") for row in parsed(month.logs / log)]
    assert len(written) - len(good) == month.broken_lines == 8
    proxy = list(parsed(month.logs / "litellm"))
    assert sum(not is_request(row) for row in proxy) == month.not_requests > 0
    assert {row["cache_hit"] for row in proxy} == {"True", "False"}
    with month.truth.open() as file:
        by_workload = Counter(row["workload"] for row in csv.DictReader(file))
    assert by_workload == {share.name: share.requests for share in month.workloads}
    assert sum(by_workload.values()) == month.requests


def test_the_truth_is_not_in_the_folder_that_is_audited(month: Month) -> None:
    assert month.logs not in month.truth.parents
    assert {path.name for path in month.logs.iterdir()} == {"litellm", "anthropic"}


def test_every_request_starts_in_the_month(month: Month) -> None:
    assert (month.since, month.until) == (
        datetime(2026, 10, 1, tzinfo=UTC),
        datetime(2026, 11, 1, tzinfo=UTC),
    )
    starts = [datetime.fromisoformat(row["startTime"]) for row in parsed(month.logs / "litellm")]
    for row in parsed(month.logs / "anthropic"):
        took = timedelta(milliseconds=row["duration_ms"] or 0)
        starts.append(datetime.fromisoformat(row["logged_at"]) - took)
    assert month.since <= min(starts)
    assert max(starts) < month.until


def test_token_counts_add_up_as_their_formats_say(month: Month) -> None:
    tokens = 0
    once = {row["request_id"]: row for row in parsed(month.logs / "litellm")}
    for row in once.values():
        usage = row["metadata"]["usage_object"]
        if usage is None:
            assert (row["total_tokens"], row["spend"], row["status"]) == (0, 0, "failure")
            continue
        details = usage["prompt_tokens_details"]
        assert row["prompt_tokens"] == (
            details["text_tokens"] + usage["cache_read_input_tokens"] + usage["cache_creation_input_tokens"]
        )
        if row["cache_hit"] == "False":
            tokens += row["total_tokens"]
    for row in parsed(month.logs / "anthropic"):
        usage = row["response"].get("usage", {})
        tokens += sum(
            usage.get(name, 0)
            for name in (
                "input_tokens",
                "cache_creation_input_tokens",
                "cache_read_input_tokens",
                "output_tokens",
            )
        )
    assert tokens == sum(share.tokens for share in month.workloads)


def test_another_month_is_whole_too(tmp_path: Path) -> None:
    month = write_month(tmp_path, scale=0.01, first_day=date(2027, 2, 1))
    assert month.until == datetime(2027, 3, 1, tzinfo=UTC)
    assert len(list((month.logs / "litellm").iterdir())) == 28


def test_progress_is_told_in_order(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_month(tmp_path, scale=0.01, progress=lambda what, done, of: told.append((what, done, of)))
    assert [done for _, done, _ in told] == list(range(len(COMPANY) + 2))
    assert {of for _, _, of in told} == {len(COMPANY) + 2}


def test_no_line_holds_a_prompt_or_an_answer(month: Month) -> None:
    assert all(row["messages"] == row["response"] == {} for row in parsed(month.logs / "litellm"))
    assert all(not row["response"].get("content") for row in parsed(month.logs / "anthropic"))


@pytest.mark.slow
def test_the_whole_month_has_about_a_hundred_thousand_requests(tmp_path: Path) -> None:
    month = write_month(tmp_path)
    assert 95_000 < month.requests < 110_000
    assert all(share.requests for share in month.workloads)
