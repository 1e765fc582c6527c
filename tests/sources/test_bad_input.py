"""Input that is wrong in every way people have met: a sentence each, and never a good line lost with a bad one."""

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import zstandard

from loads import CALL, FIXTURES, Outcome, add, call, loaded, write
from norush.errors import SourceError, UsageError
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

BAD = FIXTURES / "bad"
EXPECTED = tomllib.loads((FIXTURES / "expected.toml").read_text(encoding="utf-8"))


def problem_of(path: Path, **options: str) -> str:
    """The one problem of one file that cannot be used at all."""
    with pytest.raises(SourceError) as caught:
        loaded(path, **options)  # type: ignore[arg-type]
    text = str(caught.value)
    assert text.startswith("nothing here can be used. ")
    assert "\n" not in text
    return text.partition(f"{path}: ")[2]


def only_reject(outcome: Outcome) -> str:
    (reject,) = outcome.rejects
    return reject.reason


def test_an_input_that_is_not_there(tmp_path: Path) -> None:
    for name in ("missing.jsonl", "missing/", "*.jsonl"):
        with pytest.raises(UsageError, match="is not there: give a file, a folder or a glob"):
            loaded(tmp_path / name)


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("{}")
    with pytest.raises(UsageError, match="holds no files to read, a report apart: give a folder with exported logs"):
        loaded(tmp_path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("picture.png", "its content is binary"),
        ("empty.jsonl", "the file is empty"),
        ("notes.txt", "neither JSON nor a table"),
        ("truncated.jsonl.gz", "gzip data is cut off or damaged: export or copy it again"),
    ],
)
def test_files_that_are_no_log(name: str, words: str) -> None:
    assert words in problem_of(BAD / name)


@pytest.mark.parametrize("name", ["counts.jsonl", "times.jsonl", "half_lines_litellm.jsonl"])
def test_a_bad_line_loses_only_itself(name: str) -> None:
    expected, outcome = EXPECTED[f"bad/{name}"], loaded(BAD / name)
    good = expected["good"] + expected.get("end_before_start", 0)
    assert len(outcome.requests) == good
    assert outcome.counts == (expected["lines"], good, 0, expected["lines"] - good, 0)
    assert all(reject.line and reject.excerpt for reject in outcome.rejects)


def test_lines_that_are_not_utf8() -> None:
    outcome = loaded(BAD / "latin1.jsonl")
    assert len(outcome.requests) == 2
    assert [reject.line for reject in outcome.rejects] == [1, 3, 5]
    assert set(outcome.reasons) == {"text that is not UTF-8: save the file as UTF-8"}


