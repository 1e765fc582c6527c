"""Caches that are used: what they bring and lose, worked out by hand at the prices of Sonnet 4.6.

USD per million tokens: input 3, read 0.30, writes 3.75 for five minutes and 6 for an hour (price book).
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from norush.render import cache_using
from norush.view.cache_use import CacheUse, cache_use
from test_scenarios import priced

pytestmark = pytest.mark.one_in(4)

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
MTOK = 1_000_000
LATER = {"at_s": 90_000, "input": 1, "session": None}
"""A day after everything, without a cache: what was written before it can no more be read."""


def used(calls: Iterable[Mapping[str, Any]], folder: Path, *, has_later: bool = True) -> CacheUse | None:
    """The cache of these calls. Millions of tokens: input, read, write (five minutes), write_1h; at_s after noon."""
    rows = []
    for call in [*calls, LATER] if has_later else calls:
        start = NOON + timedelta(seconds=call["at_s"])
        rows.append(
            {
                "model": "claude-sonnet-4-6",
                "started_at": start,
                "first_token_at": start + timedelta(seconds=call.get("begins_s", 1)),
                "session_id": call.get("session", "s"),
                "input_tokens": call.get("input", 0) * MTOK,
                "cache_read_tokens": call.get("read", 0) * MTOK,
                "cache_write_5m_tokens": call.get("write", 0) * MTOK,
                "cache_write_1h_tokens": call.get("write_1h", 0) * MTOK,
                "service_tier": call.get("tier", "standard"),
            }
        )
    with priced(rows, folder) as warehouse:
        return cache_use(warehouse, "all").get("w")


def losses(use: CacheUse | None) -> dict[tuple[str, str], tuple[int, int, Decimal]]:
    """(calls, millions of tokens, USD) by loss and grade."""
    assert use
    return {(each.loss, each.grade): (each.calls, each.tokens // MTOK, each.usd) for each in use.losses}


def test_what_a_cache_brings(tmp_path: Path) -> None:
    """One write and two reads of a million: 2 x 2.70 spared, 0.75 paid; nothing is lost but the last write."""
    use = used([{"at_s": 0, "write": 1}, {"at_s": 60, "read": 1}, {"at_s": 120, "read": 1}], tmp_path)
    assert use
    assert (use.spared_usd, use.premium_usd, use.net_usd) == (Decimal("5.4"), Decimal("0.75"), Decimal("4.65"))
    assert use.losses == ()
    assert (use.without_usd or 0) - (use.as_billed_usd or 0) == use.net_usd
    assert "It saves $4.65" in cache_using.brings(use)


def test_written_and_never_read(tmp_path: Path) -> None:
    """Exact: nobody read anything while it lived. The premium is lost, 0.75 or 3 a million."""
    use = used([{"at_s": 0, "write": 1}, {"at_s": 1_000, "write_1h": 2}], tmp_path)
    assert losses(use)["never_read", "exact"] == (2, 3, Decimal("0.75") + 2 * Decimal(3))
    assert use
    assert use.better == "without"
    assert use.better_saves_usd == Decimal("6.75")
    assert "costs more than it brings" in cache_using.brings(use)


def test_what_the_log_ends_upon_may_be_read_yet(tmp_path: Path) -> None:
    calls: list[Mapping[str, Any]] = [{"at_s": 0, "write": 1}, {"at_s": 100, "input": 1, "session": "another"}]
    assert losses(used(calls, tmp_path, has_later=False)) == {}


def test_only_a_part_was_read(tmp_path: Path) -> None:
    """The next call of the session reads a million of the two that were written."""
    calls = [{"at_s": 0, "write": 2}, {"at_s": 60, "read": 1, "write": 2}, {"at_s": 100, "read": 3}]
    found = losses(used(calls, tmp_path))
    assert found["never_read", "inferred"] == (1, 1, Decimal("0.75"))
    assert found["front_changed", "inferred"] == (1, 1, Decimal("3.45")), "and is written again"


@pytest.mark.parametrize(
    ("pause_s", "loss"),
    [(300, "front_changed"), (301, "life_too_short"), (3_600, "life_too_short"), (3_601, "paused_over_an_hour")],
)
def test_why_it_was_not_found(pause_s: int, loss: str, tmp_path: Path) -> None:
    """A million that could have been read was written again: 3.75 - 0.30. Life is 300 s from the start of the write."""
    found = losses(used([{"at_s": 0, "write": 1}, {"at_s": pause_s, "write": 1}], tmp_path))
    assert found[loss, "inferred"] == (1, 1, Decimal("3.45"))


def test_an_hours_writes_live_an_hour(tmp_path: Path) -> None:
    found = losses(used([{"at_s": 0, "write_1h": 1}, {"at_s": 3_600, "write_1h": 1}], tmp_path))
    assert found["front_changed", "inferred"] == (1, 1, Decimal("5.7"))


def test_what_was_not_written_again_cost_plain_input(tmp_path: Path) -> None:
    found = losses(used([{"at_s": 0, "write": 2}, {"at_s": 60, "input": 2}], tmp_path))
    assert found["front_changed", "inferred"] == (1, 2, 2 * Decimal("2.7"))


def test_a_call_before_the_answer_began(tmp_path: Path) -> None:
    found = losses(used([{"at_s": 0, "write": 1, "begins_s": 70}, {"at_s": 60, "write": 1}], tmp_path))
    assert ("not_yet_begun", "inferred") in found


def test_a_prompt_that_was_cut_lost_nothing(tmp_path: Path) -> None:
    found = losses(used([{"at_s": 0, "write": 3}, {"at_s": 60, "write": 1}], tmp_path))
    assert found.keys() == {("never_read", "exact")}


def test_an_hour_where_five_minutes_would_have_done(tmp_path: Path) -> None:
    """At most 6 - 3.75 a million: whether a later pause would have needed the hour, nobody looks at."""
    calls = [{"at_s": 0, "write_1h": 1}, {"at_s": 300, "read": 1}, {"at_s": 1_000, "read": 1}]
    assert losses(used(calls, tmp_path)) == {("life_too_long", "bound"): (1, 1, Decimal("2.25"))}
    calls[1] = {"at_s": 301, "read": 1}
    assert losses(used(calls, tmp_path)) == {}


def test_without_sessions_it_is_at_most(tmp_path: Path) -> None:
    """Two kinds of prompts in turns, each of which finds its own front; one call of them does not."""
    turns = [{"at_s": 20 * n, "read": 1 + n % 2, "session": None} for n in range(9)]
    calls = [{"at_s": -40, "write": 1, "session": None}, {"at_s": -20, "write": 2, "session": None}, *turns]
    assert losses(used(calls, tmp_path)).keys() == {("front_changed", "bound")}, "the second kind's first write"
    spoilt = [*calls, {"at_s": 200, "write": 1, "session": None}]
    assert losses(used(spoilt, tmp_path))["front_changed", "bound"] == (2, 2, 2 * Decimal("3.45"))


def test_the_better_life(tmp_path: Path) -> None:
    """A session that comes back every ten minutes writes all of it again each time: an hour's cache reads it."""
    calls = [{"at_s": 600 * n, "write": 2 + n} for n in range(20)]
    use = used(calls, tmp_path)
    assert use
    assert use.better == "cache_1h"
    assert use.cache_1h_usd is not None
    assert use.better_usd == use.cache_1h_usd < (use.cache_5m_usd or 0)
    assert losses(use)["life_too_short", "inferred"][0] == 19


def test_batches_and_plain_calls_use_no_cache(tmp_path: Path) -> None:
    assert used([{"at_s": 0, "input": 1}], tmp_path) is None
    assert used([{"at_s": 0, "write": 1, "tier": "batch"}], tmp_path) is None
    assert cache_using.as_json(None) is None
