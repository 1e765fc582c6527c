"""Mapping files: any table becomes requests, and a slip in the mapping is named before anything is read."""

from pathlib import Path

import pytest

from loads import MAPS, add, loaded, table, write
from norush.errors import MappingError, SourceError
from norush.sources.mapping import path_parts, read_map
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

NEEDED = '[columns]\nended_at = "at"\nmodel = "m"\ninput_tokens = "i"\noutput_tokens = "o"\n'
ROW: dict[str, object] = {"at": "2026-10-05T09:14:05Z", "m": "claude-sonnet-5", "i": 1, "o": 2}


def mapping(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def times(folder: Path, more: str, **row: object) -> tuple[str | None, str | None]:
    """started_at and ended_at of one row."""
    with Warehouse() as warehouse:
        add(warehouse, write(folder / "own.jsonl", {**ROW, **row}), map_file=mapping(folder, NEEDED + more))
        started, ended = warehouse.row("select started_at::text, ended_at::text from requests")
    return started, ended


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("more", "at"),
    [
        ("", "2026-10-05T09:14:05Z"),
        ("", "2026-10-05 11:14:05+02:00"),
        ('[time]\nzone = "UTC"', "2026-10-05 09:14:05"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05 11:14:05"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05 09:14:05 UTC"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05T09:14:05 Z"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05T09:14:05.000z"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05 14:44:05 +0530"),
        ('[time]\nformat = "%d/%m/%Y %H:%M:%S"\nzone = "America/New_York"', "05/10/2026 05:14:05"),
        ('[time]\nformat = "%d/%b/%Y:%H:%M:%S %z"', "05/Oct/2026:11:14:05 +0200"),
        ('[time]\nformat = "epoch_s"', 1791191645),
        ('[time]\nformat = "epoch_s"', "1791191645.0"),
        ('[time]\nformat = "epoch_ms"', 1791191645000),
        ('[time]\nformat = "epoch_us"', 1791191645000000),
        ('[time]\nformat = "epoch_ns"', 1791191645000000999),
        ('[time]\nformat = "epoch_s"\norigin = "2026-10-05T09:14:00Z"', 5),
        ('[time]\nformat = "epoch_ms"\norigin = "2026-10-05T11:14:00+02:00"', "5000"),
        ('[time]\nformat = "epoch_ns"\norigin = 2026-10-05T09:14:00Z', 5_000_000_000),
    ],
)
def test_clocks(more: str, at: object, tmp_path: Path) -> None:
    assert times(tmp_path, more, at=at) == (None, "2026-10-05 09:14:05+00")


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05 09:14:05+99:00"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05 09:14:05 PM"),
        ('[time]\nzone = "Europe/Berlin"', "2026-10-05 09:14:05 EST"),
        ('[time]\nformat = "%d.%m.%Y %H:%M %z"', "05.10.2026 09:14 +99:00"),
    ],
)
def test_what_stands_behind_a_time_and_is_no_offset_makes_it_unreadable(more: str, at: str, tmp_path: Path) -> None:
    path = write(tmp_path / "own.jsonl", {**ROW, "at": at})
    (reason,) = loaded(path, map_file=mapping(tmp_path, NEEDED + more)).reasons
    assert reason.startswith("a time that the mapping cannot read")


@pytest.mark.parametrize(
    ("unit", "took", "started"),
    [("s", 2, "09:14:03"), ("ms", "2000", "09:14:03"), ("us", 2_000_000, "09:14:03"), ("s", 0.5, "09:14:04.5"),
     ("s", -2, None), ("s", 1e15, None), ("s", "long", None), ("s", None, None), ("s", 100_000, None)],
)  # fmt: skip
def test_a_duration_gives_the_other_end(unit: str, took: object, started: str | None, tmp_path: Path) -> None:
    more = f'[time]\nduration = "took"\nduration_unit = "{unit}"\n'
    assert times(tmp_path, more, took=took) == (started and f"2026-10-05 {started}+00", "2026-10-05 09:14:05+00")


@pytest.mark.parametrize("form", ["epoch_s", "epoch_ns", "iso", "%Y-%m-%d"])
def test_times_that_cannot_be_read_are_rejects(form: str, tmp_path: Path) -> None:
    odd = (10**30, -(10**30), "nan", "soon", "", None, 5, [1], {"a": 1}, True, "0.5", 9 * 10**18)
    with_form = mapping(tmp_path, f'{NEEDED}[time]\nformat = "{form}"\nzone = "UTC"\n')
    outcome = loaded(write(tmp_path / "own.jsonl", *({**ROW, "at": at} for at in odd)), map_file=with_form)
    assert outcome.counts == (len(odd), 0, 0, len(odd), 0)


