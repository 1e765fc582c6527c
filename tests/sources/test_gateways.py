"""Proxies and observability tools: whose tokens mean what, what is no call, which rows say the same call again."""

import csv
import json
import tomllib
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded, write
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

EXPECTED = tomllib.loads((FIXTURES / "expected.toml").read_text(encoding="utf-8"))


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()]


def dump(warehouse: Warehouse) -> str:
    """Everything the database holds, as one text."""
    query = "select table_name from information_schema.tables where table_type <> 'VIEW'"
    return "\n".join(str(warehouse.rows(f'select * from "{table}"')) for (table,) in warehouse.rows(query))


def columns(names: str, *paths: Path) -> list[tuple[Any, ...]]:
    """What the requests of these files hold in these columns."""
    with Warehouse() as warehouse:
        add(warehouse, *paths)
        return warehouse.rows(f"select {names} from requests order by request_id")


# LiteLLM

REQUEST = {
    "max_tokens": 77,
    "tools": [{"name": "a"}, {"name": "b"}],
    "messages": [{"role": "user", "content": "kumquat"}],
}


@pytest.mark.parametrize("encoded", [0, 1, 2])
def test_litellm_settings_of_a_stored_request(encoded: int, tmp_path: Path) -> None:
    stored: object = REQUEST
    for _ in range(encoded):
        stored = json.dumps(stored)
    path = write(tmp_path / "log.jsonl", {**lines("litellm.jsonl")[1], "proxy_server_request": stored})
    assert columns("max_tokens, tools", path) == [(77, 2)]


def test_litellm_without_a_stored_request(tmp_path: Path) -> None:
    stored: tuple[object, ...] = ({}, "{}", "", "null", "not json", '{"max_tokens": ', None, [], "[]", 5)
    rows = [
        {**lines("litellm.jsonl")[1], "request_id": f"stored-{at:016d}", "proxy_server_request": it}
        for at, it in enumerate(stored)
    ]
    assert columns("max_tokens, tools", write(tmp_path / "log.jsonl", *rows)) == [(None, None)] * len(stored)


def test_litellm_calls_that_reach_no_model(tmp_path: Path) -> None:
    none = (
        "acreate_batch acreate_file afile_content alist_batches aretrieve_batch list_mcp_tools avector_store_search "
        "aget_messages"
    )
    some = "acompletion aimage_generation arun_thread aresponses pass_through_endpoint aembedding"
    calls = [(name, 0) for name in (*none.split(), *some.split())] + [("aretrieve_batch", 9)]
    rows = [
        {
            **lines("litellm.jsonl")[0],
            "request_id": f"call-{at:016d}",
            "call_type": name,
            "prompt_tokens": tokens,
            "completion_tokens": 0,
        }
        for at, (name, tokens) in enumerate(calls)
    ]
    path = write(tmp_path / "log.jsonl", *rows)
    assert columns("operation", path) == [(name,) for name in (*some.split(), "aretrieve_batch")]
    assert loaded(path).counts[4] == len(none.split())