def test_everything_bad_beside_something_good(tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", call())
    with Warehouse() as warehouse:
        outcome = add(warehouse, BAD, good)
        problems = dict(warehouse.rows("select path, problem from files where problem is not null"))
        again = add(warehouse, BAD, good)
    assert call()["request_id"] in {row[0] for row in outcome.requests}
    assert (
        set(outcome.loaded.problems)
        == set(problems)
        == {str(BAD / name) for name in ("picture.png", "empty.jsonl", "notes.txt", "truncated.jsonl.gz")}
    )
    assert again.requests == outcome.requests
    assert again.counts == outcome.counts


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("share", [0.5, 0.99])
@pytest.mark.slow
def test_compressed_files_cut_off_anywhere(suffix: str, share: float, tmp_path: Path) -> None:
    dice = random.Random(1)
    lines = b"".join(json.dumps(call(n, app=f"{dice.random()}")).encode() + b"\n" for n in range(2_000))
    packed = gzip.compress(lines) if suffix == ".gz" else zstandard.compress(lines)
    cut = tmp_path / f"cut.jsonl{suffix}"
    cut.write_bytes(packed[: int(len(packed) * share)])
    assert "data is cut off or damaged" in problem_of(cut)
    garbled = tmp_path / f"garbled.jsonl{suffix}"
    garbled.write_bytes(packed[: len(packed) // 2] + b"garbage" * 9 + packed[len(packed) // 2 + 63 :])
    assert "data is cut off or damaged" in problem_of(garbled)
    outcome = loaded(cut, garbled, write(tmp_path / "good.jsonl", call()))
    assert len(outcome.requests) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b" \n\n\t\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\xff\xd8\xff\xe0,,,;;;\x01\x02", "no rows"),
        (b"\x00\x01\x02", "its content is binary"),
        (b"PAR1 and nothing more", "Parquet data is cut off or damaged"),
        (b"\x1f\x8bno gzip at all", "gzip data is cut off"),
        (b"\x28\xb5\x2f\xfdno zstd at all", "zstd data is cut off"),
        (b"{", "it ends in the middle of its JSON"),
        (b"{}", "no known format"),
        (b"[]", "no record in it can be read"),
        (b"[1, 2]", "no record in it can be read"),
        (b'{"a": 1}\r{"a": 2}\r', "it starts like JSON"),
        (b'"text"', "neither JSON nor a table"),
        (b"{" * 100_000, "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"a,b,c\n", "a header line but no rows"),
        (b"started_at,model,input_tokens,output_tokens\n", "a header line but no rows"),
        (b"a,b,c\n1,2,3\n", "no known format (delimited table with a, b, c)"),
        (b'{"event": "x", "payload": {}}\n', "no known format (JSON lines with event, payload)"),
    ],
)
def test_content_that_is_no_log(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert words in problem_of(path)


def test_odd_file_names(tmp_path: Path) -> None:
    """DuckDB takes a path for a glob: here each would match the decoy too, or only that."""
    decoy = write(tmp_path / "a 1 b.jsonl", call(99), call(98))
    names = ("[1]", "*", "?", "'", '"', "{x,y}", "é", "a\nb")
    odd = [write(tmp_path / f"a {mark} b.jsonl", call(at), "{" + "x" * at) for at, mark in enumerate(names)]
    outcome = loaded(*odd)
    assert outcome.counts == (2 * len(names), len(names), 0, len(names), 0)
    assert decoy.name not in str(outcome)


@pytest.mark.slow
def test_a_byte_order_mark_costs_nothing(tmp_path: Path) -> None:
    for at, path in enumerate((FIXTURES / "litellm.jsonl", FIXTURES / "litellm.csv", FIXTURES / "litellm.json")):
        marked = tmp_path / str(at)
        marked.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        assert loaded(marked).requests == loaded(path).requests


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["litellm.jsonl", "canonical.csv"])
def test_utf16_is_read(name: str, encoding: str, tmp_path: Path) -> None:
    wide = tmp_path / name
    text = (FIXTURES / name).read_text(encoding="utf-8")
    wide.write_bytes((b"" if encoding == "utf-16" else b"\xfe\xff") + text.encode(encoding))
    with wide.open("ab") as file:
        file.write("{cut\n".encode("utf-16-le" if encoding == "utf-16" else encoding))
    outcome = loaded(wide)
    assert outcome.requests == loaded(FIXTURES / name).requests
    assert len(outcome.rejects) == 1
    assert outcome.rejects[0].line == text.count("\n") + 1


def test_lines_that_are_no_object(tmp_path: Path) -> None:
    odd = [
        "[1, 2]",
        '"text"',
        "5",
        "null",
        "true",
        "{}",
        '{"a": 1} {"b": 2}',
        '{"a": 1}x',
        "\x00\x00",
        "{'a': 1}",
        '{"a": "\x01"}',
    ]
    outcome = loaded(write(tmp_path / "odd.jsonl", call(1), "", "   ", *odd, b"\xff\xfe", call(2)))
    assert len(outcome.requests) == 2
    assert [reject.line for reject in outcome.rejects] == list(range(4, 4 + len(odd) + 1))


@pytest.mark.parametrize(
    "lines",
    [
        ['{"x": "' + "A" * 1_000_000 + '"}'],
        ['{"x": "' + "A" * 1_000_000],
        ['{"x": "' + "A" * 300_000 + '"}'] * 7,
        ["[" + "1, " * 200_000 + "1]"],
        ["[1]", "{}"],
    ],
    ids=["long", "broken", "several", "a long list", "short"],
)
def test_the_first_lines_hide_no_log(lines: list[str], tmp_path: Path) -> None:
    log, one = write(tmp_path / "a.jsonl", *lines, call(1), call(2)), write(tmp_path / "b.jsonl", *lines, call(3))
    outcome = loaded(log, one)
    assert (len(outcome.requests), len(outcome.rejects)) == (3, 2 * len(lines))


@pytest.mark.slow
def test_a_line_longer_than_the_sample(tmp_path: Path) -> None:
    long = call(1, prompt="x" * 400_000)
    assert len(loaded(write(tmp_path / "one.jsonl", long)).requests) == 1
    assert len(loaded(write(tmp_path / "two.jsonl", long, call(2))).requests) == 2
    page = tmp_path / "page.json"
    page.write_text(
        json.dumps(
            {
                "total": 1,
                "page": "1",
                "data": [json.loads(line) for line in (FIXTURES / "litellm.jsonl").read_text().splitlines()]
                + [{"messages": "x" * 500_000}],
            }
        )
    )
    assert len(loaded(page).requests) == 24


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.999])
def test_a_json_document_cut_off(cut: float, tmp_path: Path) -> None:
    text = (FIXTURES / "litellm.json").read_text()
    path = tmp_path / "page.json"
    path.write_text(text[: int(len(text.rstrip()) * cut)])
    assert "cut off" in problem_of(path)