def test_whether_input_includes_cache(tmp_path: Path) -> None:
    rows = write(tmp_path / "own.jsonl", {**ROW, "i": 100, "use": {"read": 60, "write": 30}})
    cache = 'cache_read_tokens = "use.read"\ncache_write_tokens = "use.write"\n[tokens]\ninput_includes_cache = {}\n'
    for includes, uncached in (("true", 10), ("false", 100)):
        outcome = loaded(rows, map_file=mapping(tmp_path, NEEDED + cache.format(includes)))
        assert outcome.totals["input_tokens"] == uncached
        assert outcome.totals["cache_read_tokens"] == 60
        assert outcome.totals["cache_write_5m_tokens"] == 30


def test_columns_with_dots_constants_and_tables(tmp_path: Path) -> None:
    path = table(tmp_path / "own.csv", ["2026-10-05T09:14:05Z,1,2"], header="at,use.in,use.out")
    text = (
        '[columns]\nended_at = "at"\ninput_tokens = \'"use.in"\'\noutput_tokens = \'"use.out"\'\n'
        '[constants]\nmodel = "claude-sonnet-5"\nstreamed = true\nmax_tokens = 1024\n'
    )
    with Warehouse() as warehouse:
        add(warehouse, path, map_file=mapping(tmp_path, text))
        found = warehouse.row("select input_tokens, output_tokens, model, streamed, max_tokens, source from requests")
    assert found == (1, 2, "claude-sonnet-5", True, 1024, "own")


def test_dots_part_names_except_in_quotes() -> None:
    assert path_parts("usage.input_tokens") == ("usage", "input_tokens")
    assert path_parts('"usage.input_tokens"') == ("usage.input_tokens",)
    assert path_parts('a."b.c".d') == ("a", "b.c", "d")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("this is no toml", "is no TOML"),
        ("\x00", "is no TOML"),
        ('[colums]\nmodel = "m"', "unknown section 'colums'; there are columns, constants, time, tokens and name"),
        ('columns = "m"', "unknown section 'columns'"),
        (NEEDED + 'modell = "m"', "unknown key 'modell' in [columns]; it may be one of api_key"),
        (NEEDED + '[constants]\nended_at = "m"', "unknown key 'ended_at' in [constants]"),
        (NEEDED.replace('model = "m"\n', ""), "does not say where model is: add model"),
        (NEEDED.replace('ended_at = "at"\n', ""), "does not say where started_at or ended_at is"),
        (NEEDED.replace('"i"', '""'), "columns.input_tokens is a text that is not empty"),
        (NEEDED.replace('"i"', '"."'), "columns.input_tokens is a text that is not empty"),
        (NEEDED.replace('"i"', '["i"]'), "columns.input_tokens is a text"),
        (NEEDED + '[time]\nzone = "Europe/Atlantis"', "time.zone 'Europe/Atlantis' is no time zone"),
        (NEEDED + '[time]\nzone = "Europe"', "time.zone 'Europe' is no time zone"),
        (NEEDED + '[time]\nzone = "../../etc"', "is no time zone"),
        (NEEDED + '[time]\nzone = "localtime"', "own.toml: time.zone 'localtime' is no time zone"),
        (NEEDED + '[time]\nformat = "german"', "time.format is one of iso, epoch_s"),
        (NEEDED + '[time]\nduration_unit = "h"', "time.duration_unit is one of s, ms, us"),
        (NEEDED + '[time]\norigin = "2026-01-01T00:00:00Z"', "time.origin goes with time.format epoch_s"),
        (NEEDED + '[time]\nformat = "epoch_s"\norigin = "2026"', "time.origin '2026' is no time"),
        (NEEDED + '[time]\nformat = "epoch_s"\norigin = "2026-01-01"', "time.origin has no zone"),
        (NEEDED + 'cache_read_tokens = "r"', "it must say whether input_tokens includes them"),
        (NEEDED + "[constants]\ncache_read_tokens = 400", "it must say whether input_tokens includes them"),
        (
            NEEDED + "[constants]\ninput_tokens = 20000001",
            "constants.input_tokens is a whole number, 20,000,000 at most",
        ),
        ('name = ""\n' + NEEDED, "name is a text that is not empty"),
        ("name = 5\n" + NEEDED, "name is a text that is not empty"),
        (NEEDED.replace('"i"', "'\"a.b'"), "columns.input_tokens has a quote that is never closed"),
        (NEEDED.replace('"o"', '"i"'), "columns.output_tokens names the column that columns.input_tokens names"),
        (NEEDED + '[constants]\ntools = "few"', "constants.tools is a whole number"),
        (NEEDED + '[constants]\nbilled_usd = "much"', "constants.billed_usd is an amount"),
        (NEEDED + '[constants]\nstreamed = "maybe"', "constants.streamed is true or false"),
        (NEEDED + '[constants]\nstatus = "great"', "constants.status is one of succeeded, errored, canceled, expired"),
        (NEEDED + '[time]\nduration_unit = "ms"', "time.duration_unit goes with time.duration"),
        (NEEDED + '[time]\nformat = "%Q-%m"', "time.format '%Q-%m' is no pattern that can be read"),
        (NEEDED + '[time]\nformat = "%d/%m/%Y %"', "is no pattern that can be read"),
        (NEEDED + '[time]\nformat = "%H:%M"', "time.format '%H:%M' says no day"),
        (NEEDED + '[time]\nformat = "%d/%m/%Y %I:%M"', "reads hours of a 12-hour clock: %p must say which half"),
        (NEEDED + '[tokens]\ninput_includes_cache = "yes"', "tokens.input_includes_cache is true or false"),
    ],
)
def test_mappings_that_cannot_be(text: str, words: str, tmp_path: Path) -> None:
    path = mapping(tmp_path, text)
    with pytest.raises(MappingError) as caught:
        read_map(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "pattern",
    ["%d/%m/%Y %H:%M:%S", "%Y%m%dT%H%M%SZ", "%m/%d/%Y %I:%M:%S %p", "%a, %d %b %Y %H:%M:%S %z", "%Y-%m-%d %H:%M %Z"],
)
def test_time_patterns_that_can_be_read(pattern: str, tmp_path: Path) -> None:
    assert read_map(mapping(tmp_path, NEEDED + f'[time]\nformat = "{pattern}"')).time_format == pattern


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(MappingError, match="cannot be read"):
            read_map(path)


