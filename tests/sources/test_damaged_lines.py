"""Any damage to any line: never a wrong number, at worst a reject with a reason."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loads import FIXTURES, TOKENS, add, write
from norush.warehouse import Warehouse

Record = dict[str, Any]
FILES = (
    "litellm",
    "litellm_payload",
    "langfuse",
    "helicone",
    "anthropic_messages",
    "canonical",
    "bedrock",
    "vertex",
    "portkey",
    "otel",
    "langsmith",
    "openai_batch",
)
LINES = {
    name: [json.loads(line) for line in (FIXTURES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    for name in FILES
}
LINES["langfuse"] = LINES["langfuse"][3:]  # the first ones say together what each of them does not
EXTRA = st.dictionaries(
    st.text(min_size=1, max_size=8).map(lambda text: f"x {text}"),
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=9), st.lists, max_leaves=4),
    max_size=3,
)
OPTIONAL = {
    "litellm": (
        "request_duration_ms",
        "model_group",
        "api_base",
        "user",
        "team_id",
        "end_user",
        "session_id",
        "cache_hit",
    ),
    "litellm_payload": (
        "response_time",
        "model_group",
        "end_user",
        "request_tags",
        "messages",
        "response",
        "model_parameters",
    ),
    "langfuse": ("environment", "name", "input", "output", "model_parameters", "total_cost", "completion_start_time"),
    "helicone": ("response_id", "delay_ms", "request_user_id", "target_url", "request_properties", "cost"),
    "anthropic_messages": ("workspace", "user_id", "session_id", "http_status", "stream", "request"),
    "bedrock": ("schemaVersion", "accountId", "region", "inferenceRegion", "identity", "requestMetadata"),
    "vertex": ("deployed_model_id", "model", "model_version", "api_method", "full_request", "metadata"),
    "portkey": ("trace_id", "total_units", "stream_mode", "metadata", "config", "prompt_slug"),
    "otel": ("an export request has one field",),
    "langsmith": ("first_token_time", "events", "inputs", "tags", "session_id", "parent_run_id", "dotted_order"),
    "openai_batch": ("error",),
    "canonical": ("first_token_at", "workspace", "app", "tags", "operation", "max_tokens", "prefix_blocks"),
}


def shaken(value: Any, as_text: bool, backwards: bool) -> Any:  # noqa: ANN401  (JSON)
    """The same record: integers as strings, keys in another order, everywhere in it."""
    if isinstance(value, dict):
        items = list(value.items())
        return {key: shaken(inner, as_text, backwards) for key, inner in (reversed(items) if backwards else items)}
    if isinstance(value, list):
        return [shaken(inner, as_text, backwards) for inner in value]
    return str(value) if as_text and type(value) is int else value


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, list[tuple[Record, bytes, bool]]]:
    """A format, and some of its lines: (what it said, what is left of it, whether it still says all of it)."""
    name = draw(st.sampled_from(FILES))
    lines = []
    for record in draw(st.lists(st.sampled_from(LINES[name]), min_size=1, max_size=5, unique_by=json.dumps)):
        left = shaken(record, draw(st.booleans()), draw(st.booleans())) | draw(EXTRA)
        left |= dict.fromkeys(draw(st.sets(st.sampled_from(OPTIONAL[name]), max_size=3)) & left.keys())
        content = json.dumps(left, allow_nan=True).encode()
        whole = len(content) - draw(st.just(0) | st.integers(0, len(content) - 1))
        lines.append(
            (record, content[:whole], whole == len(content) and b"NaN" not in content and b"Inf" not in content)
        )
    return name, lines


@cache
def truth(name: str) -> dict[str, tuple[int, ...]]:
    """request_id -> its counts, of the sound lines."""
    with Warehouse() as warehouse:
        add(warehouse, FIXTURES / f"{name}.jsonl")
        return {row[0]: row[1:] for row in warehouse.rows(f"select request_id, {', '.join(TOKENS)} from requests")}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(damaged())
def test_damage(case: tuple[str, list[tuple[Record, bytes, bool]]]) -> None:
    name, lines = case
    with TemporaryDirectory() as folder, Warehouse() as warehouse:
        anchor = LINES[name][0]  # keeps the file readable whatever the others have become
        outcome = add(
            warehouse, write(Path(folder) / "log.jsonl", anchor, *(line for _, line, _ in lines)), format_name=name
        )
        found = warehouse.rows(f"select request_id, {', '.join(TOKENS)} from requests")
    for request_id, *counts in found:
        assert truth(name)[request_id] == tuple(counts)
    blank = sum(not line.strip() for _, line, _ in lines)
    assert outcome.counts[0] == 1 + len(lines) - blank
    assert len(outcome.rejects) <= sum(not sound for _, _, sound in lines)
    assert all(reject.reason and reject.line for reject in outcome.rejects)
