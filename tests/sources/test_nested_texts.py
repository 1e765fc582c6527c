"""An object that a log wrote as a JSON text is the object; and a reread for the lines of rejects changes no count."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, check_promises, loaded, write
from norush.errors import CountError
from norush.params import Params
from norush.sources import registry
from norush.sources.load import load
from norush.warehouse import Warehouse
from records import CALLED, beside, records

NESTED = {
    source.name: [name for name, kind in source.columns.items() if isinstance(kind, Mapping)]
    for source in registry.SOURCES
    if not source.lines
}
LOGS = sorted(name for name, nested in NESTED.items() if nested and (FIXTURES / f"{name}.jsonl").exists())


def written(name: str, lines: list[Any], folder: Path) -> Path:
    path = folder / CALLED.get(f"{name}.jsonl", f"{name}.jsonl")
    path.parent.mkdir(exist_ok=True)
    return write(path, *lines)


def as_texts(name: str, lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every second line with its nested objects as texts."""
    for place, line in enumerate(lines):
        held = {field: json.dumps(line[field]) for field in NESTED[name] if isinstance(line.get(field), dict)}
        yield {**line, **held} if place % 2 else line


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", LOGS)
@pytest.mark.slow
def test_an_object_as_text_is_the_object_also_beside_a_reject(name: str, tmp_path: Path) -> None:
    lines = records(f"{name}.jsonl")[:24]
    told = {}
    for way, said in (("objects", lines), ("texts", list(as_texts(name, lines)))):
        with Warehouse() as warehouse:
            paths = [written(name, [*said, "not JSON"], tmp_path / way), *beside(f"{name}.jsonl")]
            load(warehouse, paths, Params())
            check_promises(warehouse)
            told[way] = (
                warehouse.rows("select * exclude (file_id) from requests order by request_id"),
                warehouse.rows("select line, reason from rejects where reason <> '' order by all"),
                warehouse.rows("select kind, id, name from names order by all"),
            )
    assert told["texts"] == told["objects"]


def claude(uuid: str, call: str, at: str) -> dict[str, Any]:
    return {
        **{"type": "assistant", "uuid": uuid, "sessionId": "s", "timestamp": at, "cwd": "/srv/shop"},
        "message": {
            **{"id": call, "model": "claude-opus-4-6", "role": "assistant", "content": []},
            "usage": {"input_tokens": 3, "output_tokens": 20},
        },
    }


def test_a_line_whose_call_is_told_in_another_file_is_no_reject(tmp_path: Path) -> None:
    """Read again alone, its file knows no time of that call."""
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(first, claude("1", "msg_A", "garbage"), "", "no JSON", claude("2", "msg_B", "garbage"))
    write(second, claude("3", "msg_A", "2026-10-05T09:00:05Z"), "", "", "no JSON")
    with Warehouse() as warehouse:
        load(warehouse, [first, second], Params())
        check_promises(warehouse)
        rejects = warehouse.rows("select file[-7:], line, reason from rejects order by all")
        assert [(file, line) for file, line, _ in rejects] == [("a.jsonl", 3), ("a.jsonl", 4), ("b.jsonl", 4)]
        assert rejects[1][2] == "no readable time"
        assert warehouse.rows("select requests, duplicates, rejects from files order by path") == [(0, 1, 2), (1, 0, 1)]


def test_a_message_that_is_no_json_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    garbled = {**claude("1", "msg_A", "2026-10-05T09:00:05Z"), "message": '{"id": "msg_A", "usage": {"input'}
    outcome = loaded(write(path, claude("2", "msg_B", "2026-10-05T09:00:05Z"), garbled))
    assert outcome.reasons == ["a message that is not valid JSON: what was used is not known"]


def test_records_that_go_missing_are_an_error_and_nothing_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.jsonl", claude("1", "msg_A", "2026-10-05T09:00:05Z"), "no JSON")
    monkeypatch.setattr("norush.sources.load.keep_rejects", lambda *_, **__: None)
    with Warehouse() as warehouse:
        with pytest.raises(CountError, match="2 records were read and 1 accounted for"):
            load(warehouse, [path], Params())
        assert warehouse.rows("select * from files") == []