@pytest.mark.slow
def test_documents_in_every_form(tmp_path: Path) -> None:
    page = json.loads((FIXTURES / "litellm.json").read_text())
    whole = loaded(FIXTURES / "litellm.json").requests
    forms: dict[str, str] = {
        "minified": json.dumps(page),
        "indented": json.dumps(page, indent=4),
        "list": json.dumps(page["data"]),
        "list indented": json.dumps(page["data"], indent=1),
        "pages": "\n".join(json.dumps({**page, "data": page["data"][at::2]}) for at in range(2)),
        "objects": "\n".join(json.dumps(row, indent=2) for row in page["data"]),
    }
    for form, text in forms.items():
        path = tmp_path / f"{form}.json"
        path.write_text(text)
        assert loaded(path).requests == whole, form


def test_records_in_a_document_that_are_no_object(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([call(1), 5, "text", None, [1], {}, call(2)]))
    outcome = loaded(path)
    assert len(outcome.requests) == 2
    assert [reject.line for reject in outcome.rejects] == [2, 3, 4, 5, 6]


def test_a_single_message_as_an_indented_document(tmp_path: Path) -> None:
    line = (FIXTURES / "anthropic_messages.jsonl").read_text().splitlines()[0]
    path = tmp_path / "one.json"
    path.write_text(json.dumps(json.loads(line), indent=2))
    assert len(loaded(path).requests) == 1


def test_two_formats_in_one_folder_and_in_one_file(tmp_path: Path) -> None:
    lines = [(FIXTURES / f"{stem}.jsonl").read_bytes().splitlines()[1] for stem in ("litellm", "anthropic_messages")]
    outcome = loaded(write(tmp_path / "both.jsonl", lines[0], lines[0], lines[1]))
    assert outcome.counts == (3, 1, 1, 1, 0)


COUNTS: list[tuple[object, str | None]] = [
    (333.0, None),
    ("333", None),
    ("333.0", None),
    ("333.0000", None),
    ("333.000", "in some countries"),
    ("1.000", "in some countries"),
    ("12 000", "not a whole number"),
    (333.5, "not a whole number"),
    ("333.0004", "not a whole number"),
    (-1, "negative"),
    (-0.5, "not a whole number"),
    ("1e9", "not a whole number"),
    (10**15, "more tokens than any model takes"),
    (10**40, "more tokens than any model takes"),
    (9_223_372_036_854_775_807, "more tokens than any model takes"),
    (20_000_001, "more tokens than any model takes"),
    ("0x14d", "not a whole number"),
    ("1,234", "not a whole number"),
    ("NaN", "not a whole number"),
    ("Infinity", "not a whole number"),
    (True, "not a whole number"),
    ([333], "not a whole number"),
    ({"total": 333}, "not a whole number"),
    (None, "no input token count"),
    ("", "no input token count"),
]


def reasons_by_line(outcome: Outcome) -> dict[int | None, str]:
    return {reject.line: reject.reason for reject in outcome.rejects}


def test_token_counts(tmp_path: Path) -> None:
    outcome = loaded(
        write(tmp_path / "calls.jsonl", *(call(at, input_tokens=count) for at, (count, _) in enumerate(COUNTS)))
    )
    reasons = reasons_by_line(outcome)
    for line, (count, reason) in enumerate(COUNTS, start=1):
        assert (reason or "") in reasons.get(line, "" if reason is None else "loaded"), count
        assert (line in reasons) == (reason is not None), count
    assert outcome.totals["input_tokens"] == 333 * len(outcome.requests)


