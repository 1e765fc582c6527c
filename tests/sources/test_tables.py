"""Delimited tables with every damage that spreadsheets and exports do to them: no row vanishes."""

from hashlib import md5
from pathlib import Path

import pytest

from loads import FIXTURES, add, loaded, table
from norush.errors import SourceError
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

GOOD = "2026-10-05T09:14:03Z,claude-sonnet-5,1,2,chat"
BAD = [
    ("2026-10-05T09:14:03Z,claude-sonnet-5,1,2", "a row with 4 fields under a header with 5"),
    ("2026-10-05T09:14:03Z,claude-sonnet-5,1", "a row with 3 fields"),
    ("2026-10-05T09:14:03Z,claude-sonnet-5,1,2,chat,more", "a row with 6 fields"),
    ("x", "a row with 1 fields"),
    ('2026-10-05T09:14:03Z,claude-sonnet-5,1,2,"chat"x', "text after a closing quote"),
    ('2026-10-05T09:14:03Z,claude-sonnet-5,1,2,"chat', "a quote that is never closed"),
    ("2026-10-05T09:14:03Z,claude-sonnet-5,-1,2,chat", "a negative token count"),
    (",,,,", "not a canonical row"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_bad_rows_are_rejects_and_good_rows_stay(ending: str, tmp_path: Path) -> None:
    rows = [row for bad, _ in BAD for row in (bad, GOOD)]
    path = table(tmp_path / "calls.csv", rows)
    path.write_bytes(path.read_bytes().replace(b"\n", ending.encode()))
    outcome = loaded(path)
    assert outcome.counts == (2 * len(BAD), len(BAD), 0, len(BAD), 0)
    assert [reject.line for reject in outcome.rejects] == list(range(2, 2 + 2 * len(BAD), 2))
    for reject, (_, reason) in zip(outcome.rejects, BAD, strict=True):
        assert reason in reject.reason
    assert outcome.totals["input_tokens"] == len(BAD)


@pytest.mark.parametrize(("bad", "reason"), BAD[4:6])
def test_one_stray_quote_takes_no_other_row_along(bad: str, reason: str, tmp_path: Path) -> None:
    outcome = loaded(table(tmp_path / "calls.csv", [GOOD, bad, GOOD]))
    assert outcome.counts == (3, 2, 0, 1, 0)
    assert outcome.rejects[0].line == 3
    assert reason in outcome.rejects[0].reason


def test_rows_that_are_not_utf8_and_mixed_line_ends(tmp_path: Path) -> None:
    path = table(tmp_path / "calls.csv", [GOOD, GOOD.replace("chat", "caf\u00e9"), GOOD])
    path.write_bytes(path.read_bytes().replace("\u00e9".encode(), b"\xe9"))
    assert loaded(path).counts == (3, 2, 0, 1, 0)
    path.write_bytes(path.read_bytes().replace(b"chat\n", b"chat\r\n", 1))
    outcome = loaded(path)
    assert outcome.counts == (3, 2, 0, 1, 0)
    assert outcome.reasons == ["text that is not UTF-8: save the file as UTF-8"]


def test_quoted_newlines_quotes_and_blank_lines(tmp_path: Path) -> None:
    path = table(
        tmp_path / "calls.csv",
        [
            '2026-10-05T09:14:03Z,claude-sonnet-5,1,2,"two\nlines, ""quoted"""',
            "",
            '"2026-10-05T09:14:04Z","claude-sonnet-5","10","20",""',
            "",
            GOOD.replace(",1,", ",x,"),
        ],
        header="started_at,model,input_tokens,output_tokens,workspace",
    )
    with Warehouse() as warehouse:
        outcome = add(warehouse, path)
        names = {row[0] for row in warehouse.rows("select workspace from requests")}
    # what has lines is a text, and kept as its hash
    assert names == {"text-" + md5(b'two\nlines, "quoted"').hexdigest()[:8], None}
    assert outcome.totals["input_tokens"] == 11
    assert [reject.line for reject in outcome.rejects] == [7]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str, tmp_path: Path) -> None:
    plain = FIXTURES / "canonical_minimal.csv"
    path = tmp_path / "calls"
    path.write_text(plain.read_text().replace(",", delimiter))
    assert loaded(path).requests == loaded(plain).requests


def test_columns_in_another_order_and_unknown_ones(tmp_path: Path) -> None:
    table(tmp_path / "1.csv", [GOOD])
    table(
        tmp_path / "2.csv",
        ["more,3,2026-10-05T09:14:05Z,4,chat,claude-sonnet-5,,"],
        header="other,output_tokens,started_at,input_tokens,app,model,,",
    )
    outcome = loaded(tmp_path)
    assert outcome.totals["input_tokens"] == 5
    assert outcome.totals["output_tokens"] == 5


def test_the_same_header_twice(tmp_path: Path) -> None:
    header = "started_at,model,input_tokens,output_tokens,{}"
    with pytest.raises(SourceError, match="its header names input_tokens more than once: rename all but one"):
        loaded(table(tmp_path / "used.csv", [GOOD], header=header.format("input_tokens")))
    unused = header.format("note,note,Model,,")
    row = "2026-10-05T09:14:03Z,claude-sonnet-5,1,2,a,b,other,,"
    assert loaded(table(tmp_path / "unused.csv", [row], header=unused)).totals["input_tokens"] == 1


def test_only_a_header(tmp_path: Path) -> None:
    empty, full = table(tmp_path / "1.csv", []), table(tmp_path / "2.csv", [GOOD])
    outcome = loaded(empty, full)
    assert len(outcome.requests) == 1
    assert outcome.loaded.problems == {str(empty): "it has a header line but no rows"}


def test_very_long_fields(tmp_path: Path) -> None:
    rows = [GOOD, GOOD.replace("chat", f'"{"x, " * 1_000_000}"'), GOOD + ",damaged"]
    assert loaded(table(tmp_path / "calls.csv", rows)).counts == (3, 2, 0, 1, 0)


def test_litellm_metadata_that_is_no_json_is_a_reject(tmp_path: Path) -> None:
    """Without it nobody knows how much of the input came from a cache."""
    lines = (FIXTURES / "litellm.csv").read_text().splitlines()
    garbled = lines[1].replace('"{""usage_object""', '"{usage_object""', 1)
    assert garbled != lines[1]
    path = tmp_path / "litellm.csv"
    path.write_text("\n".join([lines[0], garbled, *lines[2:]]) + "\n")
    outcome = loaded(path)
    assert len(outcome.requests) == len(loaded(FIXTURES / "litellm.csv").requests) - 1
    assert "metadata that is not valid JSON" in outcome.reasons[0]


def test_damaged_tables_of_a_kept_database_load_once(tmp_path: Path) -> None:
    path = table(tmp_path / "calls.csv", [GOOD, "x", GOOD])
    with Warehouse() as warehouse:
        first = add(warehouse, path)
        assert add(warehouse, path) == first or add(warehouse, path).counts == first.counts
