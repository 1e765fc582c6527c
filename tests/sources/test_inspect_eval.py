"""What is particular to Inspect's logs: archives, retried attempts, nested tools, two meanings of input, old clocks."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded
from norush.errors import SourceError
from norush.sources import archives
from norush.sources.formats.inspect_eval import lines
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

Json = dict[str, Any]
HEADER: Json = {
    "version": 2,
    "eval": {"eval_id": "e1", "run_id": "r1", "task": "arithmetic", "model": "anthropic/claude-sonnet-5"},
    "plan": {},
}


def event(number: int = 1, **changes: Any) -> Json:  # noqa: ANN401  (JSON)
    usage = {"input_tokens": 42, "output_tokens": 11, "total_tokens": 53}
    return {
        "event": "model", "uuid": f"EventOfATest{number:010d}", "model": "anthropic/claude-sonnet-5",
        "timestamp": "2026-10-05T09:14:03.221000+00:00", "completed": "2026-10-05T09:14:05.532000+00:00",
        "output": {"model": "claude-sonnet-5", "choices": [{"stop_reason": "stop"}], "usage": usage}, **changes,
    }  # fmt: skip


def sample(*events: Json, **changes: Any) -> Json:  # noqa: ANN401  (JSON)
    return {"id": 1, "epoch": 1, "uuid": "the-sample", "events": list(events), **changes}


def log(path: Path, *samples: Json, header: Mapping[str, Any] = HEADER) -> Path:
    path.write_text(json.dumps({**header, "samples": samples}, indent=2), encoding="utf-8")
    return path


def archive(path: Path, members: Mapping[str, object]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content if isinstance(content, str) else json.dumps(content))
    return path


def rows(path: Path, columns: str) -> list[tuple[Any, ...]]:
    with Warehouse() as warehouse:
        add(warehouse, path)
        return warehouse.rows(f"select {columns} from requests order by request_id")


def test_the_three_containers_hold_the_same_calls() -> None:
    calls, *others = (loaded(FIXTURES / f"inspect_eval{rest}") for rest in (".eval", "_deflate.eval", ".json"))
    for other in others:
        assert other.requests == calls.requests
        assert other.counts == calls.counts


def test_zlib_reads_what_libdeflate_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = loaded(FIXTURES / "inspect_eval_deflate.eval")
    monkeypatch.setattr(archives, "_deflate", lambda: (archives._zlib_inflate, zlib.crc32))
    assert loaded(FIXTURES / "inspect_eval_deflate.eval").requests == wanted.requests


def test_answers_from_the_cache_open_calls_and_stand_ins_are_no_requests(tmp_path: Path) -> None:
    others = event(2, cache="read"), event(3, pending=True), event(4, model="mockllm/model")
    written = event(5, cache="write")
    outcome = loaded(log(tmp_path / "log.json", sample(event(1), *others, written)))
    assert outcome.counts == (5, 2, 0, 0, 3)


def test_calls_of_a_retried_attempt_and_inside_of_tools_count(tmp_path: Path) -> None:
    inner = {"event": "tool", "events": [event(3), {"event": "state"}]}
    tool = {"event": "tool", "events": [event(2), inner]}
    retried = [{"message": "invented", "events": [event(4, error="TimeoutError: invented")]}]
    path = log(tmp_path / "log.json", sample(event(1), tool, error_retries=retried))
    assert rows(path, "request_id, status, session_id") == [
        ("EventOfATest0000000001", "succeeded", "the-sample"),
        ("EventOfATest0000000002", "succeeded", "the-sample"),
        ("EventOfATest0000000003", "succeeded", "the-sample"),
        ("EventOfATest0000000004", "errored", "the-sample"),
    ]


def test_a_sample_in_two_logs_counts_once(tmp_path: Path) -> None:
    log(tmp_path / "log.json", sample(event(1), event(2)))
    log(tmp_path / "scored.json", sample(event(1), event(2)), header={**HEADER, "status": "success"})
    assert loaded(tmp_path).counts == (4, 2, 2, 0, 0)


READ = {"input_tokens_cache_read": 900, "output_tokens": 7}


@pytest.mark.parametrize(
    ("usage", "told"),
    [
        ({"input_tokens": 100, **READ, "total_tokens": 1007}, (100, 900, 7)),
        ({"input_tokens": 1000, **READ, "total_tokens": 1007}, (100, 900, 7)),
        ({"input_tokens": 1000, **READ}, (1000, 900, 7)),
        ({"input_tokens": "12", "output_tokens": "3", "total_tokens": "15"}, (12, 0, 3)),
    ],
)
def test_total_tokens_say_whether_input_includes_the_cache(usage: Json, told: tuple[int, ...], tmp_path: Path) -> None:
    path = log(tmp_path / "log.json", sample(event(output={"model": "gpt-4o", "usage": usage})))
    assert rows(path, "input_tokens, cache_read_tokens, output_tokens") == [told]


START, LATER = datetime(2024, 10, 5, 9, 14, 3, 0, UTC), datetime(2024, 10, 5, 9, 14, 5, 500000, UTC)


@pytest.mark.parametrize(
    ("version", "completed", "took", "told"),
    [
        ("0.3.285", "2024-10-05T11:14:05.5+02:00", 1.0, (START, LATER)),
        ("0.3.58", None, 2.5, (START, LATER)),
        ("0.3.48", None, None, (START, None)),
        ("0.3.41.dev123+g9ad2119a", None, None, (None, START)),
    ],
)
def test_the_clock_of_each_version(
    version: str, completed: str | None, took: float | None, told: tuple[datetime | None, ...], tmp_path: Path
) -> None:
    output = {**event()["output"], "time": took}
    call = event(timestamp="2024-10-05T05:14:03-04:00", completed=completed, output=output)
    header = {**HEADER, "eval": {**HEADER["eval"], "packages": {"inspect_ai": version}}}
    path = log(tmp_path / "log.json", sample(call), header=header)
    assert rows(path, "started_at, ended_at") == [told]


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("anthropic/claude-sonnet-5", ("anthropic", "claude-sonnet-5")),
        ("anthropic/bedrock/anthropic.claude-opus-4-1", ("bedrock", "anthropic.claude-opus-4-1")),
        ("openai/azure/gpt-4o", ("azure", "gpt-4o")),
        ("openrouter/anthropic/claude-opus-5", ("openrouter", "anthropic/claude-opus-5")),
    ],
)
def test_the_provider_stands_before_the_model(model: str, told: tuple[str, str], tmp_path: Path) -> None:
    path = log(tmp_path / "log.json", sample(event(model=model, output={**event()["output"], "model": ""})))
    assert rows(path, "provider, model") == [told]


@pytest.mark.parametrize(
    ("error", "kind", "status"),
    [
        ("RateLimitError('my secret')", "RateLimitError", "errored"),
        ("my secret went wrong", "http 529", "errored"),
        ("Cancelled by operator", "http 529", "canceled"),
    ],
)
def test_of_an_error_its_kind_alone_is_kept(error: str, kind: str, status: str, tmp_path: Path) -> None:
    call = event(error=error, output={"model": "", "choices": []}, request_ids=[{"id": "req_1", "status": 529}])
    assert rows(log(tmp_path / "log.json", sample(call)), "status, error_type, input_tokens") == [(status, kind, 0)]


@pytest.mark.parametrize(
    ("batch", "tier"), [(True, "batch"), ({"size": 9}, "batch"), (False, "standard"), (None, "standard")]
)
def test_a_batched_call_is_told_by_its_settings(batch: object, tier: str, tmp_path: Path) -> None:
    path = log(tmp_path / "log.json", sample(event(config={"batch": batch, "max_tokens": 512})))
    assert rows(path, "service_tier, max_tokens") == [(tier, 512)]


ODD = {
    "not a number": event(7, working_start=float("nan")),
    "half a surrogate": event(7, note="\ud800"),
    "another shape of what is not read": event(7, span_id={"a": [1]}, metadata="text"),
    "another shape of what is read": event(7, tools=["look_up"], config="none", call=[]),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_field_does_not_cost_the_sample(odd: str, tmp_path: Path) -> None:
    path = log(tmp_path / "log.json", sample(event(1), ODD[odd], event(9)))
    assert len(rows(path, "input_tokens")) == 3


def test_a_call_whose_usage_has_another_shape_is_a_reject(tmp_path: Path) -> None:
    outcome = loaded(log(tmp_path / "log.json", sample(event(1), event(2, output={"usage": [42, 11]}))))
    assert outcome.counts == (2, 1, 0, 1, 0)
    assert outcome.reasons == ["no input token count"]
    assert outcome.rejects[0].line == 2


def test_a_time_without_an_offset_is_a_reject(tmp_path: Path) -> None:
    call = event(2, timestamp="2026-10-05T09:14:03", completed="2026-10-05T09:14:04")
    assert loaded(log(tmp_path / "log.json", sample(event(1), call))).reasons == ["no readable start or end time"]


def test_what_a_log_leaves_out_is_a_reject_that_says_so(tmp_path: Path) -> None:
    usage = {"model_usage": {"anthropic/claude-sonnet-5": {"input_tokens": 9}}}
    bare = {**HEADER, "status": "success", "stats": usage}
    members = {"_journal/start.json": HEADER, "header.json": bare}
    archive(tmp_path / "bare.eval", members)
    archive(tmp_path / "broken.eval", {**members, "samples/1_epoch_1.json": '{"id": 1, "events": [{]}'})
    log(tmp_path / "log.json", sample(**usage), sample(event(1)), sample())
    outcome = loaded(tmp_path)
    assert outcome.counts == (4, 1, 0, 3, 0)
    assert sorted(outcome.reasons) == [
        "a log without its samples: it has totals, but no calls",
        "a sample that is not valid JSON",
        "a sample without its events: which calls it made is not in the log",
    ]


def test_a_log_that_was_cut_short_has_the_samples_that_were_written(tmp_path: Path) -> None:
    members = {"_journal/start.json": HEADER, "samples/1_epoch_1.json": sample(event(1))}
    assert loaded(archive(tmp_path / "log.eval", members)).counts == (1, 1, 0, 0, 0)


@pytest.mark.parametrize("damage", ["content", "end", "directory"])
def test_a_damaged_archive_is_left_out(damage: str, tmp_path: Path) -> None:
    content = bytearray((FIXTURES / "inspect_eval_deflate.eval").read_bytes())
    if damage == "content":
        content[len(content) // 2] ^= 0xFF
    path = tmp_path / "log.eval"
    path.write_bytes({"content": content, "end": content[: len(content) // 2], "directory": content[:-30]}[damage])
    with pytest.raises(SourceError, match="its zip data is cut off or damaged"):
        loaded(path)


def test_a_document_that_is_cut_off_is_left_out(tmp_path: Path) -> None:
    content = log(tmp_path / "log.json", sample(event(1), attachments={"a": "invented " * 50_000})).read_bytes()
    (tmp_path / "log.json").write_bytes(content[:-3])
    with pytest.raises(SourceError, match="it ends in the middle of its JSON"):
        loaded(tmp_path / "log.json")


def test_other_archives_say_what_to_do(tmp_path: Path) -> None:
    path = archive(tmp_path / "logs.zip", {"a.jsonl": "{}"})
    with pytest.raises(SourceError, match=r"a zip archive of files \(1 jsonl\): unpack it"):
        loaded(path)
    with pytest.raises(SourceError, match="a zip archive: unpack it"):
        loaded(FIXTURES / "inspect_eval.eval", format_name="canonical")


def test_no_text_is_in_what_the_database_gets_to_read(tmp_path: Path) -> None:
    secret = "a secret of the prompt"
    call = event(
        1, input=[{"content": secret}], call={"request": {"messages": secret}, "response": {"content": secret}}
    )
    document = json.dumps({**HEADER, "samples": [sample(call, input=secret, messages=[secret])]}).encode()
    written = b"".join(lines([document], "log.json"))
    assert b"EventOfATest0000000001" in written
    assert secret.encode() not in written
