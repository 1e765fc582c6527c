"""Results of Message Batches have no time: which batch a file belongs to, and what happens when nothing says so."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

RESULTS = FIXTURES / "anthropic_batch_results.jsonl"
BATCHES = FIXTURES / "anthropic_batches.json"
LINES = RESULTS.read_text(encoding="utf-8").splitlines()
PAGE: dict[str, Any] = json.loads(BATCHES.read_text(encoding="utf-8"))
BATCH, OTHER = PAGE["data"]


def test_every_request_has_the_times_of_its_batch() -> None:
    with Warehouse() as warehouse:
        add(warehouse, RESULTS, BATCHES)
        times = ", ".join(f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%fZ')" for name in ("started_at", "ended_at"))
        found = warehouse.rows(f"select distinct {times}, tags['batch'], service_tier, streamed from requests")
        models = warehouse.rows("select distinct status from requests where model is null order by all")
    assert found == [(BATCH["created_at"], BATCH["ended_at"], BATCH["id"], "batch", False)]
    assert models == [("canceled",), ("errored",), ("expired",)]


def test_results_without_their_batch_are_rejects_that_say_what_to_give() -> None:
    outcome = loaded(RESULTS)
    assert len(outcome.rejects) == len(LINES)
    assert all("Give their batch too" in reason for reason in outcome.reasons)


@pytest.mark.slow
def test_a_batch_that_is_given_later_is_found() -> None:
    with Warehouse() as warehouse:
        add(warehouse, RESULTS)
        assert add(warehouse, BATCHES).counts[1] == 0
        late = add(warehouse, RESULTS)
    at_once = loaded(RESULTS, BATCHES)
    assert late.requests == at_once.requests
    assert late.counts == at_once.counts
    assert late.rejects == []


@pytest.mark.parametrize("names", [("{id}_results.jsonl", "{id}.json"), ("{id}/results.jsonl", "batches/{id}.json")])
def test_a_file_belongs_to_the_batch_that_its_path_names(names: tuple[str, str], tmp_path: Path) -> None:
    """Parts of the results too, whatever their numbers."""
    for batch, lines in ((BATCH, LINES[:3]), (OTHER, LINES[3:])):
        results, told = (tmp_path / name.format(id=batch["id"]) for name in names)
        results.parent.mkdir(exist_ok=True)
        told.parent.mkdir(exist_ok=True)
        write(results, *lines)
        told.write_text(json.dumps(batch))
    with Warehouse() as warehouse:
        add(warehouse, tmp_path)
        found = dict(warehouse.rows("select tags['batch'], count(*) from requests group by all"))
        starts = warehouse.row("select count(distinct started_at) from requests")[0]
    assert found == {BATCH["id"]: 3, OTHER["id"]: len(LINES) - 3}
    assert starts == 2


@pytest.mark.slow
def test_a_batch_with_other_numbers_is_not_theirs(tmp_path: Path) -> None:
    (tmp_path / "batch.json").write_text(json.dumps(OTHER))
    assert len(loaded(RESULTS, tmp_path / "batch.json").rejects) == len(LINES)
    assert len(loaded(BATCHES, write(tmp_path / "results.jsonl", *LINES[1:])).rejects) == len(LINES) - 1


def test_of_two_batches_with_the_same_numbers_neither_is_guessed(tmp_path: Path) -> None:
    twin = {**BATCH, "id": "msgbatch_01Twin", "created_at": "2026-10-06T02:00:00Z"}
    (tmp_path / "batches.json").write_text(json.dumps([BATCH, twin]))
    assert len(loaded(RESULTS, tmp_path / "batches.json").rejects) == len(LINES)


def test_of_two_files_with_the_same_numbers_neither_is_guessed(tmp_path: Path) -> None:
    other = [line.replace("msg_01", "msg_02").replace("req_01", "req_02") for line in LINES]
    outcome = loaded(BATCHES, RESULTS, write(tmp_path / "tomorrow.jsonl", *other))
    assert len(outcome.rejects) == 2 * len(LINES)
    with Warehouse() as warehouse:
        add(warehouse, BATCHES, RESULTS)
        later = add(warehouse, tmp_path / "tomorrow.jsonl")
    assert len(later.rejects) == len(LINES), "the batch has its results already"


def test_a_batch_whose_results_are_named_is_no_candidate_for_others(tmp_path: Path) -> None:
    shutil.copy(RESULTS, tmp_path / f"{BATCH['id']}.jsonl")
    other = [line.replace("msg_01", "msg_02").replace("req_01", "req_02") for line in LINES]
    outcome = loaded(BATCHES, tmp_path / f"{BATCH['id']}.jsonl", write(tmp_path / "other.jsonl", *other))
    assert len(outcome.requests) == len(outcome.rejects) == len(LINES)


def test_a_batch_that_is_told_twice_is_told_as_it_ended(tmp_path: Path) -> None:
    running = {**BATCH, "ended_at": None, "processing_status": "in_progress"}
    running["request_counts"] = {**dict.fromkeys(BATCH["request_counts"], 0), "processing": len(LINES)}
    (tmp_path / "then.json").write_text(json.dumps(running, indent=2))
    (tmp_path / "now.json").write_text(json.dumps(BATCH))
    outcome = loaded(tmp_path, RESULTS)
    assert len(outcome.requests) == len(LINES)
    assert outcome.counts[2] == 1
    assert [row[1:3] for row in outcome.others["names"]] == [("batch", BATCH["id"])]


def test_the_sender_s_own_ids_are_not_kept(tmp_path: Path) -> None:
    lines = [line.replace('"row-', '"mo@example.com sk-ant-') for line in LINES]
    with Warehouse() as warehouse:
        add(warehouse, BATCHES, write(tmp_path / "results.jsonl", *lines))
        held = str(warehouse.rows("select * from requests"))
    assert "example.com" not in held
    assert "sk-ant" not in held


def test_a_message_that_is_logged_and_in_the_results_counts_once(tmp_path: Path) -> None:
    message = next(result["message"] for line in LINES if "message" in (result := json.loads(line)["result"]))
    log = write(tmp_path / "log.jsonl", {"logged_at": "2026-10-05T12:00:00Z", "response": message})
    outcome = loaded(RESULTS, BATCHES, log)
    assert len(outcome.requests) == len(LINES)
    assert outcome.counts[2] == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"custom_id": "a", "result": {"type": "paused"}}', "a status that is none of"),
        ('{"custom_id": "a"}', "not a result of a message batch"),
        ('{"custom_id": "a", "result": {"type": "succeeded", "message": {"id": "m"}}}', "a message without usage"),
        (LINES[0][:90], "not valid JSON"),
    ],
)
def test_a_line_that_is_no_result_is_a_reject(line: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "batch.json").write_text(json.dumps(BATCH))
    outcome = loaded(write(tmp_path / f"{BATCH['id']}.jsonl", *LINES[1:], line), tmp_path / "batch.json")
    assert len(outcome.requests) == len(LINES) - 1
    assert reason in outcome.reasons[0]