def test_a_mapping_for_another_table_names_what_is_missing(tmp_path: Path) -> None:
    path = table(tmp_path / "own.csv", ["2026-10-05T09:14:05Z,m,1,2"], header="at,model,i,o")
    with pytest.raises(SourceError, match=r"the mapping names m, which it does not have \(delimited table with at,"):
        loaded(path, map_file=mapping(tmp_path, NEEDED))
    with pytest.raises(SourceError, match="the mapping names at, i, m, o"):
        loaded(write(tmp_path / "own.jsonl", {"x": 1}), map_file=mapping(tmp_path, NEEDED))


def test_a_log_of_a_known_format_beside_the_table_is_read_as_it_is(tmp_path: Path) -> None:
    """Its records share the name of the model with the table, and nothing else that a call must have."""
    message = {
        "type": "message", "role": "assistant", "id": "msg_01HardenedSample00000", "model": "claude-sonnet-5",
        "stop_reason": "end_turn", "usage": {"input_tokens": 7, "output_tokens": 3},
        "started_at": "2026-10-05T09:00:00Z", "ended_at": "2026-10-05T09:00:02Z",
    }  # fmt: skip
    own = write(
        tmp_path / "own.jsonl", {"finished": "2026-10-05T09:14:05Z", "model": "claude-sonnet-5", "i": 1, "o": 2}
    )
    text = NEEDED.replace('"at"', '"finished"').replace('"m"', '"model"')
    outcome = loaded(own, write(tmp_path / "beside.jsonl", message), map_file=mapping(tmp_path, text))
    assert outcome.counts == (2, 2, 0, 0, 0)
    assert {row[1] for row in outcome.requests} == {"own", "anthropic_messages"}
    assert read_map(mapping(tmp_path, NEEDED + "[constants]\ncache_read_tokens = 0")).constants


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_maps_of_the_fixtures_are_sound(path: Path) -> None:
    read_map(path)
    assert f"`{path.name}`" in (MAPS / "README.md").read_text(encoding="utf-8")
