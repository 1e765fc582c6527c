"""The provider's rules, one by one, and all of them against a second, naive simulator."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from norush.replay import write_replay
from norush.warehouse import Warehouse
from replays import Call, database, reads_and_writes, replay_with, replayed

pytestmark = pytest.mark.one_in(4)

HEAD = (("head", 2_000),)
LIVES_MS = {"5m": 300_000, "1h": 3_600_000}


def asks(start_ms: int, name: str = "ask", *, takes_ms: int = 1_000, head: tuple[tuple[str, int], ...] = HEAD) -> Call:
    """A prompt with a head that others share, and an end of its own."""
    return Call(start_ms, start_ms + takes_ms, (*head, (f"{name}@{start_ms}", 500)))


@pytest.mark.parametrize("ttl", LIVES_MS)
@pytest.mark.parametrize(("late_ms", "read"), [(-1, 2_000), (0, 2_000), (1, 0)])
def test_a_read_hits_until_the_life_ends(ttl: str, late_ms: int, read: int, tmp_path: Path) -> None:
    """TTL - 1 ms hits, TTL + 1 ms misses (prompt caching: lifetime). The rest makes the breakpoint worth its while."""
    life_ms = LIVES_MS[ttl]
    second = life_ms + late_ms
    far = 10 * LIVES_MS["1h"]
    calls = [asks(0), asks(second), *(asks(far + 2_000 * number) for number in range(9))]
    assert reads_and_writes(replayed(calls, tmp_path), ttl, "head") == (8 * 2_000 + read, 3 * 2_000 - read)


def test_a_read_starts_the_life_anew(tmp_path: Path) -> None:
    """Each use refreshes an entry free of charge (prompt caching: lifetime)."""
    calls = [asks(number * 299_000) for number in range(10)]
    assert reads_and_writes(replayed(calls, tmp_path), "5m", "head") == (9 * 2_000, 2_000)


def test_a_long_response_leaves_a_minute(tmp_path: Path) -> None:
    """The life counts from the start of the request, not from its answer: a 4-minute one leaves a minute."""
    begins, others = 240_000, [asks(4_000_000 + number * 2_000) for number in range(3)]
    for start_ms, read in ((239_000, 0), (241_000, 2_000), (300_000, 2_000), (301_000, 0)):
        calls = [asks(0, takes_ms=begins), asks(start_ms), *others]
        assert reads_and_writes(replayed(calls, tmp_path), "5m", "head")[0] == 2 * 2_000 + read, start_ms


def test_parallel_first_requests_all_write(tmp_path: Path) -> None:
    """An entry can be read once the response that writes it has begun: N at once write N times."""
    calls = [
        *(asks(number, str(number)) for number in range(7)),
        *(asks(2_000 + number * 2_000) for number in range(5)),
    ]
    assert reads_and_writes(replayed(calls, tmp_path), "5m", "head") == (5 * 2_000, 7 * 2_000)


@pytest.mark.parametrize(
    ("model", "least"), [("claude-sonnet-4-6", 1_024), ("claude-haiku-4-5", 4_096), ("claude-opus-5-5", 512)]
)
def test_a_prefix_below_the_least_saves_nothing(model: str, least: int, tmp_path: Path) -> None:
    """Shorter prompts are silently not cached (prompt caching: limitations)."""
    for tokens, read in ((least - 1, 0), (least, 9 * least)):
        calls = [replace(asks(number * 2_000, head=(("head", tokens),)), model=model) for number in range(10)]
        assert reads_and_writes(replayed(calls, tmp_path), "5m", "head")[0] == read


def test_caches_are_not_shared(tmp_path: Path) -> None:
    """Not between workloads, and so not between workspaces, nor between models (prompt caching: sharing)."""
    for change in (in_another_workspace, by_another_model):
        calls = [change(asks(number * 2_000)) if number % 2 else asks(number * 2_000) for number in range(8)]
        warehouse = replayed(calls, tmp_path)
        (read, write) = warehouse.row(
            "select sum(read_tokens), sum(write_tokens) from replay "
            "where policy = 'provider' and ttl = '5m' and setting = 'head'"
        )
        assert (read, write) == (6 * 2_000, 2 * 2_000)


def in_another_workspace(call: Call) -> Call:
    return replace(call, workload="v", workspace="b")


def by_another_model(call: Call) -> Call:
    return replace(call, model="claude-opus-5-5")


def test_failed_and_batched_requests_take_no_part(tmp_path: Path) -> None:
    calls = [replace(asks(0), status="errored"), replace(asks(2_000), service_tier="batch"), asks(4_000), asks(6_000)]
    warehouse = replayed(calls, tmp_path)
    assert reads_and_writes(warehouse, "5m", "head") == (2_000, 2_000)
    assert warehouse.row("select max(requests) from replay") == (2,)


def test_a_conversation_reads_the_turn_before(tmp_path: Path) -> None:
    """A breakpoint at the end of each prompt finds, up to 20 blocks before it, what an earlier end wrote."""
    blocks = tuple((f"turn {number}", 1_500) for number in range(60))
    for step, reads in ((2, True), (19, True), (20, False)):
        turns = [blocks[: 2 + step * number] for number in range(3)]
        calls = [Call(number * 9_000, number * 9_000 + 100, turn) for number, turn in enumerate(turns)]
        warehouse = database(calls, tmp_path)
        replay_with(warehouse, [])
        found = [read for _, read, _ in per_request(warehouse, "head_end")]
        assert found == ([0, 1_500 * len(turns[0]), 1_500 * len(turns[1])] if reads else [0, 0, 0]), step


def test_no_blocks_and_no_sessions_are_not_replayed(tmp_path: Path) -> None:
    calls = [Call(number * 1_000, number * 1_000 + 1, prompt_tokens=9_000) for number in range(5)]
    warehouse = replayed(calls, tmp_path)
    assert warehouse.row("select count(*) from replay") == (0,)
    assert not warehouse.rows("select 1 from duckdb_tables() where table_name = 'replay_calls'"), "it cost a pass"


# --- a second simulator ---


@dataclass
class Entry:
    """A prefix in the cache: of every response that wrote it, from when it can be read, and its last use."""

    versions: list[list[int]] = field(default_factory=list)

    def live(self, now_ms: int, life_ms: int) -> list[list[int]]:
        return [each for each in self.versions if each[0] <= now_ms and now_ms - each[1] <= life_ms]


def simulate(
    calls: Sequence[Call], depths: Sequence[int], life_ms: int, *, is_end_marked: bool, least: int
) -> list[tuple[int, int]]:
    """(read, written) tokens of each call, one after the other, with a dictionary for the cache."""
    cache: dict[str, Entry] = defaultdict(Entry)
    found = []
    for call in sorted(calls, key=lambda call: call.start_ms):
        ends = [sum(tokens for _, tokens in call.blocks[: number + 1]) for number in range(len(call.blocks))]
        marks = {depth for depth in depths if depth <= len(ends)} | ({len(ends)} if is_end_marked else set())
        marks = {depth for depth in marks if ends[depth - 1] >= least}
        in_sight = (
            {depth - back for depth in marks for back in range(20) if depth - back >= 1} if is_end_marked else marks
        )
        hits = [depth for depth in in_sight if cache[call.blocks[depth - 1][0]].live(call.start_ms, life_ms)]
        read = max((ends[depth - 1] for depth in hits), default=0)
        for depth in hits:
            for version in cache[call.blocks[depth - 1][0]].live(call.start_ms, life_ms):
                version[1] = call.start_ms
        for depth in marks - set(hits):
            cache[call.blocks[depth - 1][0]].versions.append([max(call.begun_ms, call.start_ms + 1), call.start_ms])
        found.append((read, max([ends[depth - 1] for depth in marks] + [read]) - read))
    return found


def generated(number: int, seed: int) -> list[Call]:
    """Requests that share heads of several lengths, go on from one another, branch, come at once and late."""
    dice = random.Random(seed)
    calls: list[Call] = []
    now_ms = 0
    for _ in range(number):
        now_ms += dice.choice([0, 0, 1, 900, 20_000, 61_000, 150_000, 299_999, 300_001, 1_000_000, 3_600_001])
        if calls and dice.random() < 0.6:
            blocks = dice.choice(calls[-40:]).blocks[: dice.choice([3, 60])]
        else:
            group = dice.randrange(6)
            blocks = (("all", 600), (f"{group}", 500 + group), (f"{group}/{dice.randrange(3)}", 700))
        more = dice.choice([0, 1, 2, 3, 18, 19, 20, 21])
        for _ in range(more):
            blocks = (*blocks, (f"{blocks[-1][0]}.{dice.randrange(4)}", dice.randrange(1, 400)))
        begun_ms = now_ms + dice.choice([1, 500, 2_000, 70_000, 299_000, 310_000, 4_000_000])
        calls.append(Call(now_ms, begun_ms, blocks))
    return calls


def sent(call: Call) -> int:
    """The tokens of its prompt."""
    return sum(tokens for _, tokens in call.blocks)


def fixed_sizes(calls: Sequence[Call]) -> list[Call]:
    """The same hash always has the same tokens, as in a real chain."""
    tokens: dict[str, int] = {}
    return [
        replace(call, blocks=tuple((name, tokens.setdefault(name, size)) for name, size in call.blocks))
        for call in calls
    ]


def test_the_order_of_lines_takes_no_part(tmp_path: Path) -> None:
    calls = fixed_sizes(generated(600, seed=7))
    warehouse = database(calls, tmp_path)
    found = []
    for order in ("request_id", "md5(request_id)", "request_id desc"):
        warehouse.rows(f"create or replace table requests as select * from requests order by {order}")
        write_replay(warehouse)
        found.append(
            [warehouse.rows(f"select * from {table} order by all") for table in ("replay", "breakpoint_reads")]
        )
    assert found[0] == found[1] == found[2]
    assert all(found[0])


def per_request(warehouse: Warehouse, setting: str) -> list[tuple[int, int, int]]:
    """(place, read, written) of every request, in order."""
    rows = warehouse.rows(
        "select c.place, coalesce(sum(m.read_tokens), 0), coalesce(sum(m.write_tokens), 0) from replay_calls as c "
        "left join mark_reads as m on m.place = c.place and m.scope_no = c.scope_no and m.setting = $setting "
        "group by c.place order by c.place",
        {"setting": setting},
    )
    return [(int(place), int(read), int(write)) for place, read, write in rows]


@pytest.mark.slow
@pytest.mark.parametrize("ttl", LIVES_MS)
def test_ten_thousand_requests_as_in_a_naive_simulator(ttl: str, tmp_path: Path) -> None:
    # in the order of their places: those that begin together the shorter first
    calls = sorted(
        fixed_sizes(generated(10_000, seed=20261120)), key=lambda each: (each.start_ms, each.begun_ms, sent(each))
    )
    warehouse = database(calls, tmp_path)
    depths = [1, 2, 3]
    replay_with(warehouse, depths, ttl)
    hits = 0
    for setting, is_end_marked in (("head", False), ("head_end", True)):
        expected = simulate(calls, depths, LIVES_MS[ttl], is_end_marked=is_end_marked, least=1_024)
        found = [(read, write) for _, read, write in per_request(warehouse, setting)]
        assert found == expected
        hits += sum(read > 0 for read, _ in expected)
    assert 2_000 < hits < 18_000, "the cases say nothing"


def test_the_least_length_is_that_of_the_day(tmp_path: Path) -> None:
    """Opus 4.7 cached from 4,096 tokens on until 2026-06-09, and from 2,048 on since (docs/prices.md)."""
    for days_before, is_cached in ((140, False), (120, True)):  # of 2026-10-20: 2 and 22 June
        day_ms = -days_before * 86_400_000
        calls = [
            Call(
                day_ms + n * 1_000,
                day_ms + n * 1_000 + 500,
                (("head", 3_000), (f"own {n}", 50)),
                model="claude-opus-4-7",
            )
            for n in range(10)
        ]
        reads, writes = reads_and_writes(replayed(calls, tmp_path), "5m", "head")
        assert (reads > 0, writes > 0) == (is_cached, is_cached)
