"""The replay without rules, against an independent simulator on a real log with exact prefixes."""

import json
from collections import Counter
from pathlib import Path

import pytest

from norush.replay import LIVES
from norush.warehouse import Warehouse
from replays import Call, database, replayed

LIVES_MS = {"5m": 300_000, "1h": 3_600_000}


@pytest.mark.needs_traces
@pytest.mark.slow
def test_every_request_of_a_real_log_as_in_a_naive_simulator(traces: Path, tmp_path: Path) -> None:
    """Mooncake's hour of chat (kvcache-ai/Mooncake, Apache-2.0): hashes of 512-token blocks, chained from the front."""
    with (traces / "mooncake" / "conversation_trace.jsonl").open(encoding="utf-8") as file:
        calls = [as_call(json.loads(line)) for line in file]
    assert len(calls) == 12_031
    warehouse = database(calls, tmp_path)
    for step in (
        *("replay", "replay_lines", "long_sessions", "growing_scopes", "replay_calls"),
        *("prompt_blocks", "ideal_depths", "append_ideal"),
    ):
        warehouse.run_step(f"4_replay/{step}", LIVES)
    for ttl, life_ms in LIVES_MS.items():
        reads, read_tokens = simulate(calls, life_ms)
        rows = warehouse.rows(f"select depth, reads_{ttl}, read_tokens_{ttl} from ideal_depths where reads_{ttl} > 0")
        assert {depth: count for depth, count, _ in rows} == reads
        assert {depth: tokens for depth, _, tokens in rows} == read_tokens
        assert ideal(warehouse, ttl) == (12_031, sum(read_tokens.values()), sum(map(prompt, calls)))


def as_call(logged: dict[str, object]) -> Call:
    sent, hashes, start_ms = logged["input_length"], logged["hash_ids"], logged["timestamp"]
    assert isinstance(sent, int)
    assert isinstance(start_ms, int)
    assert isinstance(hashes, list)
    last = sent - 512 * (len(hashes) - 1)
    sizes = [*(512 for _ in hashes[1:]), last]
    assert 0 < last <= 512
    blocks = tuple((str(name), tokens) for name, tokens in zip(hashes, sizes, strict=True))
    return Call(start_ms, start_ms + 1_000, blocks)


def prompt(call: Call) -> int:
    return sum(tokens for _, tokens in call.blocks)


def simulate(calls: list[Call], life_ms: int) -> tuple[Counter[int], Counter[int]]:
    """Reads and tokens read by depth, one request after the other: what was last used how long ago."""
    last_use_ms: dict[str, int] = {}
    reads: Counter[int] = Counter()
    read_tokens: Counter[int] = Counter()
    for call in sorted(calls, key=lambda call: call.start_ms):
        for depth, (name, tokens) in enumerate(call.blocks, start=1):
            if name in last_use_ms and call.start_ms - last_use_ms[name] <= life_ms:
                reads[depth] += 1
                read_tokens[depth] += tokens
        last_use_ms.update((name, call.start_ms) for name, _ in call.blocks)
    return reads, read_tokens


def ideal(warehouse: Warehouse, ttl: str) -> tuple[int, int, int]:
    """(requests, tokens read, tokens read or written)."""
    requests, read, write = warehouse.row(
        "select sum(requests), sum(read_tokens), sum(write_tokens) from replay where policy = 'ideal' and ttl = $ttl",
        {"ttl": ttl},
    )
    return int(requests), int(read), int(read + write)


def test_no_minimum_no_breakpoint_and_at_once(tmp_path: Path) -> None:
    """What the provider's rules forbid: a short prefix, read while it is being written, anywhere in the prompt."""
    calls = [Call(0, 9_000, (("a", 10), ("b", 20))), Call(0, 9_000, (("a", 10), ("b", 20), ("c", 30)))]
    warehouse = replayed(calls, tmp_path)
    assert ideal(warehouse, "5m") == (2, 30, 90)
    assert warehouse.row("select sum(read_tokens), sum(write_tokens) from replay where policy = 'provider'") == (0, 0)