def test_litellm_pages_of_its_api(tmp_path: Path) -> None:
    rows = lines("litellm.jsonl")
    pages = [{"data": rows[at : at + 9], "total": len(rows), "page": at // 9 + 1} for at in range(0, len(rows), 9)]
    (tmp_path / "list.json").write_text(json.dumps(pages, indent=1))
    write(tmp_path / "lines.jsonl", *pages)
    (tmp_path / "apart").mkdir()
    for at, page in enumerate(pages):
        (tmp_path / "apart" / f"page-{at}").write_text(json.dumps(page))
    whole = loaded(FIXTURES / "litellm.jsonl").requests
    for name in ("list.json", "lines.jsonl", "apart"):
        assert loaded(tmp_path / name).requests == whole, name


def test_litellm_says_a_call_once_in_table_and_payload(tmp_path: Path) -> None:
    table, payload = lines("litellm.jsonl")[0], lines("litellm_payload.jsonl")[0]
    path = write(tmp_path / "payload.jsonl", {**payload, "id": table["request_id"]})
    outcome = loaded(path, write(tmp_path / "table.jsonl", table))
    assert outcome.counts[:3] == (2, 1, 1)


def test_litellm_payload_of_a_version_without_usage_object(tmp_path: Path) -> None:
    rows = lines("litellm_payload.jsonl")
    for row in rows:
        row["response"] = {"usage": row["metadata"].pop("usage_object")}
        row["metadata"]["requester_metadata"] = {}
    found = loaded(write(tmp_path / "log.jsonl", *rows)).totals
    whole = loaded(FIXTURES / "litellm_payload.jsonl").totals
    assert found == {**whole, "web_search_requests": 0}


def test_litellm_payload_one_object_a_file(tmp_path: Path) -> None:
    for at, row in enumerate(lines("litellm_payload.jsonl")):
        (tmp_path / f"time-09-{at:02d}_{row['id']}.json").write_text(json.dumps(row, indent=at % 2 or None))
    assert loaded(tmp_path).requests == loaded(FIXTURES / "litellm_payload.jsonl").requests


# Langfuse

GENERATION = {
    "id": "c0ffee0000000001", "trace_id": "tr-1", "type": "GENERATION", "start_time": "2026-10-05 09:14:03.221",
    "end_time": "2026-10-05 09:14:05.532", "provided_model_name": "claude-sonnet-5", "level": "DEFAULT",
    "updated_at": "2026-10-05 09:14:10.000",
}  # fmt: skip

USAGE: list[tuple[dict[str, object], tuple[int, int, int, int, int] | None]] = [
    # nothing cached
    ({"input": 42, "output": 311, "total": 353}, (42, 0, 0, 0, 311)),
    ({"input": 42, "output": 311}, (42, 0, 0, 0, 311)),
    ({"input": 42, "output": 311, "total": 0}, (42, 0, 0, 0, 311)),
    ({"input_tokens": 42, "output_tokens": 311, "total": 353}, (42, 0, 0, 0, 311)),
    # apart from input
    ({"input": 42, "cache_read_input_tokens": 5210, "output": 311, "total": 5563}, (42, 5210, 0, 0, 311)),
    ({"input": 42, "input_cached_tokens": "5210", "output": "311", "total": "5563"}, (42, 5210, 0, 0, 311)),
    ({"input": 42, "cache_creation_input_tokens": 90, "output": 311, "total": 443}, (42, 0, 90, 0, 311)),
    (
        {"input": 1, "input_cache_creation": 2, "input_cache_creation_5m": 3, "input_cache_creation_1h": 4, "output": 5,
         "total": 15},
        (1, 0, 5, 4, 5),
    ),
    # inside input
    ({"input": 5252, "cache_read_input_tokens": 5210, "output": 311, "total": 5563}, (42, 5210, 0, 0, 311)),
    ({"input": 52, "input_cache_read": 20, "input_cache_write": 2, "output": 311, "total": 363}, (30, 20, 2, 0, 311)),
    ({"input": 85, "output": 29, "total": 114, "prompt_details.cache_read": 80}, (5, 80, 0, 0, 29)),
    # a total that a rounding moved by one
    ({"input": 5252, "cache_read_input_tokens": 5210, "output": 311, "total": 5562}, (42, 5210, 0, 0, 311)),
    ({"input": 42, "cache_read_input_tokens": 5210, "output": 311, "total": 5564}, (42, 5210, 0, 0, 311)),
    # reasoning and other kinds, each apart or inside
    ({"input": 42, "output": 300, "output_reasoning": 11, "total": 353}, (42, 0, 0, 0, 311)),
    ({"input": 42, "output": 311, "output_reasoning": 11, "total": 353}, (42, 0, 0, 0, 311)),
    ({"input": 42, "input_cache_read": 7, "output": 311, "output_reasoning": 11, "total": 360}, (42, 7, 0, 0, 311)),
    ({"input": 49, "input_cache_read": 7, "output": 300, "output_reasoning": 11, "total": 360}, (42, 7, 0, 0, 311)),
    ({"input": 40, "input_audio": 2, "output": 311, "total": 353}, (42, 0, 0, 0, 311)),
    # no total, but an input too small to hold the cache
    ({"input": 42, "cache_read_input_tokens": 5210, "output": 311}, (42, 5210, 0, 0, 311)),
    # a total without the cache, and an input too small to hold it
    ({"input": 10, "cache_read_input_tokens": 50, "output": 5, "total": 15}, (10, 50, 0, 0, 5)),
    # nobody knows
    ({"input": 5252, "cache_read_input_tokens": 5210, "output": 311}, None),
    ({"input": 5252, "cache_read_input_tokens": 5210, "output": 311, "total": 6000}, None),
    ({"input": 42, "cache_of_another_name": 5210, "output": 311, "total": 5563}, None),
    ({"input": 50, "input_cache_read": 7, "output": 300, "output_reasoning": 7, "total": 357}, None),
    ({"output": 311, "total": 311}, None),
    ({"input": "12.5", "output": 311, "total": "323.5"}, None),
    ({"input": -1, "output": 311, "total": 310}, None),
    # thousands, or not: nobody knows
    ({"input": "50", "output": "5", "cache_creation_input_tokens": "3.000", "total": "58"}, None),
    ({"input": "12.000", "input_audio": "1", "output": "5", "total": "18"}, None),
    ({"input": "50", "output": "5", "output_reasoning": "2.000", "total": "57"}, None),
    ({"input": "50", "input_audio": "12,000", "output": "5"}, None),
    ({"input": "50", "input_cache_creation_5m": "5", "cache_creation_input_tokens": "1.234.567", "output": "5"}, None),
    ({"input": "50.0", "output": "5", "total": "55"}, (50, 0, 0, 0, 5)),
]  # fmt: skip


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.slow
def test_langfuse_total_tells_whether_input_includes_the_cache(as_text: bool, tmp_path: Path) -> None:
    rows = [
        {
            **GENERATION,
            "id": f"c0ffee{at:010d}",
            "project_id": f"p{at}",  # a row may prove what those of its project mean
            "usage_details": json.dumps(usage) if as_text else usage,
        }
        for at, (usage, _) in enumerate(USAGE)
    ]
    path = write(tmp_path / "log.jsonl", *rows)
    counts_of = "input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens"
    found = {row[0]: row[1:] for row in columns(f"request_id, {counts_of}", path)}
    for row, (usage, counts) in zip(rows, USAGE, strict=True):
        assert found.get(row["id"]) == counts, usage
    assert len(loaded(path).rejects) == sum(counts is None for _, counts in USAGE)


@pytest.mark.slow
def test_langfuse_traces_name_user_session_and_work(tmp_path: Path) -> None:
    blob, traces = FIXTURES / "langfuse.jsonl", FIXTURES / "langfuse_traces.jsonl"
    wanted = "request_id, app, end_user, tags"
    joined = columns(wanted, blob, traces)
    assert joined == columns(wanted, FIXTURES / "langfuse_events.jsonl")
    assert all(user for _, _, user, _ in joined)
    assert {session for (session,) in columns("session_id", blob, traces)} == {f"sess-{at}" for at in range(6)}
    assert columns("app", blob)[0] == ("production",)  # the environment, where no trace names the work
    for name, path in (("a.jsonl", blob), ("z.jsonl", traces)):  # names come first, whatever their files are called
        (tmp_path / name).write_bytes(path.read_bytes())
    assert columns(wanted, tmp_path) == joined


def test_langfuse_trace_that_was_changed_counts_as_last_told(tmp_path: Path) -> None:
    trace = lines("langfuse_traces.jsonl")[0]
    late = {**trace, "session_id": "late", "updated_at": "2027-01-01 00:00:00.000"}
    generation = {**GENERATION, "trace_id": trace["id"], "usage_details": {"input": 1, "output": 2}}
    path = write(tmp_path / "blob.jsonl", generation)
    assert columns("session_id", path, write(tmp_path / "traces.jsonl", late, trace)) == [("late",)]


@pytest.mark.slow
def test_langfuse_downloaded_trace_and_lists_of_the_api(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "langfuse_trace.json").read_text(encoding="utf-8"))
    whole = loaded(FIXTURES / "langfuse_trace.json").requests
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"data": document["observations"], "meta": {"page": 1}}))
    listed = tmp_path / "trace.json"
    listed.write_text(json.dumps({**document["trace"], "observations": document["observations"]}))
    wanted = "request_id, input_tokens, cache_read_tokens, output_tokens"
    assert columns(wanted, page) == columns(wanted, FIXTURES / "langfuse_trace.json")
    assert loaded(listed).requests == whole
    assert columns("distinct session_id", listed) == [("sess-0",)]
    lined = write(tmp_path / "traces.jsonl", document, {**document, "observations": []})
    assert loaded(lined).requests == whole


