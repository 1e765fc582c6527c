"""Prompts become chains of hashes: equal beginnings are equal, tokens add up, and no text stays."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loads import add, write
from norush.warehouse import Warehouse

Body = Mapping[str, Any] | list[Any] | str
Chain = list[tuple[str, int]]
SALT = "a salt"
BREAKPOINT = {"cache_control": {"type": "ephemeral", "ttl": "1h"}}
PICTURE = "iVBORw0KGgo" + "A" * 90_000


@pytest.fixture(scope="module")
def steps() -> Iterator[Warehouse]:
    """The two steps, over a view `checked` of the requests in a table `sent`."""
    with Warehouse() as warehouse:
        warehouse.connection.execute(f"set variable salt = '{SALT}'")
        warehouse.connection.execute("create table sent (place integer, body json, tokens bigint)")
        warehouse.connection.execute(
            """
            create temp view checked as
            select
                place, 'request' as kind, null::text as reason,
                null::struct(hash text, tokens bigint)[] as prefix_blocks,
                tokens as input_tokens, 0::bigint as cache_read_tokens, 0::bigint as cache_write_5m_tokens,
                0::bigint as cache_write_1h_tokens, body
            from sent
            """
        )
        for step in ("said", "hashed"):
            warehouse.run_step(f"1_load/{step}")
        yield warehouse


def chains(steps: Warehouse, requests: Sequence[tuple[Body, int]]) -> list[Chain]:
    """The blocks of each request: (hash, tokens); none where there is no prompt."""
    steps.connection.execute("delete from sent")
    rows = [[place, json.dumps(body), tokens] for place, (body, tokens) in enumerate(requests)]
    steps.connection.executemany("insert into sent values (?, ?, ?)", rows)
    found = steps.rows("select prefix_blocks from hashed order by place")
    assert len(found) == len(requests)
    return [[(block["hash"], block["tokens"]) for block in blocks or ()] for (blocks,) in found]


def chain(steps: Warehouse, body: Body, tokens: int = 1000) -> Chain:
    """The blocks of a request with a prompt."""
    (found,) = chains(steps, [(body, tokens)])
    return found


def hashes(steps: Warehouse, body: Body) -> list[str]:
    return [hash_ for hash_, _ in chain(steps, body)]


def user(*content: Any) -> dict[str, Any]:  # noqa: ANN401  (JSON)
    return {"role": "user", "content": content[0] if len(content) == 1 else list(content)}


def text(said: str, **more: object) -> dict[str, object]:
    return {"type": "text", "text": said, **more}


SCHEMA = {"type": "object", "properties": {"place": {"type": "string"}}}
WEATHER = {"name": "weather", "description": "The weather of a place", "input_schema": SCHEMA}
MESSAGES: dict[str, Any] = {
    "tools": [WEATHER],
    "system": "Answer in one word.",
    "messages": [
        user("Is it wet in Bergen?"),
        {"role": "assistant", "content": [
            text("Let me look."),
            {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"place": "Bergen"}},
        ]},
        user([{"type": "tool_result", "tool_use_id": "toolu_1", "content": "rain"}]),
    ],
}  # fmt: skip
COMPLETIONS = {
    "tools": [{"type": "function", "function": {
        "name": "weather", "description": "The weather of a place", "parameters": SCHEMA,
    }}],
    "messages": [
        {"role": "system", "content": "Answer in one word."},
        user("Is it wet in Bergen?"),
        {"role": "assistant", "content": "Let me look.", "tool_calls": [
            {"id": "toolu_1", "type": "function", "function": {"name": "weather", "arguments": '{"place": "Bergen"}'}},
        ]},
        {"role": "tool", "tool_call_id": "toolu_1", "content": "rain"},
    ],
}  # fmt: skip
CONVERSE = {
    "toolConfig": {"tools": [{"toolSpec": {
        "name": "weather", "description": "The weather of a place", "inputSchema": {"json": SCHEMA},
    }}, {"cachePoint": {"type": "default"}}]},
    "system": [{"text": "Answer in one word."}, {"cachePoint": {"type": "default"}}],
    "messages": [
        user([{"text": "Is it wet in Bergen?"}]),
        {"role": "assistant", "content": [
            {"text": "Let me look."},
            {"toolUse": {"toolUseId": "toolu_1", "name": "weather", "input": {"place": "Bergen"}}},
        ]},
        user([{"toolResult": {"toolUseId": "toolu_1", "content": [{"text": "rain"}], "status": "success"}}]),
    ],
}  # fmt: skip
RESPONSES = {
    "tools": [{"type": "function", "name": "weather", "description": "The weather of a place", "parameters": SCHEMA}],
    "instructions": "Answer in one word.",
    "input": [
        user([{"type": "input_text", "text": "Is it wet in Bergen?"}]),
        {"role": "assistant", "content": [{"type": "output_text", "text": "Let me look."}]},
        {"type": "function_call", "call_id": "toolu_1", "name": "weather", "arguments": '{"place":"Bergen"}'},
        {"type": "function_call_output", "call_id": "toolu_1", "output": "rain"},
    ],
}
BLOCKS = {
    **MESSAGES,
    "tools": [{**WEATHER, **BREAKPOINT}],
    "system": [text("Answer in one word.", **BREAKPOINT)],
    "messages": [
        user([text("Is it wet in Bergen?")]),
        {"role": "assistant", "content": [
            text("Let me look."),
            {**BREAKPOINT, "type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"place": "Bergen"}},
        ]},
        user([{"type": "tool_result", "tool_use_id": "toolu_1", "content": [text("rain")], **BREAKPOINT}]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [COMPLETIONS, CONVERSE, RESPONSES, BLOCKS, json.dumps(MESSAGES), json.dumps(COMPLETIONS, indent=2),
     COMPLETIONS | {"functions": None, "system": None}],
    ids=["chat completions", "Converse", "Responses", "blocks and breakpoints", "a text", "spaces", "nulls"],
)  # fmt: skip
def test_one_request_is_one_chain_whatever_the_shape(body: Body, steps: Warehouse) -> None:
    expected, found = chain(steps, MESSAGES), chain(steps, body)
    assert len(expected) == 6
    assert found == expected


def test_other_ways_to_say_one_message(steps: Warehouse) -> None:
    expected = chain(steps, {"messages": [user("Good morning")]})
    gemini = {"contents": [{"role": "user", "parts": [{"text": "Good morning"}]}]}
    spans = [{"role": "user", "parts": [{"type": "text", "content": "Good morning"}]}]
    for body in ([user("Good morning")], "Good morning", {"prompt": "Good morning"}, gemini, spans):
        assert chain(steps, body) == expected
    assert chain(steps, {"systemInstruction": {"parts": [{"text": "Be kind"}]}, **gemini}) == chain(
        steps, {"system": "Be kind", "messages": [user("Good morning")]}
    )


def test_the_chain_is_what_the_docs_say(steps: Warehouse) -> None:
    def number(said: str) -> int:
        return int.from_bytes(hashlib.md5(said.encode()).digest()[8:], "little")

    link, expected = number(SALT), []
    for said in ("system\x1ftext\x1fBe kind", "user\x1ftext\x1fGood morning"):
        link = number(f"{link} {number(said)}")
        expected.append(f"{link:016x}")
    found = chain(steps, {"system": "Be kind", "messages": [user("Good morning")]})
    assert [hash_ for hash_, _ in found] == expected


def test_what_comes_later_changes_nothing_before(steps: Warehouse) -> None:
    whole = hashes(steps, MESSAGES)
    for length in range(1, 4):
        shorter = hashes(steps, {**MESSAGES, "messages": MESSAGES["messages"][:length]})
        assert whole[: len(shorter)] == shorter
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"tools": [{**WEATHER, "description": "The weather"}]}, 0),
        ({"tools": [WEATHER, {**WEATHER, "name": "climate"}]}, 1),
        ({"tools": []}, 0),
        ({"system": "Answer in two words."}, 1),
        ({"messages": [user("Is it dry in Bergen?"), *MESSAGES["messages"][1:]]}, 2),
        ({"messages": [{**MESSAGES["messages"][0], "role": "assistant"}, *MESSAGES["messages"][1:]]}, 2),
        ({"messages": [MESSAGES["messages"][0], *MESSAGES["messages"][2:]]}, 3),
        ({"system": "Answer in one word.Is it wet in Bergen?", "messages": MESSAGES["messages"][1:]}, 1),
    ],
)
def test_a_change_changes_everything_after_it(changes: dict[str, Any], same: int, steps: Warehouse) -> None:
    before, after = hashes(steps, MESSAGES), hashes(steps, MESSAGES | changes)
    assert before[:same] == after[:same]
    assert not set(before[same:]) & set(after[same:])


def test_a_breakpoint_in_a_text_is_text(steps: Warehouse) -> None:
    marked = 'a {"type": "x", "cache_control": {"type": "ephemeral"}}'
    plain = marked.replace(', "cache_control": {"type": "ephemeral"}', "")
    result = {"type": "tool_result", "tool_use_id": "1"}
    for before, after in (
        (user(marked), user(plain)),
        (
            user([{**result, "content": [text(marked), text("b")]}]),
            user([{**result, "content": [text(plain), text("b")]}]),
        ),
        (user([{"type": "search_result", "title": marked}]), user([{"type": "search_result", "title": plain}])),
    ):
        assert hashes(steps, [before]) != hashes(steps, [after])


def test_a_breakpoint_inside_a_block_is_left_out(steps: Warehouse) -> None:
    def result(**mark: object) -> Body:
        content = [{**mark, **text("a")}, text("b", **mark)]
        return [user([{"type": "tool_result", "tool_use_id": "1", "content": content}])]

    assert hashes(steps, result(**BREAKPOINT)) == hashes(steps, result())


def test_the_salt_is_part_of_every_hash(steps: Warehouse) -> None:
    before = hashes(steps, MESSAGES)
    steps.connection.execute("set variable salt = 'another'")
    after = hashes(steps, MESSAGES)
    steps.connection.execute(f"set variable salt = '{SALT}'")
    assert not set(before) & set(after)


def test_pictures_and_files_have_bounded_shares(steps: Warehouse) -> None:
    words = "It is as it is. " * 400  # 6,400 bytes
    source = {"type": "base64", "media_type": "image/png", "data": PICTURE}
    url = {"url": f"data:image/png;base64,{PICTURE}"}
    shapes: list[dict[str, Any]] = [
        {"type": "image", "source": source},
        {"type": "image_url", "image_url": url},
        {"image": {"format": "png", "source": {"bytes": PICTURE}}},
    ]
    pictures = [chain(steps, [user([picture, text(words)])]) for picture in shapes]
    assert pictures[0] == pictures[1] == pictures[2]
    assert [tokens for _, tokens in pictures[0]] == pytest.approx([500, 500], abs=2)
    nested = {"type": "tool_result", "tool_use_id": "1", "content": [{"type": "image", "source": source}, text("ok")]}
    document = {"type": "document", "title": "of 2026", "source": {**source, "media_type": "application/pdf"}}
    for block in (nested, document, {"type": "input_file", "file": {"file_data": url["url"]}}):
        found = chain(steps, [user([block, text(words)])])
        assert [tokens for _, tokens in found] == pytest.approx([500, 500], abs=10)
    long_text = chain(steps, [user([text(PICTURE), text(words)])])
    assert long_text[0][1] > 900  # said as a text it is read as one


def test_shares_go_to_the_largest_remainders(steps: Warehouse) -> None:
    def sizes(*wanted: int) -> Body:
        return [user([text("." * (size - len("user\x1ftext\x1f"))) for size in wanted])]

    # of 2.5, 2.5 and 5 the first of equals
    assert [tokens for _, tokens in chain(steps, sizes(15, 15, 30), 10)] == [3, 2, 5]
    assert [tokens for _, tokens in chain(steps, sizes(20, 15, 25), 10)] == [3, 3, 4]  # 3.33, 2.5, 4.17
    assert [tokens for _, tokens in chain(steps, sizes(16, 17, 18), 5)] == [1, 2, 2]  # 1.57, 1.67, 1.76
    assert [tokens for _, tokens in chain(steps, sizes(20, 20, 20), 2)] == [1, 1, 0]
    assert [tokens for _, tokens in chain(steps, sizes(20, 4000), 0)] == [0, 0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["role", "content", "type", "text", "parts", "tool_calls", "input", "name", "call_id", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
BODIES = JSON | st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("tools", "system", "messages", "contents", "input", "prompt", "toolConfig"), JSON)
)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(st.tuples(BODIES, st.integers(0, 20_000_000)), min_size=1, max_size=40))
@pytest.mark.slow
def test_any_request_shares_out_every_token_or_has_no_blocks(steps: Warehouse, requests: list[tuple[Any, int]]) -> None:
    for (_, tokens), found in zip(requests, chains(steps, requests), strict=True):
        assert not found or sum(share for _, share in found) == tokens
        assert all(share >= 0 for _, share in found)


@pytest.mark.parametrize("mark", ["redacted-by-litellm", "REDACTED_BY_LITELM", "[REDACTED]", "__REDACTED__", "***"])
def test_texts_that_were_taken_out_are_equal_to_nothing(mark: str, steps: Warehouse) -> None:
    shown = f"Is {mark} a word?"
    bodies: list[Body] = [
        [user(mark)],
        {**MESSAGES, "system": [text(mark)]},
        [user("Hello"), user([text(mark)])],
        [user(shown)],
    ]
    assert [bool(found) for found in chains(steps, [(body, 7) for body in bodies])] == [False, False, False, True]


def test_a_text_that_was_cut_has_the_share_of_the_whole(steps: Warehouse) -> None:
    for mark in ("... (litellm_truncated skipped 7000 chars) ...", "... (litellm_truncated 7000 chars)"):
        cut, whole = chain(steps, [user([text("a" * 1000 + mark), text("b" * 8000)])])
        assert cut[1] == pytest.approx(whole[1], abs=10)


def test_a_body_without_a_prompt_has_no_blocks(steps: Warehouse) -> None:
    empty: list[Body] = [{}, [], "", {"messages": []}, {"messages": None, "tools": []}, {"model": "claude-opus-5"}]
    assert chains(steps, [(body, 7) for body in empty]) == [[]] * len(empty)


LOGGED = {
    "logged_at": "2026-10-05T09:14:04.767Z",
    "request": {"model": "claude-sonnet-5", "metadata": {"user_id": "u"}, **MESSAGES},
    "response": {
        "id": "msg_01PrefixSample0000001", "type": "message", "role": "assistant", "model": "claude-sonnet-5",
        "content": [text("kumquat")], "stop_reason": "end_turn",
        "usage": {
            "input_tokens": 7, "cache_creation_input_tokens": 31, "cache_read_input_tokens": 60, "output_tokens": 5,
        },
    },
}  # fmt: skip


def test_a_logged_request_leaves_hashes_and_no_text(tmp_path: Path) -> None:
    words = ("weather", "place", "one word", "Bergen", "Let me look", "toolu_1", "rain", "kumquat")
    database = tmp_path / "kept.duckdb"
    with Warehouse(database) as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", LOGGED, {**LOGGED, "logged_at": None}))
        (blocks,) = warehouse.row("select prefix_blocks from requests")
        tables = [name for (name,) in warehouse.rows("select table_name from duckdb_tables()")]
        held = "\n".join(str(warehouse.rows(f'select * from "{name}"')) for name in tables)
    assert sum(block["tokens"] for block in blocks) == 98
    assert len(blocks) == 6
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("kept"))
    for word in words:
        assert word not in held
        assert word.encode() not in on_disk


def test_hashes_that_a_log_brings_stay(tmp_path: Path) -> None:
    row = {
        "started_at": "2026-10-05T09:14:03Z", "model": "claude-sonnet-5", "input_tokens": 7, "output_tokens": 1,
        "prefix_blocks": [{"hash": "0123456789abcdef", "tokens": 7}],
    }  # fmt: skip
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", row))
        assert warehouse.row("select prefix_blocks from requests")[0] == row["prefix_blocks"]
