"""A first mapping file: what is plain loads at once, what only a person knows is left open, no value is shown."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from loads import loaded
from norush.errors import MappingError
from norush.sources.files import identify
from norush.sources.mapping import read_map
from norush.sources.suggest import suggest

pytestmark = pytest.mark.one_in(8)

PLAIN = {
    "call_id": "call-0000000000000000-{n}", "started": "2026-10-05T09:14:{n:02d}Z",
    "finished": "2026-10-05T09:15:{n:02d}.5+00:00",
    "model": "claude-sonnet-5", "prompt_tokens": "{n}0", "completion_tokens": "7", "key_name": "nightly",
    "spend_usd": "0.25",
}  # fmt: skip


def rows(count: int = 6, **columns: object) -> list[dict[str, object]]:
    """Rows of a table; {n} in a text is the number of the row."""
    return [
        {name: value.format(n=at) if isinstance(value, str) else value for name, value in (PLAIN | columns).items()}
        for at in range(1, count + 1)
    ]


def write_csv(path: Path, table: Sequence[Mapping[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return path


def suggestion(path: Path) -> str:
    text = suggest(identify(path, format_name=None, mapping=None))
    assert all(len(line) <= 80 for line in text.splitlines())
    return text


def said(text: str) -> str:
    """The map with its comments on one line."""
    return text.replace("\n# ", " ")


def written(path: Path, text: str) -> Path:
    target = path.with_suffix(".toml")
    target.write_text(text, encoding="utf-8")
    return target


def answered(text: str, *lines: str) -> str:
    """The map after its reader took the # from these lines."""
    for line in lines:
        assert f"\n# {line}" in text, line
        text = text.replace(f"\n# {line}", f"\n{line}")
    return text


@pytest.mark.parametrize("shape", ["csv", "jsonl", "json", "parquet"])
def test_a_complete_guess_loads_as_it_is(shape: str, tmp_path: Path) -> None:
    table = rows()
    path = tmp_path / f"calls.{shape}"
    if shape == "csv":
        write_csv(path, table)
    elif shape == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(table), path)
    else:
        lines = "\n".join(json.dumps(row) for row in table)
        path.write_text(f"[{lines.replace(chr(10), ',')}]" if shape == "json" else lines)
    outcome = loaded(path, map_file=written(path, suggestion(path)))
    assert not outcome.rejects
    assert outcome.totals["input_tokens"] == sum(range(10, 70, 10))
    assert outcome.totals["output_tokens"] == 42
    first = outcome.requests[0]
    assert first[0] == "call-0000000000000000-1"
    assert [str(time)[:19] for time in (first[2], first[4])] == ["2026-10-05 09:14:01", "2026-10-05 09:15:01"]
    assert {"nightly", "claude-sonnet-5"} <= set(map(str, first))


def test_values_inside_objects_are_found(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    record = {
        "ts": 1791191645123, "meta": {"request.id": "r1", "duration_ms": 1500}, "llm": {"modelName": "gpt-x"},
        "usage": {"inputTokens": 5, "outputTokens": 6, "totalTokens": 11},
    }  # fmt: skip
    path.write_text(json.dumps(record))
    text = suggestion(path)
    assert 'input_tokens = "usage.inputTokens"' in text
    assert 'format = "epoch_ms"' in text
    outcome = loaded(path, map_file=written(path, text))
    assert [outcome.totals[name] for name in ("input_tokens", "output_tokens")] == [5, 6]
    assert str(outcome.requests[0][2]).startswith("2026-10-05 09:14:03.623")
    assert "Not used: usage.totalTokens" in text


def test_whether_input_includes_the_cache_is_left_to_the_reader(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", rows(cached_tokens="4", cache_creation_tokens="{n}"))
    text = suggestion(path)
    assert 'cache_read_tokens = "cached_tokens"' in text
    assert 'cache_write_tokens = "cache_creation_tokens"' in text
    assert "In none of the 6 records with cached tokens are these more than the input: both may be" in said(text)
    with pytest.raises(MappingError, match="must say whether input_tokens includes them"):
        read_map(written(path, text))
    inside = loaded(path, map_file=written(path, answered(text, "input_includes_cache = true")))
    apart = loaded(path, map_file=written(path, answered(text, "input_includes_cache = false")))
    assert apart.totals["input_tokens"] - inside.totals["input_tokens"] == 24 + 21
    more = suggestion(write_csv(tmp_path / "more.csv", rows(cached_tokens="30")))
    assert "In 2 of the 6 records of the sample with cached tokens" in said(more)
    assert "\ninput_includes_cache" not in more


def test_a_missing_zone_is_asked_for(tmp_path: Path) -> None:
    table = rows(started="2026-10-05 09:14:{n:02d}", finished="2026-10-05 09:15:{n:02d}")
    path = write_csv(tmp_path / "calls.csv", table)
    text = suggestion(path)
    assert len(loaded(path, map_file=written(path, text)).rejects) == len(table)
    berlin = answered(text, 'zone = "UTC"').replace('"UTC"', '"Europe/Berlin"')
    assert str(loaded(path, map_file=written(path, berlin)).requests[0][2]).startswith("2026-10-05 07:14:01")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("1791191645", 'format = "epoch_s"'),
        ("1791191645.25", 'format = "epoch_s"'),
        ("1791191645123456", 'format = "epoch_us"'),
        ("1791191645123456789", 'format = "epoch_ns"'),
        ("25.10.2026 09:14:05", 'format = "%d.%m.%Y %H:%M:%S"'),
        ("25/10/2026 09:14:05", 'format = "%d/%m/%Y %H:%M:%S"'),
        ("05/Oct/2026:09:14:05 +0200", 'format = "%d/%b/%Y:%H:%M:%S %z"'),
        ("05/10/2026 09:14:05", '# format = "%m/%d/%Y %H:%M:%S"'),
    ],
)
def test_the_format_of_times_is_read_off_or_asked_for(time: str, expected: str, tmp_path: Path) -> None:
    table = [{name: value for name, value in row.items() if name != "finished"} for row in rows(started=time)]
    path = write_csv(tmp_path / "calls.csv", table)
    text = suggestion(path)
    assert f"\n{expected}\n" in text
    if 'zone = "UTC"' in text:
        text = answered(text, 'zone = "UTC"')
    outcome = loaded(path, map_file=written(path, text))
    assert bool(outcome.rejects) == expected.startswith("#")
    assert all(str(request[2]).startswith("2026-10-") for request in outcome.requests)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", [{"timestamp": 27482, "input_length": 6955, "hash": "a"}] * 3)
    text = suggestion(path)
    assert 'input_tokens = "input_length"' in text
    for missing in ("model", "output_tokens", "started_at"):
        assert f'\n# {missing} = "…"' in text
    assert "Called a time, but of no format known here: timestamp" in said(text)
    with pytest.raises(MappingError, match="does not say where model is"):
        read_map(written(path, text))


