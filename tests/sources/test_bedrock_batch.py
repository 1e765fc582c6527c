"""Bedrock batch output: its records have no time, their job has; the job is found by the path."""

import json
import shutil
from pathlib import Path

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

OUTPUT, JOBS = FIXTURES / "bedrock_batch.a1b2c3d4e5f6.jsonl.out", FIXTURES / "bedrock_batch_jobs.json"


def test_the_folder_of_a_job_gives_its_records_their_times(tmp_path: Path) -> None:
    folders = {"a1b2c3d4e5f6": "2026-10-05 09:14:03.221+00", "f6e5d4c3b2a1": "2026-10-06 09:14:03.221+00"}
    for folder in folders:
        (tmp_path / folder).mkdir()
        lines = OUTPUT.read_text(encoding="utf-8").replace("msg_bdrk_01Batch", f"msg_{folder}")
        (tmp_path / folder / "tickets.jsonl.out").write_text(lines)
    shutil.copy(JOBS, tmp_path / "jobs.json")
    with Warehouse() as warehouse:
        assert not add(warehouse, tmp_path).rejects
        found = warehouse.rows(
            "select distinct f.path, r.started_at::text from requests r join files f using (file_id)"
        )
    assert {Path(path).parent.name: began for path, began in found} == folders


def test_without_its_job_a_record_is_a_reject_that_says_what_to_do(tmp_path: Path) -> None:
    for outcome in (loaded(OUTPUT), loaded(Path(shutil.copy(OUTPUT, tmp_path / "other.jsonl.out")), JOBS)):
        assert not outcome.requests
        assert len(outcome.rejects) == 24
        assert "Give its job too" in outcome.reasons[0]


def test_a_job_by_itself_and_its_manifest(tmp_path: Path) -> None:
    (job, _) = json.loads(JOBS.read_text(encoding="utf-8"))["invocationJobSummaries"]
    (tmp_path / "job.json").write_text(json.dumps(job, indent=4))
    manifest = {"totalRecordCount": 24, "processedRecordCount": 24, "successRecordCount": 22, "errorRecordCount": 2}
    write(tmp_path / "manifest.json.out", manifest)
    outcome = loaded(OUTPUT, tmp_path)
    assert len(outcome.requests) == 24
    assert outcome.counts == (26, 24, 0, 0, 1)
    page_on_one_line = write(tmp_path / "page.json", {"invocationJobSummaries": [job]})
    assert len(loaded(OUTPUT, page_on_one_line).requests) == 24


def test_a_job_that_cannot_be_read_is_a_reject(tmp_path: Path) -> None:
    jobs: list[dict[str, object]] = [
        {"jobArn": "arn:x/1", "modelId": "m", "submitTime": "soon"},
        {"modelId": "m"},
        {"invocationJobSummaries": []},
    ]
    outcome = loaded(write(tmp_path / "jobs.jsonl", *jobs))
    assert outcome.counts == (3, 0, 0, 2, 1)
    assert outcome.reasons == ["no readable submitTime", "not a Bedrock batch job, or not valid JSON"]