@pytest.mark.slow
def test_langfuse_large_trace_is_recognised_before_it_is_read(tmp_path: Path) -> None:
    document = json.loads((FIXTURES / "langfuse_trace.json").read_text(encoding="utf-8"))
    document["trace"]["input"] = "x" * 300_000
    path = tmp_path / "trace.json"
    path.write_text(json.dumps(document, indent=1))
    assert loaded(path).requests == loaded(FIXTURES / "langfuse_trace.json").requests


def test_langfuse_list_of_traces_names_them(tmp_path: Path) -> None:
    trace = json.loads((FIXTURES / "langfuse_trace.json").read_text(encoding="utf-8"))["trace"]
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"data": [{**trace, "observations": ["c0ffee0000000001"]}], "meta": {"page": 1}}))
    with Warehouse() as warehouse:
        add(warehouse, page)
        assert warehouse.rows("select kind, id, session_id from names") == [("trace", trace["id"], "sess-0")]


@pytest.mark.slow
def test_langfuse_generation_around_another_is_the_same_call(tmp_path: Path) -> None:
    cases: list[tuple[dict[str, object], str]] = [
        ({}, "inside"),
        ({"provided_model_name": "claude-sonnet-5-20260814"}, "inside"),
        ({"usage_details": {}}, "outside"),  # the inner one has nothing to count
        ({"provided_model_name": "claude-haiku-4-5"}, "both"),  # a call of its own
        ({"end_time": "2026-10-05 09:14:09.000"}, "both"),
        ({"provided_model_name": "anthropic/claude-sonnet-5"}, "inside"),
        ({"provided_model_name": "claude-sonnet-5-mini"}, "both"),
        ({"end_time": None}, "inside"),
    ]
    usage = {"input": 1, "output": 2, "total": 3}
    rows: list[dict[str, object]] = []
    for at, (inner, _) in enumerate(cases):
        outside: dict[str, object] = {**GENERATION, "id": f"{at}-outside-00000000", "usage_details": usage}
        rows += [outside, {**outside, "id": f"{at}-inside-00000000", "parent_observation_id": outside["id"], **inner}]
    whole = write(tmp_path / "log.jsonl", *rows)
    parts = [write(tmp_path / f"{at}.jsonl", *rows[at::2]) for at in range(2)]
    for loads in ([[whole]], [parts], [[part] for part in parts], [[part] for part in reversed(parts)]):
        with Warehouse() as warehouse:
            for paths in loads:
                outcome = add(warehouse, *paths)
        found = [str(row[0])[:-9] for row in outcome.requests]
        wanted = [
            f"{at}-{it}" for at, (_, left) in enumerate(cases) for it in ("inside", "outside") if left in (it, "both")
        ]
        assert found == wanted
        assert outcome.counts == (16, 11, 5, 0, 0)