def test_a_duration_without_a_unit_is_asked_for(tmp_path: Path) -> None:
    table = [{name: value for name, value in row.items() if name != "finished"} for row in rows(latency="3")]
    assert '\n# duration = "latency"\n' in suggestion(write_csv(tmp_path / "calls.csv", table))
    table = [{"latency_s" if name == "latency" else name: value for name, value in row.items()} for row in table]
    text = suggestion(write_csv(tmp_path / "calls.csv", table))
    assert '\nduration = "latency_s"\nduration_unit = "s"\n' in text


def test_no_value_and_no_doubtful_name_is_shown(tmp_path: Path) -> None:
    secret = "sk-ant-api03-kumquat"
    table = rows(
        task="tell me about the kumquat tree, and about nothing else than the kumquat tree",
        app="kumquat", user="kumquat@example.org", api_key=secret, output="Kumquat!",
    )  # fmt: skip
    text = suggestion(
        write_csv(tmp_path / "calls.csv", [{**row, secret: "1", "tell me of kumquat": "x"} for row in table])
    )
    assert "kumquat" not in text.lower()
    assert "Not used either: 2 columns whose names may be text" in said(text)
    assert 'app = "app"' in text
    assert '"task"' not in text  # it may hold prompts


def test_columns_with_odd_names(tmp_path: Path) -> None:
    table = [
        {
            "a.model" if name == "model" else "started\u00e9 at" if name == "started" else name: value
            for name, value in row.items()
        }
        for row in rows()
    ]
    path = write_csv(tmp_path / "Ünser Log (1).csv", table)
    text = suggestion(path)
    assert 'model = "\\"a.model\\""' in text
    assert not loaded(path, map_file=written(path, text)).rejects


def test_the_same_file_gives_the_same_map(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows(5000)))
    assert suggestion(path) == suggestion(path)


HEADERLESS = (
    "2026-10-05T09:14:03Z,claude-sonnet-5,jane,333,199,0.25",
    "2026-10-05T09:15:03Z,claude-haiku-4-5,kumquat,33,19,0.05",
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_without_a_header_shows_no_value_and_can_be_mapped_by_place(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(line.replace(",", delimiter) for line in HEADERLESS) + "\n")
    text = suggestion(path)
    assert not [value for value in ("jane", "kumquat", "sonnet", "2026", "333") if value in text]
    assert "Whole numbers: column_4, column_5" in said(text)
    assert "Times: column_1 (format iso)" in said(text)
    assert "jane" not in str(identify(path, format_name=None, mapping=None).problem)
    names = {"ended_at": 1, "model": 2, "app": 3, "input_tokens": 4, "output_tokens": 5, "billed_usd": 6}
    columns = "\n".join(f'{field} = "column_{place}"' for field, place in names.items())
    outcome = loaded(path, map_file=written(path, f"[columns]\n{columns}\n"))
    assert outcome.counts == (2, 2, 0, 0, 0)
    assert outcome.totals["input_tokens"] == 366


def test_a_damaged_row_of_a_table_without_a_header_is_found_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join([HEADERLESS[0], "kumquat,kumquat", HEADERLESS[1].replace("33,", "x,")]) + "\n")
    columns = 'ended_at = "column_1"\nmodel = "column_2"\ninput_tokens = "column_4"\noutput_tokens = "column_5"'
    outcome = loaded(path, map_file=written(path, f"[columns]\n{columns}\n"))
    assert outcome.counts == (3, 1, 0, 2, 0)
    assert [reject.line for reject in outcome.rejects] == [2, 3]
    assert "kumquat" not in str(outcome.rejects)


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ("ts,llm,prompt_toks,completion_toks", "llm,prompt_toks,completion_toks"),
        ("ts,llm_name,tok_in,tok_out", "llm_name,tok_in,tok_out"),
        ("time,LLM,inTokens,outTokens", "LLM,inTokens,outTokens"),
        ("at,model_id,nb_prompt_tokens,nb_answer_tokens", "model_id,nb_prompt_tokens,nb_answer_tokens"),
        ("logged,deployment,input_tkns,gen_toks", "deployment,input_tkns,gen_toks"),
    ],
)
def test_names_that_people_give(columns: str, fields: str, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(f"{columns}\n2026-10-05T09:14:03Z,claude-sonnet-5,333,199\n")
    text = suggestion(path)
    for field, column in zip(("model", "input_tokens", "output_tokens"), fields.split(","), strict=True):
        assert f'\n{field} = "{column}"' in text
