"""Caches of sessions that grow, from token counts alone: the rule, and a real log that knows every outcome."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from loads import MAPS
from norush.params import Params
from norush.replay import write_replay
from norush.sources import files
from norush.sources.load import load
from norush.sources.mapping import read_map
from norush.warehouse import Warehouse
from replays import Call, prepare, reads_and_writes, replayed


def turns(*prompts: int, gap_ms: int = 20_000, session: str = "s", takes_ms: int = 1_000) -> list[Call]:
    """A session of these prompts, one after the other."""
    return [
        Call(n * gap_ms, n * gap_ms + takes_ms, prompt_tokens=tokens, session=session)
        for n, tokens in enumerate(prompts)
    ]


def test_a_prompt_reads_the_one_before_it(tmp_path: Path) -> None:
    warehouse = replayed(turns(2_000, 2_500, 4_000), tmp_path)
    assert reads_and_writes(warehouse, "5m") == (4_500, 4_000)
    assert warehouse.rows("select distinct grade, policy from replay") == [("inferred", "provider")]


def test_a_prompt_that_was_cut_reads_nothing(tmp_path: Path) -> None:
    growing = [number * 1_000 for number in range(2, 14)]
    whole = reads_and_writes(replayed(turns(*growing, 14_000), tmp_path), "5m")
    cut = reads_and_writes(replayed(turns(*growing, 3_000), tmp_path), "5m")
    assert whole[0] - cut[0] == 13_000
    assert cut[0] == sum(growing[:-1])


def test_what_is_too_short_too_late_or_not_yet_begun_is_not_read(tmp_path: Path) -> None:
    assert reads_and_writes(replayed(turns(800, 900, 1_000, 1_100, 1_300), tmp_path), "5m") == (1_100, 1_100 + 200)
    late = replayed(turns(2_000, 3_000, gap_ms=300_001), tmp_path)
    assert reads_and_writes(late, "5m") == (0, 5_000)
    assert reads_and_writes(late, "1h") == (2_000, 3_000)
    growing = [number * 1_000 for number in range(2, 14)]
    parallel = replayed(turns(*growing, 13_049, takes_ms=20_001), tmp_path)
    assert reads_and_writes(parallel, "5m")[0] == sum(growing[:-1]), "half of the answer is 50 tokens"
    assert reads_and_writes(replayed(turns(*growing, 13_049), tmp_path), "5m")[0] == sum(growing)


def test_sessions_that_do_not_grow_are_no_conversations(tmp_path: Path) -> None:
    """Independent calls under one session id are as often longer as shorter: nothing is inferred from them."""
    calls = turns(*(2_000 + 37 * (number % 9) for number in range(60)))
    warehouse = replayed(calls, tmp_path)
    assert warehouse.rows("select 1 from replay") == []
    assert not warehouse.rows("select 1 from duckdb_tables() where table_name = 'replay_calls'"), "it cost a pass"


@dataclass(frozen=True, slots=True)
class Step:
    """A call that had one before it in its session: what was predicted, and what happened."""

    ttl: str
    gap_s: float
    predicted: bool
    observed: bool

    @property
    def band(self) -> str:
        return "under 5 minutes" if self.gap_s <= 300 else "under an hour" if self.gap_s <= 3_600 else "longer"


@pytest.mark.needs_traces
def test_outcomes_of_a_real_log(traces: Path) -> None:
    """Claude Code in a team (entireio/cli, MIT), predicted from starts, sessions and lengths of prompts up to the call.

    How its own prompt was split between reads and writes takes no part. A hit: nine tenths of what the last call left
    in the cache were read.
    """
    with Warehouse() as warehouse:
        rows = outcomes(warehouse, traces / "claude-code-entireio-cli" / "requests.parquet")
    steps, predicted, actual = [], 0.0, 0.0
    for ttl, gap_us, read_5m, read_1h, prompt, uncached, read, written_5m, written_1h, last_cached in rows:
        guess = read_5m if ttl == "5m" else read_1h
        own = 1.25 if written_5m else 2.0
        predicted += 0.1 * guess + own * (prompt - guess)
        actual += uncached + 0.1 * read + own * (written_5m + written_1h)
        if last_cached:
            steps.append(Step(ttl, gap_us / 1e6, guess > 0, read >= 0.9 * last_cached))
    assert len(steps) > 18_900
    right = sum(each.predicted == each.observed for each in steps) / len(steps)
    misses = [each for each in steps if not each.observed]
    found = sum(not each.predicted for each in misses) / len(misses)
    assert right >= 0.985, right
    assert found >= 0.65, found
    assert abs(predicted / actual - 1) < 0.02, predicted / actual
    # no cause in the log: in time, with a longer prompt (docs/replay.md has them by band, and what times alone tell)
    unexplained = Counter((each.ttl, each.band) for each in misses if each.predicted)
    assert unexplained == {("5m", "under 5 minutes"): 32, ("1h", "under 5 minutes"): 83, ("1h", "under an hour"): 31}
    in_time = [each.gap_s <= (300 if each.ttl == "5m" else 3_600) for each in steps]
    by_times = sum(told == each.observed for told, each in zip(in_time, steps, strict=True)) / len(steps)
    assert 0.983 < by_times < right
    for ttl, band in (("5m", "under 5 minutes"), ("5m", "under an hour"), ("1h", "under 5 minutes"), ("1h", "longer")):
        group = [each for each in steps if (each.ttl, each.band) == (ttl, band)]
        assert len(group) >= 30
        assert sum(each.predicted == each.observed for each in group) / len(group) >= 0.85, (ttl, band)


def outcomes(warehouse: Warehouse, path: Path) -> list[tuple[Any, ...]]:
    """Each call of the log with its replay, and with the call before it in its session."""
    load(warehouse, files.find([str(path)]), Params(), mapping=read_map(MAPS / "claude_code_requests.toml"))
    warehouse.rows("delete from requests where model = '<synthetic>'")
    warehouse.rows("update requests set period = 'all', workload_id = 'w'")
    prepare(warehouse)
    write_replay(warehouse)
    return warehouse.rows(
        """
        with numbered as (
            select
                model_id, session_id, happened_at, request_id, prompt_tokens,
                input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens,
                row_number() over (partition by model_id order by happened_at, request_id) as place
            from priced_requests
        ), stepped as (
            select
                *,
                case when lag(cache_write_5m_tokens) over session > 0 then '5m' else '1h' end as ttl,
                epoch_us(happened_at) - lag(epoch_us(happened_at)) over session as gap_us,
                lag(cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens) over session as last_cached
            from numbered
            window session as (partition by model_id, session_id order by place)
        ), models as (
            select distinct l.scope_no, c.model_id
            from replay_lines as l
            join price_cards as c on c.price_card = l.price_card
        )
        select
            n.ttl, n.gap_us, s.read_tokens_5m, s.read_tokens_1h, n.prompt_tokens,
            n.input_tokens, n.cache_read_tokens, n.cache_write_5m_tokens, n.cache_write_1h_tokens, n.last_cached
        from stepped as n
        join models as m on m.model_id = n.model_id
        join session_reads as s on s.scope_no = m.scope_no and s.place = n.place
        """
    )