def test_langfuse_generation_without_an_end_is_not_over(tmp_path: Path) -> None:
    outside = {**GENERATION, "usage_details": {"input": 1, "output": 2, "total": 3}}
    inside = {**outside, "id": "inside-0000000000", "parent_observation_id": outside["id"]}
    found = loaded(write(tmp_path / "log.jsonl", {**outside, "end_time": None}, inside))
    assert [row[0] for row in found.requests] == ["inside-0000000000"]


@pytest.mark.slow
def test_langfuse_success_after_a_failed_version_counts(tmp_path: Path) -> None:
    """What wrapped nothing but a failed attempt told that attempt again, until it succeeded."""
    failed: dict[str, object] = {
        **GENERATION,
        "usage_details": {},
        "level": "ERROR",
        "updated_at": "2026-10-05 09:14:06.000",
    }
    attempt: dict[str, object] = {**failed, "id": "attempt-0000000000", "parent_observation_id": GENERATION["id"]}
    call: dict[str, object] = {
        **GENERATION,
        "usage_details": {"input": 5, "output": 6, "total": 11},
        "updated_at": "2026-10-05 09:15:00.000",
    }
    rows = [failed, attempt, call]
    every: list[list[list[dict[str, object]]]] = [[rows], *([[row] for row in order] for order in permutations(rows))]
    for loads in every:
        with Warehouse() as warehouse:
            for at, some in enumerate(loads):
                outcome = add(warehouse, write(tmp_path / f"{at}.jsonl", *some))
        assert outcome.counts == (3, 2, 1, 0, 0)
        assert outcome.totals["output_tokens"] == 6