@pytest.mark.parametrize(
    "column", ["cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "web_search_requests"]
)
def test_other_counts_are_never_wrong_or_taken_for_none(column: str, tmp_path: Path) -> None:
    counts: tuple[object, ...] = (7, -1, 2.5, 10**30, 9 * 10**18, "many", "7.000", "7 000")
    outcome = loaded(write(tmp_path / "calls.jsonl", *(call(at, **{column: count}) for at, count in enumerate(counts))))
    assert list(reasons_by_line(outcome)) == [2, 3, 4, 5, 6, 7, 8]
    assert outcome.totals[column] == 7


def test_decimals_of_a_typed_column_are_no_thousands(tmp_path: Path) -> None:
    path = tmp_path / "calls.parquet"
    columns = "* replace (input_tokens::decimal(18, 3) as input_tokens)"
    calls = write(tmp_path / "calls.jsonl", call())
    duckdb.execute(f"copy (select {columns} from read_json('{calls}')) to '{path}' (format parquet)")
    assert loaded(path).totals["input_tokens"] == CALL["input_tokens"]


def test_absurd_counts_together_do_not_overflow(tmp_path: Path) -> None:
    absurd = dict.fromkeys(
        ("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens"), 9 * 10**18
    )
    assert len(loaded(write(tmp_path / "calls.jsonl", call(1, **absurd), call(2))).requests) == 1


TIMES: list[tuple[dict[str, object], str]] = [
    ({"started_at": "1970-01-01T00:00:00Z"}, "before there was an API"),
    ({"started_at": "2090-01-01T00:00:00Z"}, "lies in a far future"),
    ({"started_at": "infinity"}, "without zone"),
    ({"started_at": "+294247-01-01T00:00:00Z", "ended_at": None}, "start or end time"),
    ({"started_at": "yesterday"}, "without zone"),
    ({"started_at": "2026-10-05"}, "without zone"),
    ({"started_at": "2026-10-05T09:14:03"}, "without zone"),
    ({"ended_at": "2026-10-05T09:14:05"}, "without zone"),
    ({"started_at": 1759655643}, "without zone"),
    ({"started_at": None, "ended_at": None}, "no readable start or end time"),
    ({"started_at": "2026-02-30T09:14:03Z", "ended_at": None}, "no readable start or end time"),
]


def test_times(tmp_path: Path) -> None:
    outcome = loaded(
        write(tmp_path / "calls.jsonl", *(call(at, **changes) for at, (changes, _) in enumerate(TIMES)), call(99))
    )
    assert len(outcome.requests) == 1
    for (changes, reason), found in zip(TIMES, outcome.reasons, strict=True):
        assert reason in found, changes


def test_an_end_that_cannot_be_leaves_the_start(tmp_path: Path) -> None:
    ends = ("2026-10-05T09:14:02Z", "2026-10-07T09:14:03Z", "9999-12-31T23:59:59Z", None)
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "calls.jsonl", *(call(at, ended_at=end) for at, end in enumerate(ends))))
        found = warehouse.rows("select ended_at, started_at::text from requests")
    assert found == [(None, "2026-10-05 09:14:03.221+00")] * len(ends)


def test_status_is_one_of_four(tmp_path: Path) -> None:
    meant = {"Success": "succeeded", "OK": "succeeded", "": "succeeded", "failed": "errored", "cancelled": "canceled",
             "EXPIRED": "expired", "whatever": None}  # fmt: skip
    with Warehouse() as warehouse:
        lines = [call(at, status=status) for at, status in enumerate(meant)]
        outcome = add(warehouse, write(tmp_path / "calls.jsonl", *lines, call(99, status=None)))
        found = [row[0] for row in warehouse.rows("select status from requests order by request_id")]
    assert found == [status for status in meant.values() if status] + ["succeeded"]
    assert [reject.line for reject in outcome.rejects] == [len(meant)]


def test_an_errored_call_needs_no_model_and_no_tokens(tmp_path: Path) -> None:
    failed = call(status="error", model=None, input_tokens=None, output_tokens=None)
    assert len(loaded(write(tmp_path / "calls.jsonl", failed)).requests) == 1


