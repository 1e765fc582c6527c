"""norush's own columns with cached tokens under other names: read where the name says what input means, else not."""

from pathlib import Path

import pytest

from loads import call, loaded, table, write
from norush.errors import SourceError

ANTHROPICS = {"cache_read_input_tokens": 500, "cache_creation_input_tokens": 70}


def test_cache_writes_without_a_lifetime_are_short(tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "calls.jsonl", call(cache_write_tokens=70_000)))
    assert outcome.totals["cache_write_5m_tokens"] == 70_000
    header = "started_at,model,input_tokens,output_tokens,cache_write_tokens,cache_write_1h_tokens"
    outcome = loaded(table(tmp_path / "calls.csv", ["2026-10-05T09:14:03Z,claude-sonnet-5,1,2,50,20"], header))
    assert (outcome.totals["cache_write_5m_tokens"], outcome.totals["cache_write_1h_tokens"]) == (30, 20)


def test_anthropics_own_names_leave_cached_tokens_out_of_input(tmp_path: Path) -> None:
    lived = {"cache_creation": {"ephemeral_5m_input_tokens": 60, "ephemeral_1h_input_tokens": 10}}
    outcome = loaded(write(tmp_path / "calls.jsonl", call(1, **ANTHROPICS), call(2, **ANTHROPICS, **lived)))
    assert outcome.totals["input_tokens"] == 2 * 333
    assert outcome.totals["cache_read_tokens"] == 1000
    assert (outcome.totals["cache_write_5m_tokens"], outcome.totals["cache_write_1h_tokens"]) == (130, 10)


def test_anthropics_names_beside_another_model_are_rejects_unless_zero(tmp_path: Path) -> None:
    none = dict.fromkeys(ANTHROPICS, 0)
    rows = call(1, **ANTHROPICS, model="gpt-4o"), call(2, **none, model="gpt-4o"), call(3, **ANTHROPICS)
    outcome = loaded(write(tmp_path / "calls.jsonl", *rows))
    assert [reject.line for reject in outcome.rejects] == [1]
    assert "does not say whether input includes" in outcome.reasons[0]
    assert outcome.counts == (3, 2, 0, 1, 0)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("cached_tokens", {"cached_tokens": 800}),
        ("CachedPromptTokens", {"CachedPromptTokens": 800}),
        ("details.cached_tokens", {"details": {"cached_tokens": 800}}),
    ],
)
def test_other_cache_columns_are_no_columns_of_norush(name: str, more: dict[str, object], tmp_path: Path) -> None:
    path = write(tmp_path / "calls.jsonl", call(1), call(2, **more))
    with pytest.raises(SourceError, match=rf"\({name}\): say in a mapping file .* --suggest-map"):
        loaded(path)


def test_a_count_of_another_name_far_down_a_file_is_a_reject(tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "calls.jsonl", *map(call, range(60)), call(60, cached_tokens=200)))
    assert [reject.line for reject in outcome.rejects] == [61]
    assert outcome.counts == (61, 60, 0, 1, 0)