@pytest.mark.slow
def test_langfuse_observation_exported_before_its_end_counts_once(tmp_path: Path) -> None:
    final = {**GENERATION, "usage_details": {"input": 5, "output": 6, "total": 11}}
    early: dict[str, object] = {
        **GENERATION,
        "end_time": None,
        "usage_details": {},
        "updated_at": "2026-10-05 09:14:04.000",
    }
    # a correction that says less counts, because it is later
    middle = {**final, "usage_details": {"input": 5, "output": 7, "total": 12}, "updated_at": "2026-10-05 09:14:05.000"}
    paths = [
        write(tmp_path / "a.jsonl", early, middle),
        write(tmp_path / "b.jsonl", {**final, "updated_at": "2026-10-05 09:14:06.000"}, middle),
    ]
    for loads in ([paths], [[path] for path in paths], [[path] for path in reversed(paths)]):
        with Warehouse() as warehouse:
            for some in loads:
                outcome = add(warehouse, *some)
        assert outcome.counts == (4, 1, 3, 0, 0)
        assert outcome.totals["output_tokens"] == 6
    assert loaded(write(tmp_path / "c.jsonl", early)).reasons == ["no input token count"]


def test_langfuse_error_is_named_and_not_quoted(tmp_path: Path) -> None:
    errors = {
        "529 overloaded_error: kumquat": "overloaded_error",
        "anthropic.RateLimitError: kumquat": "RateLimitError",
        "status 429, said kumquat": "429",
        "kumquat 123456": None,
        None: None,
    }
    rows = [
        {**GENERATION, "id": f"c0ffee{at:010d}", "level": "ERROR", "status_message": message}
        for at, message in enumerate(errors)
    ]
    found = columns("status, error_type", write(tmp_path / "log.jsonl", *rows))
    assert found == [("errored", kind) for kind in errors.values()]


def test_langfuse_spans_are_no_calls_and_embeddings_are(tmp_path: Path) -> None:
    rows = [
        {**GENERATION, "id": f"c0ffee{at:010d}", "type": kind, "usage_details": {"input": 9, "total": 9}}
        for at, kind in enumerate(("SPAN", "AGENT", "TOOL", "EVENT", "EMBEDDING"))
    ]
    outcome = loaded(write(tmp_path / "log.jsonl", *rows))
    assert outcome.counts == (5, 1, 0, 0, 4)
    assert outcome.totals["input_tokens"] == 9
    assert outcome.totals["output_tokens"] == 0


# Helicone


def helicone(**changes: object) -> dict[str, Any]:
    return {**lines("helicone.jsonl")[0], **changes}


def test_helicone_status(tmp_path: Path) -> None:
    rows = [
        helicone(request_id=f"status-{at:012d}", response_status=status)
        for at, status in enumerate((200, 529, -1, -3, -4))
    ]
    assert columns("status, error_type", write(tmp_path / "log.jsonl", *rows)) == [
        ("succeeded", None),
        ("errored", "529"),
        ("errored", "timeout"),
        ("canceled", None),
        ("errored", "threat"),
    ]


def test_helicone_reasoning_is_output(tmp_path: Path) -> None:
    path = write(tmp_path / "log.jsonl", helicone(completion_tokens=10, reasoning_tokens=7, provider="OPENAI"))
    assert columns("output_tokens, provider", path) == [(17, "openai")]


def test_helicone_json_with_the_comma_that_its_tool_leaves(tmp_path: Path) -> None:
    path = tmp_path / "output.json"
    path.write_text("[\n" + "".join(json.dumps(row, indent=2) + ",\n" for row in lines("helicone.jsonl")) + "]\n")
    assert loaded(path).requests == loaded(FIXTURES / "helicone.jsonl").requests