def test_what_could_not_be_read_can_be_loaded_later(tmp_path: Path) -> None:
    """A file that failed for want of a mapping is not taken for loaded."""
    rows = write(tmp_path / "own.jsonl", {"at": "2026-10-05T09:14:03Z", "m": "claude-sonnet-5", "i": 1, "o": 2})
    mapping = tmp_path / "own.toml"
    mapping.write_text('[columns]\nstarted_at = "at"\nmodel = "m"\ninput_tokens = "i"\noutput_tokens = "o"\n')
    with Warehouse() as warehouse:
        with pytest.raises(SourceError):
            add(warehouse, rows)
        outcome = add(warehouse, rows, map_file=mapping)
        assert len(outcome.requests) == 1
        assert warehouse.rows("select problem from files") == [(None,)]


def test_the_row_that_says_more_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "a.jsonl", call(1, output_tokens=1), call(2)))
        outcome = add(warehouse, write(tmp_path / "b.jsonl", call(1, output_tokens=9)))
        assert outcome.totals["output_tokens"] == 9 + 199
        assert warehouse.rows("select requests, duplicates from files order by file_id") == [(1, 1), (1, 0)]


def test_rows_without_an_id_are_kept_apart(tmp_path: Path) -> None:
    one = {name: value for name, value in call().items() if name != "request_id"}
    twice = write(tmp_path / "twice.jsonl", one, one, {**one, "end_user": "u1"}, {**one, "end_user": "u2"})
    with Warehouse() as warehouse:
        assert len(add(warehouse, twice).requests) == 4
        longer = add(warehouse, write(tmp_path / "longer.jsonl", *[one] * 5))
    assert len(longer.requests) == 5  # the larger number of equal rows, not their sum


def test_an_interrupted_load_leaves_nothing_behind(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.jsonl", call(1)), write(tmp_path / "b.csv", *rows_of_a_table())

    def interrupt(_what: str, _bytes: int) -> None:
        raise KeyboardInterrupt

    with Warehouse() as warehouse:
        before = add(warehouse, first)
        with pytest.raises(KeyboardInterrupt):
            _load_with(warehouse, second, interrupt)
        assert add(warehouse, first).requests == before.requests
        assert warehouse.row("select count(*) from files")[0] == 1


def test_an_interrupt_while_a_file_is_probed_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    monkeypatch.setattr("norush.sources.reading.make_arrived", interrupted)
    with pytest.raises(KeyboardInterrupt), Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "a.jsonl", call(1)))


def rows_of_a_table() -> list[str]:
    return ["started_at,model,input_tokens,output_tokens", "2026-10-05T09:14:03Z,claude-sonnet-5,1,2"]


def _load_with(warehouse: Warehouse, path: Path, notify: Callable[[str, int], None]) -> None:
    from norush.params import Params
    from norush.sources.load import load

    load(warehouse, [path], Params(), notify=notify)


def tar_of(log: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("kumquat.jsonl")
        member.size = len(log)
        archive.addfile(member, io.BytesIO(log))
    return packed.getvalue()


def zip_of(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, b"kumquat")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (tar_of(b"{}"), "a tar archive: unpack it (tar -xf), and give the folder"),
        (gzip.compress(tar_of(b"{}")), "a tar archive: unpack it (tar -xf), and give the folder"),
        (zip_of("a/kumquat.jsonl", "b.csv", "c.csv"), "a zip archive of files (2 csv, 1 jsonl): unpack it"),
        (zip_of("kumquat.png"), "a zip archive without a log in it (1 png): give exported logs"),
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook: save the sheet of calls as CSV"),
        (zip_of(), "an empty zip archive"),
        (zip_of("my.kumquat farm"), "without a log in it (1 other)"),
        (bz2.compress(b"{}" * 100), "compressed with bzip2, which is not read"),
        (lzma.compress(b"{}" * 100), "compressed with xz, which is not read"),
        (b"SQLite format 3\x00" + bytes(100), "an SQLite database: export the table of calls"),
        (b"%PDF-1.7 kumquat, kumquat, kumquat", "a PDF: export the table in it"),
    ],
)
def test_files_of_other_programs_say_what_they_are(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(content)
    assert words in problem_of(path)
    assert "kumquat" not in problem_of(path)


@pytest.mark.parametrize("name", ["anthropic_usage_report.json", "openai_usage.json", "anthropic_cost_report.json"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_page_that_was_cut_off_says_so(name: str, share: float, tmp_path: Path) -> None:
    content = (FIXTURES / name).read_bytes().strip()
    path = tmp_path / name
    path.write_bytes(content[: int(len(content) * share)])
    assert "it ends in the middle of its JSON: the download or the copy was cut off" in problem_of(path)
