"""JSON documents as lines: lists, pages, lists of pages, and records too long to stay whole."""

import errno
import json
from pathlib import Path

import pytest

from loads import FIXTURES, loaded
from norush.errors import SourceError
from norush.sources import documents, unpacking

RECORDS = [{"a": 1}, {"b": [1.50, {"data": "x\ny"}]}]


def parsed(*lines: bytes) -> list[object]:
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("document", "records_at"),
    [
        (RECORDS, None),
        (RECORDS, "runs"),
        ({"data": RECORDS}, None),
        ({"more": False, "runs": RECORDS}, "runs"),
        ([{"runs": RECORDS[:1]}, {"runs": RECORDS[1:]}], "runs"),
        ([{"runs": RECORDS[:1]}, RECORDS[1]], "runs"),
    ],
)
def test_the_records_of_a_document(document: object, records_at: str | None, indent: int | None) -> None:
    text = f" {json.dumps(document, indent=indent)}\n".encode()
    lines = list(documents.lines(text, records_at))
    assert parsed(*lines) == RECORDS
    assert all(line.count(b"\n") == 1 for line in lines)


def test_without_a_name_for_its_list_a_list_of_pages_is_a_list_of_records() -> None:
    pages = [{"data": RECORDS}]
    assert parsed(*documents.lines(json.dumps(pages).encode(), None)) == pages


def test_numbers_stay_as_they_were_written() -> None:
    assert list(documents.lines(b'[{"a": 1.50e-7,\n "b": 12345678901234567890.10}]', None)) == [
        b'{"a":1.50e-7,"b":12345678901234567890.10}\n'
    ]


@pytest.mark.parametrize("text", [b"[{}", b'{"a": }', b"{} {}", b'[{"a": NaN}]'])
def test_what_is_not_one_value_is_an_error(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|truncated"):
        list(documents.lines(text, None))


def test_a_long_record_becomes_several_with_what_they_have_in_common() -> None:
    spans = [{"id": at, "text": "x" * 5000} for at in range(300)]
    record = {"at": "here", "outer": [{"of": 1, "inner": spans}, {"of": 2, "inner": []}]}
    parts = parsed(*documents.lines(json.dumps(record).encode(), None, ("outer", "inner")))
    assert [span for part in parts for group in part["outer"] for span in group["inner"]] == spans  # type: ignore[index]
    assert [group["of"] for part in parts for group in part["outer"]] == [1, 1, 1, 2]  # type: ignore[index]
    assert {part["at"] for part in parts} == {"here"}  # type: ignore[index]
    assert parsed(*documents.lines(json.dumps(record).encode(), None, ())) == [record]


@pytest.mark.slow
def test_a_long_trace_has_the_calls_of_a_short_one(tmp_path: Path) -> None:
    short = FIXTURES / "langfuse_trace.json"
    trace = json.loads(short.read_text(encoding="utf-8"))
    for at, observation in enumerate(trace["observations"]):
        observation["metadata"] = {"filled": "x" * 2_000_000 if at < 9 else ""}
    (tmp_path / "long.json").write_text(json.dumps(trace))
    assert loaded(tmp_path / "long.json").requests == loaded(short).requests


def test_a_reject_in_a_document_has_its_place_and_its_shape(tmp_path: Path) -> None:
    page = json.loads((FIXTURES / "litellm.json").read_text(encoding="utf-8"))
    page["data"][4]["prompt_tokens"] = -5
    (tmp_path / "log.json").write_text(json.dumps(page, indent=1))
    (reject,) = loaded(tmp_path / "log.json").rejects
    assert (reject.line, reject.reason) == (5, "a negative token count")
    assert str(reject.excerpt).startswith('{"request_id":<')


def test_a_full_disk_is_no_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(unpacking, "unpack", full)
    with pytest.raises(SourceError, match=r"a copy of .*litellm[.]json does not fit into .*: make room"):
        loaded(FIXTURES / "litellm.json")