def test_helicone_csv_says_what_to_export_instead(tmp_path: Path) -> None:
    with (FIXTURES / "helicone.csv").open(encoding="utf-8", newline="") as file:
        header, row, *_ = csv.reader(file)
    path = tmp_path / "output.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                header,
                row,
                [cell if name != "response_status" else "200" for name, cell in zip(header, row, strict=True)],
            ]
        )
    outcome = loaded(path)
    assert outcome.counts == (2, 1, 0, 1, 0)
    assert "export JSON lines" in outcome.reasons[0]
    ((session, tags),) = columns("session_id, tags", path)
    assert session.startswith("sess-")
    assert tags == {"Environment": "prod"}


def test_helicone_properties_that_name_a_person_are_no_tags(tmp_path: Path) -> None:
    labels = {"team": "cx", "userName": "Mo", "owner": "mo@example.com", "Helicone-Session-Id": "s-1"}
    path = write(tmp_path / "log.jsonl", helicone(request_properties=labels))
    assert columns("session_id, tags", path) == [("s-1", {"team": "cx"})]


# OpenRouter


def openrouter(path: Path, names: str, *changes: dict[str, str]) -> list[tuple[Any, ...]]:
    """The first call of the fixture with each of these changes, and what is read of it."""
    with (FIXTURES / "openrouter.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    rows = [{**first, "generation_id": f"gen-1791191643-{at:010d}", **change} for at, change in enumerate(changes)]
    path.write_text("\n".join(",".join(row) for row in (first, *(row.values() for row in rows))) + "\n")
    return columns(names, path)


def test_openrouter_variants(tmp_path: Path) -> None:
    changes = [
        {"variant": variant, "model_permaslug": "anthropic/claude-x"} for variant in ("standard", "", "free", "batch")
    ]
    assert openrouter(tmp_path / "activity.csv", "model, service_tier", *changes) == [
        ("anthropic/claude-x", "standard"),
        ("anthropic/claude-x", "standard"),
        ("anthropic/claude-x:free", "standard"),
        ("anthropic/claude-x", "batch"),
    ]


def test_openrouter_status(tmp_path: Path) -> None:
    said = {
        ("true", "error"): "canceled",
        ("false", "error"): "errored",
        ("false", "length"): "succeeded",
        ("", ""): "succeeded",
    }
    changes = [{"cancelled": cancelled, "finish_reason_normalized": reason} for cancelled, reason in said]
    assert openrouter(tmp_path / "activity.csv", "status", *changes) == [(status,) for status in said.values()]


def test_openrouter_call_without_a_sound_duration_has_no_end(tmp_path: Path) -> None:
    changes = [{"generation_time_ms": took} for took in ("", "-5", "1e17", "soon")]
    found = openrouter(tmp_path / "activity.csv", "started_at is not null, first_token_at, ended_at", *changes)
    assert found == [(True, None, None)] * 4


@pytest.mark.parametrize("name", ["openrouter_daily.json", "openrouter_daily.csv"])
def test_openrouter_days_fill_usage_buckets(name: str) -> None:
    expected = EXPECTED[name]
    with Warehouse() as warehouse:
        add(warehouse, FIXTURES / name)
        count, *sums, usd = warehouse.row(
            "select count(*), sum(requests), sum(input_tokens), sum(output_tokens), sum(billed_usd) from usage_buckets"
        )
        hours = warehouse.rows("select distinct date_diff('hour', bucket_start, bucket_end) from usage_buckets")
    assert count == expected["records"]
    assert sums == [expected[f"bucket_{kind}"] for kind in ("requests", "input_tokens", "output_tokens")]
    assert usd == Decimal(expected["bucket_usd"])
    assert hours == [(24,)]


# what is handed on to be hashed


@pytest.mark.slow
def test_a_logged_prompt_becomes_a_chain_of_hashes() -> None:
    blocks = {  # of a call with tools and one message, and of one without tools
        "litellm.jsonl": {2: 4},
        "litellm.csv": {2: 4},
        "litellm_payload.jsonl": {2: 18},
        "helicone.jsonl": {2: 6},
        "langfuse.jsonl": {1: 12, 2: 12},
        "langfuse_ui.csv": {1: 12, 2: 12},
    }
    for name, counts in blocks.items():
        with Warehouse() as warehouse:
            add(warehouse, FIXTURES / name)
            query = "select len(prefix_blocks), count(*) from requests where prefix_blocks is not null group by all"
            assert dict(warehouse.rows(query)) == counts, name


SECRET = "sk-ant-api03-AbCdEfGh1234567890"


@pytest.mark.slow
def test_a_secret_in_any_field_reaches_no_table(tmp_path: Path) -> None:
    """A key, and an e-mail address as end user, wherever a text stands in a record."""
    for name in ("litellm.jsonl", "litellm_payload.jsonl", "langfuse.jsonl", "langfuse_traces.jsonl", "helicone.jsonl"):
        sound = lines(name)
        rows = [planted for row in (sound[0], sound[-1]) for planted in plant(row)]
        assert len(rows) > 10
        with Warehouse() as warehouse:
            add(warehouse, write(tmp_path / name, *sound, *rows))
            held = dump(warehouse)
        assert SECRET.lower() not in held.lower(), name
        assert "mo@example.com" not in held, name


def plant(record: dict[str, Any]) -> list[Any]:
    """The record once for each text in it, with an id of its own and a key for the text; an address for an end user."""
    copies: list[Any] = []
    for at, path in enumerate(paths_of(record)):
        copy = {
            **json.loads(json.dumps(record)),
            "request_id" if "request_id" in record else "id": f"planted-{at:016d}",
        }
        place = copy
        for step in path[:-1]:
            place = place[step]
        is_user = path[-1] in ("end_user", "user_id", "request_user_id", "user_api_key_end_user_id")
        place[path[-1]] = "mo@example.com" if is_user else SECRET
        copies.append(copy)
    return copies


def paths_of(value: object, *above: object) -> list[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        return [path for step, inner in steps for path in paths_of(inner, *above, step)]
    return [above] if isinstance(value, str) else []


@pytest.mark.parametrize("name", ["litellm", "litellm_payload", "langfuse", "helicone"])
def test_no_prompt_reaches_the_database(name: str, tmp_path: Path) -> None:
    text = (FIXTURES / f"{name}.jsonl").read_text(encoding="utf-8")
    texts = {
        "order": "kumquat",
        "ticket": "kumquat",
        "On its way": "kumquat",
        "A question": "kumquat",
        "look_up": "kumquat",
    }
    for word, canary in texts.items():
        text = text.replace(word, canary)
    assert "kumquat" in text
    path = tmp_path / "log.jsonl"
    path.write_text(text + text.splitlines()[0][:-40] + "\n")
    with Warehouse() as warehouse:
        add(warehouse, path)
        held = dump(warehouse)
    assert "kumquat" not in held


@pytest.mark.slow
def test_whatever_stands_in_the_place_of_a_prompt(tmp_path: Path) -> None:
    said: tuple[object, ...] = (
        None, "", "kumquat", 5, True, [], {}, "[kumquat",
        '"kumquat"', "null", [1, None, "kumquat"], {"question": "kumquat"},
        {"messages": ["kumquat"]}, {"messages": "kumquat"}, json.dumps([{"role": "user", "content": "kumquat"}]),
        {"contents": [{"parts": [{"text": "kumquat"}]}]}, [{"role": "user", "content": {"a": "kumquat"}}],
    )  # fmt: skip
    places = {
        "litellm.jsonl": ("request_id", "proxy_server_request"),
        "litellm_payload.jsonl": ("id", "messages"),
        "langfuse.jsonl": ("id", "input"),
        "helicone.jsonl": ("request_id", "request_body"),
    }
    for name, (identity, place) in places.items():
        sound = lines(name)[8]  # a call that succeeded, in each of them
        rows = [{**sound, identity: f"prompt-{at:016d}", place: it} for at, it in enumerate(said)]
        with Warehouse() as warehouse:
            outcome = add(warehouse, write(tmp_path / name, *rows))
            held = dump(warehouse)
        assert outcome.counts == (len(said), len(said), 0, 0, 0), name
        assert "kumquat" not in held, name
