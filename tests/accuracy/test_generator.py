"""The generated months: the same again, nothing lost on the way to the score, levels that hide what they should."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from norush.accuracy import grid, observe
from norush.accuracy.calendar import Month
from norush.accuracy.grid import Cell
from norush.accuracy.keys import MIXES, keys
from norush.accuracy.kinds import SPLITS, Kind, kinds
from norush.accuracy.mixes import CLEAN, KEYS, MIXED, SMALL_JOBS
from norush.accuracy.observe import MEDIUM, POOR, RICH, SECONDS, SHARP, Seen
from norush.accuracy.patterns import Prefix
from norush.accuracy.score import VERDICTS
from norush.accuracy.world import MIDDLE, SMALL, World
from norush.prices import load_book
from norush.rules.book import built_in

ALL_KINDS = [(split, one) for split in SPLITS for one in kinds(split).values()]
SMALL_CELL = Cell("tuned", MIXED, MEDIUM, "small", 1)


@pytest.mark.one_in(4)
@pytest.mark.parametrize(("split", "one"), ALL_KINDS, ids=lambda value: getattr(value, "name", value))
def test_a_kind_says_what_it_models_and_makes_sound_calls(split: str, one: Kind) -> None:
    assert one.verdict in VERDICTS
    assert set(one.also) <= set(VERDICTS) - {one.verdict}
    assert len(one.models.split()) >= 12, "a kind says what it models, and why its verdict is what it is"
    cell = Cell(split, CLEAN, RICH, "small", 3)
    (key,) = [key for key in keys(split, CLEAN) if key.name == one.name]
    world = grid.world_of(cell, key, one.name)
    one.run(world)
    assert len(world.calls) >= 20
    for call in world.calls:
        assert 0 <= call.start_s < world.month.length_s
        assert call.start_s <= (call.first_s or call.start_s) <= call.end_s
        assert min(call.input_tokens, call.read_tokens, call.write_tokens, call.output_tokens) >= 0
        assert call.output_tokens <= call.max_tokens
        assert (call.status == "succeeded") == (call.output_tokens > 0 and call.status != "canceled")


def test_there_are_kinds_of_every_verdict_on_both_sides() -> None:
    names = Counter(one.name for _, one in ALL_KINDS)
    assert max(names.values()) == 1
    for split in SPLITS:
        assert len(kinds(split)) >= 50
        assert {one.verdict for one in kinds(split).values()} == set(VERDICTS)
        assert any(not one.is_decidable for one in kinds(split).values())


@pytest.mark.parametrize("split", SPLITS)
def test_no_key_mixes_tuned_with_held_out(split: str) -> None:
    for which in KEYS:
        found = keys(split, which)
        assert found
        assert all(kind.name in kinds(split) for key in found for kind in key.kinds)
    assert all(2 <= len(mix.kinds) <= 4 for which in (MIXED, SMALL_JOBS) for mix in MIXES[split][which])


def test_the_same_cell_is_the_same_month_and_another_seed_is_another() -> None:
    one, labels = grid.make(SMALL_CELL, "weekly-report")
    again, _ = grid.make(SMALL_CELL, "weekly-report")
    other, _ = grid.make(replace(SMALL_CELL, seed=2), "weekly-report")
    assert one == again
    assert [seen.calls for seen in one] != [seen.calls for seen in other]
    assert len(labels) == len(one)


def test_a_short_log_is_a_piece_of_the_month() -> None:
    whole, _ = grid.make(SMALL_CELL, "webhooks")
    week, _ = grid.make(replace(SMALL_CELL, span="week"), "webhooks")
    for long, short in zip(whole, week, strict=True):
        assert set(short.calls) <= set(long.calls)
    starts = [call.start_s for seen in week for call in seen.calls]
    assert 0 < max(starts) - min(starts) <= 7 * 86_400


@pytest.mark.slow
def test_nothing_is_lost_between_the_generator_and_the_ledger() -> None:
    seen, labels = grid.make(SMALL_CELL, "nightly-eval")
    lines = grid.judge(SMALL_CELL, seen, labels, built_in(), load_book())
    made = Counter({labels[one.label]: len(one.calls) for one in seen})
    judged: Counter[object] = Counter()
    for line in lines:
        judged[line.label] += line.requests
    assert judged == made
    assert all(line.usd is not None for line in lines)
    # a call that failed may stand beside the others, and cost nothing
    assert all(sum(line.usd or 0 for line in lines if line.label is label) > 0 for label in labels)


def test_levels_hide_what_they_say(tmp_path: Path) -> None:
    seen, _ = grid.make(SMALL_CELL, "chat-few-users + coding-agents")
    shown = {}
    for level in (RICH, MEDIUM, POOR):
        observe.write(tmp_path / f"{level}.parquet", Month(grid.FIRST_DAYS[0]), seen, level, "1")
        table = pq.read_table(tmp_path / f"{level}.parquet")
        shown[level] = {name for name in table.column_names if table[name].null_count < table.num_rows}
    assert {"session_id", "end_user", "max_tokens", "first_token_at", "ended_at"} <= shown[RICH]
    assert shown[RICH] - shown[MEDIUM] == {"session_id", "end_user", "max_tokens", "first_token_at"}
    assert shown[POOR] - {"cache_read_tokens", "cache_write_5m_tokens"} == {
        "request_id", "started_at", "provider", "model", "service_tier", "api_key", "input_tokens", "output_tokens",
    }  # fmt: skip


def test_a_poor_log_may_count_cached_tokens_as_input(tmp_path: Path) -> None:
    seen, _ = grid.make(SMALL_CELL, "chat-few-users + coding-agents")
    totals = {}
    for is_split in (True, False):
        same = [replace(one, has_cache_columns=is_split) for one in seen]
        observe.write(tmp_path / "calls.parquet", Month(grid.FIRST_DAYS[0]), same, POOR, "1")
        table = pq.read_table(tmp_path / "calls.parquet")
        names = ("input_tokens", "cache_read_tokens", "cache_write_5m_tokens")
        totals[is_split] = [sum(value or 0 for value in table[name].to_pylist()) for name in names]
    assert totals[True][1] > 0
    assert totals[False] == [sum(totals[True]), 0, 0]


def test_a_clock_of_seconds_shows_no_more(tmp_path: Path) -> None:
    seen, _ = grid.make(SMALL_CELL, "webhooks + weekly-report")
    coarse = [replace(one, clock=SECONDS) for one in seen]
    observe.write(tmp_path / "calls.parquet", Month(grid.FIRST_DAYS[0]), coarse, MEDIUM, "1")
    table = pq.read_table(tmp_path / "calls.parquet")
    for name in ("started_at", "ended_at"):
        assert {at.microsecond for at in table[name].to_pylist()} == {0}


def a_world() -> World:
    """A world with nothing in it."""
    return World(Month(grid.FIRST_DAYS[0]), Random(7), 1.0)


def test_the_slower_of_two_copies_is_hung_up_on() -> None:
    world = a_world()
    done = world.client(SMALL).hedge(100.0, 400, 60, after_s=0.01)
    taken, lost = sorted(world.calls, key=lambda call: call.status, reverse=True)
    assert (taken.status, taken.output_tokens) == ("succeeded", 60)
    assert (lost.status, lost.stop) == ("canceled", None)
    assert 1 <= lost.output_tokens <= 60
    assert {taken.start_s, lost.start_s} == {100.0, 100.01}
    assert taken.end_s == lost.end_s == done
    world.client(SMALL).hedge(200.0, 400, 60, after_s=1_000)
    assert [call.status for call in world.calls[2:]] == ["succeeded"]


def test_who_hangs_up_before_the_first_token_has_seen_none() -> None:
    world = a_world()
    client = world.client(SMALL, streamed=True)
    assert client.abort(100.0, 400, 900, after_s=0.001, session="s") == 100.001
    assert client.abort(200.0, 400, 90_000, after_s=60, session="s") == 260.0
    early, late = world.calls
    assert (early.first_s, early.output_tokens, early.session) == (None, 1, "s")
    assert late.first_s is not None
    assert 1 < late.output_tokens < 90_000


def test_a_poor_log_leaves_out_what_expired(tmp_path: Path) -> None:
    world = a_world()
    client = world.client(SMALL, tier="batch")
    client.expire(100.0)
    client.fetch(101.0, 900, 100)
    seen = [Seen(0, "key", SHARP, "client", world.calls)]
    labels = {
        level: observe.write(tmp_path / f"{level}.parquet", world.month, seen, level, "1") for level in (RICH, POOR)
    }
    assert {level: len(found) for level, found in labels.items()} == {RICH: 2, POOR: 1}
    assert pq.read_table(tmp_path / f"{RICH}.parquet")["status"].to_pylist() == ["expired", "succeeded"]


def test_a_marked_prefix_is_written_once_and_read_until_it_is_forgotten() -> None:
    world = a_world()
    prefix, client = Prefix(2_000), world.client(MIDDLE)
    for at in (100.0, 100.5, 300.0, 580.0, 900.0):  # the second begins before the first has been answered
        prefix.call(client, at, 70, 300)
    assert [(call.read_tokens, call.write_tokens) for call in world.calls] == [
        (0, 2_000), (0, 2_000), (2_000, 0), (2_000, 0), (0, 2_000),
    ]  # fmt: skip
    prefix.call(world.client(SMALL), 901.0, 70, 300)  # too short for this model
    assert (world.calls[-1].input_tokens, world.calls[-1].read_tokens, world.calls[-1].write_tokens) == (2_070, 0, 0)
