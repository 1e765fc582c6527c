"""A report rendered again from its database alone: the same bytes; and the page of one workload in a terminal."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from norush import audit, audits, render
from norush.cli import app
from norush.errors import NorushError, SourceError, UsageError
from norush.params import Params
from norush.render import explained
from norush.view import build
from norush.view.sums import cents
from norush.warehouse import Warehouse
from render.test_html import Page, amount
from view_cases import ABOUT, PERIOD, USUAL, filled, viewed

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def log(path: Path, *months: int) -> Path:
    """A small log with twenty calls in each month of 2026."""
    lines = ["started_at,model,input_tokens,output_tokens,app"]
    for month in months:
        start = datetime(2026, month, 3, 9, tzinfo=UTC)
        lines += [
            f"{start + timedelta(minutes=7 * at):%Y-%m-%dT%H:%M:%SZ},claude-sonnet-5,900,80,x" for at in range(20)
        ]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.slow
def test_the_same_bytes_without_the_logs(tmp_path: Path) -> None:
    owners = tmp_path / "owners.toml"
    owners.write_text('[[owner]]\nowner = "me"\nkey = "*"\n')
    request = audit.Request(
        (str(FIXTURES / "litellm.jsonl"),),
        tmp_path / "audit.duckdb",
        owners_file=owners,
        params=Params(zone="Europe/Berlin", high_confidence=Decimal("0.95")),
        command=("norush", "audit", "INPUT...", "--zone", "Europe/Berlin"),
    )
    wanted = dict(render.outputs(audit.run(request).view))
    assert dict(render.outputs(audits.view(tmp_path / "audit.duckdb"))) == wanted


@pytest.mark.slow
def test_a_month_of_a_kept_database_is_as_its_own_audit(tmp_path: Path) -> None:
    source, kept = log(tmp_path / "log.csv", 8, 9), tmp_path / "kept.duckdb"

    def audited(month: str) -> dict[str, str]:
        command = ("norush", "audit", "INPUT...", "--db", "FILE", "--month", month, "--rules", "r.toml")
        view = audit.run(audit.Request((str(source),), kept, is_kept=True, month=month, command=command)).view
        return dict(render.outputs(view))

    audited("2026-08")
    august = audited("2026-08")  # the file is known by now, as it is for September
    september = audited("2026-09")
    assert dict(render.outputs(audits.view(kept))) == september
    assert dict(render.outputs(audits.view(kept, "2026-09"))) == september
    assert dict(render.outputs(audits.view(kept, "2026-08"))) == august
    with pytest.raises(UsageError, match="has no period '2026-07': it has 2026-08 to 2026-09"):
        audits.view(kept, "2026-07")


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["norush", "audit"], ["norush", "audit", "--month", "2026-08"]),
        (
            ["norush", "audit", "--month", "2026-09", "--zone", "X"],
            ["norush", "audit", "--month", "2026-08", "--zone", "X"],
        ),
        (
            ["norush", "audit", "--db", "F", "--zone", "X"],
            ["norush", "audit", "--db", "F", "--month", "2026-08", "--zone", "X"],
        ),
    ],
)
def test_the_command_is_that_of_the_month(command: list[str], wanted: list[str]) -> None:
    assert list(audits.of_month(command, "2026-08")) == wanted


def test_what_holds_no_audit_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        audits.view(tmp_path / "none.duckdb")
    with Warehouse(tmp_path / "empty.duckdb"):
        pass
    with pytest.raises(NorushError, match="holds no audit of this norush: run norush audit on it again"):
        audits.view(tmp_path / "empty.duckdb")


@pytest.mark.slow
def test_what_was_cut_off_has_no_report(tmp_path: Path) -> None:
    source, kept = log(tmp_path / "log.csv", 8), tmp_path / "kept.duckdb"

    def cut_off(stage: str, _bytes: int) -> None:
        if stage == "pricing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit.run(audit.Request((str(source),), kept, is_kept=True), cut_off)
    with Warehouse(kept) as warehouse:
        assert not warehouse.rows("select path from files where sha256 is null"), "the file would be read again"
    with pytest.raises(NorushError, match="did not come to its end: run norush audit on it again"):
        audits.view(kept)
    done = audit.run(audit.Request((str(source),), kept, is_kept=True))
    assert done.loaded.already_loaded == 1
    assert audits.view(kept).totals == done.view.totals


@pytest.mark.slow
def test_a_month_that_is_not_there_leaves_the_report_of_the_latest(tmp_path: Path) -> None:
    """Of what was loaded with it, too: the month that comes before its log is in every crontab."""
    kept = tmp_path / "kept.duckdb"
    for month in (8, 9):
        source = log(tmp_path / f"{month}.csv", month)
        command = ("norush", "audit", "INPUT...", "--db", "FILE", "--month", "2026-12")
        request = audit.Request((str(source),), kept, is_kept=True, month="2026-12", command=command)
        with pytest.raises(NorushError, match=rf"nothing of 2026-12: .* norush report shows 2026-0{month}"):
            audit.run(request)
        view = audits.view(kept)
        assert (view.period.period, view.totals.requests) == (f"2026-0{month}", 20)
        assert view.about.command == (*command[:-1], f"2026-0{month}")


@pytest.mark.slow
def test_what_cannot_be_used_leaves_the_report_that_was(tmp_path: Path) -> None:
    kept = tmp_path / "kept.duckdb"
    done = audit.run(audit.Request((str(log(tmp_path / "8.csv", 8)),), kept, is_kept=True))
    unknown = tmp_path / "unknown.jsonl"
    unknown.write_text('{"a": 1}\n')
    with pytest.raises(SourceError):
        audit.run(audit.Request((str(unknown),), kept, is_kept=True))
    assert audits.view(kept).totals == done.view.totals


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_page_in_the_terminal_is_never_wider_and_cuts_no_amount(width: int) -> None:
    view = viewed()
    for workload in view.workloads:
        text = explained.page(view, workload, width).plain
        lines = text.splitlines()
        longest = max(lines, key=cell_len)
        assert cell_len(longest) <= width or " " not in longest.strip(), longest
        assert "\x1b" not in text
        assert "\u202e" not in text
    text = explained.page(view, next(each for each in view.workloads if each.workload_id == "a1"), width).plain
    for said in ("$5,495.31", "$2,747.65", "+1.10", "−0.45", "What only its owner knows", "norush plan a1 REPORT"):
        assert said in text


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_pipe_gets_80_plain_columns(*, is_terminal: bool) -> None:
    view = build(filled(USUAL[:1]), PERIOD, ABOUT)
    out = StringIO()
    console = Console(
        file=out,
        width=200,
        highlight=False,
        force_terminal=is_terminal,
        color_system="standard" if is_terminal else None,
    )
    explained.print_page(view, view.workloads[0], console)
    assert ("\x1b[" in out.getvalue()) is is_terminal
    if not is_terminal:
        assert max(map(cell_len, out.getvalue().splitlines())) <= 80


@pytest.mark.slow
def test_every_month_is_written_and_an_index_over_them(tmp_path: Path) -> None:
    source, kept, folder = log(tmp_path / "log.csv", 8, 9), tmp_path / "kept.duckdb", tmp_path / "months"
    audit.run(audit.Request((str(source),), kept, is_kept=True))
    done = CliRunner().invoke(app, ["report", "--db", str(kept), "--all", "-o", str(folder)])
    assert done.exit_code == 0, done.output
    for month in ("2026-08", "2026-09"):
        written = dict(render.outputs(audits.view(kept, month)))
        assert {name: (folder / month / name).read_text(encoding="utf-8") for name in written} == written
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    rows = [row[2] for row in page.rows if row[0] == "idx"]
    assert [row[0] for row in rows[1:]] == ["September 2026", "August 2026"]
    totals = audits.view(kept, "2026-08").totals
    assert totals.as_billed_usd is not None
    assert amount(rows[2][1]) == cents(totals.as_billed_usd)
    # what stands under a verdict adds up to what was spent
    assert sum(amount(cell) for cell in rows[2][4:] if "$" in cell) == amount(rows[2][1])
    both = CliRunner().invoke(app, ["report", "--db", str(kept), "--all", "--month", "2026-08"])
    assert "exclude each other" in str(both.exception)
