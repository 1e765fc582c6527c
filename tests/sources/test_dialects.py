"""Whether input includes cached tokens is one question for what one instrument, service and provider wrote."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from loads import add, loaded, write
from norush.warehouse import Warehouse

Usage = tuple[int, int, int | None]
"""Input, cached tokens read, total."""

# what is read of the input; 100 output tokens each
CASES: list[tuple[list[Usage], list[int]]] = [
    # nothing proves anything: as the format says
    ([(5000, 900, None), (5000, 0, None)], [4100, 5000]),
    ([(5000, 900, 5100), (800, 700, None)], [4100, 100]),
    # one row cannot include its cached tokens: none of them does
    ([(5000, 9000, None), (5000, 900, None), (5000, 0, None)], [5000, 5000, 5000]),
    ([(5000, 900, 6000), (5000, 800, None)], [5000, 5000]),
    # totals of such rows leave the cache out, so that no total proves anything
    ([(5000, 9000, 5100), (5000, 900, 5100), (5000, 800, None)], [5000, 5000, 5000]),
    # totals count the cache, and say both: each row by its own, others by what the format says
    ([(5000, 9000, 14100), (5000, 900, 5100), (5000, 900, 6000), (5000, 800, None)], [5000, 4100, 5000, 4200]),
]


def otel(case: int, number: int, usage: Usage) -> dict[str, object]:
    said = {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "claude-sonnet-5",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": usage[0],
        "gen_ai.usage.output_tokens": 100,
        "gen_ai.usage.cache_read.input_tokens": usage[1],
        **({} if usage[2] is None else {"gen_ai.usage.total_tokens": usage[2]}),
        "gen_ai.input.messages": [
            {"role": "user", "parts": [{"type": "text", "content": it}]} for it in ("a" * 90, "b")
        ],
    }
    span = {
        "traceId": f"{case:032x}",
        "spanId": f"{case:08x}{number:08x}",
        "startTimeUnixNano": str(1_791_191_643_221_000_000 + number),
        "endTimeUnixNano": str(1_791_191_645_221_000_000),
        "attributes": [
            {
                "key": name,
                "value": {"intValue": it}
                if isinstance(it, int)
                else {"stringValue": json.dumps(it) if isinstance(it, list) else it},
            }
            for name, it in said.items()
        ],
    }
    service = {"attributes": [{"key": "service.name", "value": {"stringValue": f"service-{case}"}}]}
    return {"resourceSpans": [{"resource": service, "scopeSpans": [{"scope": {"name": "tracer"}, "spans": [span]}]}]}


def portkey(case: int, number: int, usage: Usage) -> dict[str, object]:
    counted = {
        "prompt_tokens": usage[0],
        "completion_tokens": 100,
        "cache_read_input_tokens": usage[1],
        **({} if usage[2] is None else {"total_tokens": usage[2]}),
    }
    messages = [{"role": "user", "content": it} for it in ("a" * 90, "b")]
    return {
        "id": f"{case:08x}-{number:08x}",
        "created_at": f"2026-10-05T09:14:{number:02d}Z",
        "is_success": True,
        "ai_org": f"house-{case}",
        "ai_model": "claude-sonnet-5",
        "req_units": usage[0],
        "res_units": 100,
        "request": {"body": {"messages": messages}},
        "response": {"body": {"usage": counted}},
    }


@pytest.mark.slow
@pytest.mark.parametrize("record", [otel, portkey])
def test_input_means_one_thing_in_all_rows_of_a_dialect(
    record: Callable[[int, int, Usage], Mapping[str, object]], tmp_path: Path
) -> None:
    """The same in one file, in several, and over loads in either order."""
    rows = [[record(case, at, usage) for at, usage in enumerate(usages)] for case, (usages, _) in enumerate(CASES)]
    wanted = [count for _, counts in CASES for count in counts]
    whole = loaded(write(tmp_path / "whole.jsonl", *(row for case in rows for row in case)))
    parts = [
        write(tmp_path / f"{at}.jsonl", *(case[at] for case in rows if at < len(case)))
        for at in range(max(map(len, rows)))
    ]
    for loads in ([parts], [[part] for part in parts], [[part] for part in reversed(parts)]):
        with Warehouse() as warehouse:
            for paths in loads:
                outcome = add(warehouse, *paths)
            assert outcome.requests == whole.requests
            found = warehouse.rows("select input_tokens from requests order by request_id")
            assert [count for (count,) in found] == wanted
            assert not warehouse.rows(
                "select request_id from requests where prefix_blocks is null or input_tokens + cache_read_tokens <> "
                "list_sum(list_transform(prefix_blocks, lambda block: block.tokens))"
            )


@pytest.mark.slow
@pytest.mark.parametrize("record", [otel, portkey])
def test_a_row_that_cannot_be_used_proves_nothing(
    record: Callable[[int, int, Usage], Mapping[str, object]], tmp_path: Path
) -> None:
    """Whether it stands among the others, or alone in a file that is read again with them."""
    good = [record(0, at, (5000, 900, None)) for at in range(2)]
    bad = json.dumps(record(0, 9, (7777, 9000, None))).replace("7777", '"1.000"')
    alone = write(tmp_path / "alone.jsonl", bad)
    among = write(tmp_path / "among.jsonl", *good, bad)
    rest = write(tmp_path / "rest.jsonl", *good)
    for loads in ([[among]], [[alone], [rest]], [[alone], [alone, rest]]):
        with Warehouse() as warehouse:
            for paths in loads:
                outcome = add(warehouse, *paths)
        assert outcome.counts == (3, 2, 0, 1, 0)
        assert outcome.totals["input_tokens"] == 2 * 4100
