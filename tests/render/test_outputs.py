"""The files as a whole, the spreadsheet and the terminal."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from norush import render
from norush.errors import NorushError
from norush.render import spreadsheet
from norush.view import AuditView, build
from view_cases import ABOUT, HOSTILE, PERIOD, Case, filled, viewed


@pytest.fixture(scope="module")
def view() -> AuditView:
    return viewed()


def test_every_output_is_written_twice_the_same(view: AuditView, tmp_path: Path) -> None:
    first = render.write_all(view, tmp_path / "deep" / "one")
    names = {str(path.relative_to(tmp_path / "deep" / "one")) for path in first}
    wanted = {"audit.html", "audit.md", "audit.json", "workloads.csv"}
    wanted |= {f"workloads/{each.workload_id}.{kind}" for each in view.workloads for kind in ("html", "md")}
    assert names == wanted
    before = {path: path.read_bytes() for path in first}
    render.write_all(build(filled(), PERIOD, ABOUT), tmp_path / "deep" / "one")
    assert {path: path.read_bytes() for path in first} == before
    left = {str(path.relative_to(tmp_path / "deep" / "one")) for path in (tmp_path / "deep" / "one").rglob("*.*")}
    assert left == wanted


def test_what_says_the_same_already_is_left_and_the_rest_written_anew(view: AuditView, tmp_path: Path) -> None:
    files = {path: path.stat().st_ino for path in render.write_all(view, tmp_path)}
    audit = tmp_path / "audit.md"
    was = audit.read_text()
    audit.write_text(was.replace("norush", "hsuron"))  # of the same length
    render.write_all(view, tmp_path)
    assert audit.read_text() == was
    assert [path.name for path, node in files.items() if path.stat().st_ino != node] == ["audit.md"]


def test_a_folder_that_cannot_be_written_is_named(view: AuditView, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(NorushError, match=r"taken cannot be written"):
        render.write_all(view, tmp_path / "taken")
    (tmp_path / "out" / "audit.md").mkdir(parents=True)
    with pytest.raises(NorushError, match=r"out cannot be written: audit\.md is a folder"):
        render.write_all(view, tmp_path / "out")
    assert not list((tmp_path / "out").glob(".*"))


def test_a_report_that_fails_leaves_the_one_before_whole(
    view: AuditView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build(filled([Case("0123456789ab", "old")]), PERIOD, ABOUT)
    before = {path: path.read_bytes() for path in render.write_all(old, tmp_path)}

    def broken(_view: AuditView) -> Iterator[tuple[str, str]]:
        yield "audit.html", "half a page"
        raise ValueError("no")

    monkeypatch.setattr("norush.render.write.html.pages", broken)
    with pytest.raises(ValueError, match="no"):
        render.write_all(view, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    render.write_all(view, tmp_path)
    assert not (tmp_path / "workloads" / "0123456789ab.html").exists(), "workloads that are no more have no page"


def test_an_id_never_leaves_the_folder(tmp_path: Path) -> None:
    view = build(filled([Case("../../evil", "x")]), PERIOD, ABOUT)
    with pytest.raises(NorushError, match="cannot be a file name"):
        render.write_all(view, tmp_path)
    assert not (tmp_path / "audit.json").exists()


def test_the_spreadsheet_runs_nothing(view: AuditView) -> None:
    rows = list(csv.DictReader(StringIO(spreadsheet.table(view))))
    assert len(rows) == len(view.workloads)
    hostile = next(row for row in rows if row["workload_id"] == "e1")
    assert (hostile["workspace"], hostile["api_key"]) == ("'=1+1", "'+key|x")
    assert hostile["as_billed_usd"] == "0.004"
    unpriced = next(row for row in rows if row["workload_id"] == "d1")
    assert (unpriced["as_billed_usd"], unpriced["saving_likely_usd"]) == ("", "")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_terminal_cuts_names_and_never_money(view: AuditView, width: int) -> None:
    lines = render.summary(view, width, "out").plain.splitlines()
    assert all(cell_len(line) <= width for line in lines), max(lines, key=cell_len)
    text = "\n".join(lines)
    for money in ("5,495.31", "2,747.65", "33,326.76", "38,472.31", "5,145.55"):
        assert money in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_wide_name_does_not_break_the_columns() -> None:
    view = build(filled([Case("a", "日本語の名前" * 20), Case("b", HOSTILE)]), PERIOD, ABOUT)
    assert all(cell_len(line) <= 80 for line in render.summary(view, 80).plain.splitlines())


@pytest.mark.parametrize("is_terminal", [True, False])
def test_colour_only_on_a_terminal(view: AuditView, *, is_terminal: bool) -> None:
    out = StringIO()
    console = Console(file=out, width=80, force_terminal=is_terminal, color_system="standard" if is_terminal else None)
    render.print_summary(view, Path("out"), console)
    assert ("\x1b[" in out.getvalue()) is is_terminal
    assert "[31m" in out.getvalue()


def test_without_a_database_the_terminal_names_a_page(view: AuditView) -> None:
    first = view.rank.shown[0].workload_id
    assert f"Why a row is here:  norush explain {first} out\n" in render.summary(view, 80, "out").plain
    told = render.summary(view, 80, "out", has_database=False).plain
    assert f"Why a row is here:  out/workloads/{first}.html\n" in told
