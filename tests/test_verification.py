"""An untouched report verifies, from its database and from its logs; a changed digit anywhere does not."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES
from norush import audit, render, verification
from norush.commands.verify import verify
from norush.errors import NorushError, UsageError
from norush.verification import compared
from norush.view import AuditView

LOGS = FIXTURES / "litellm.jsonl", FIXTURES / "anthropic_console_cost.csv"


@dataclass(frozen=True, slots=True)
class Made:
    """A report in its folder, and the view that its database gives again."""

    folder: Path
    report: verification.Report
    again: AuditView

    @property
    def document(self) -> dict[str, Any]:
        """What the database gives, as JSON."""
        found: dict[str, Any] = json.loads(dict(render.outputs(self.again))["audit.json"], parse_float=Decimal)
        return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("report")
    request = audit.Request(tuple(map(str, LOGS)), folder / "audit.duckdb", command=("norush", "audit", "INPUT..."))
    render.write_all(audit.run(request).view, folder)
    report = verification.read_report(folder)
    before = (folder / "audit.duckdb").read_bytes()
    again = verification.from_database(report, folder / "audit.duckdb", audit.Request((), Path()))
    assert (folder / "audit.duckdb").read_bytes() == before, "verifying changes nothing"
    return Made(folder, report, again)


def test_an_untouched_report_verifies_from_its_database(made: Made) -> None:
    assert {"audit.html", "audit.md", "workloads.csv"} < set(made.report.pages)
    assert sum(name.startswith("workloads/") for name in made.report.pages) == 2 * len(made.again.workloads) > 2
    assert verification.differences(made.report, made.again) == []
    assert verification.makers(made.report, made.again) == []


@pytest.mark.slow
def test_an_untouched_report_verifies_from_its_logs(made: Made, tmp_path: Path) -> None:
    moved = [tmp_path / log.name for log in LOGS]
    for log, place in zip(LOGS, moved, strict=True):
        place.write_bytes(log.read_bytes())
    given = audit.Request((), Path())
    again = verification.from_inputs(made.report, [str(place) for place in moved], given)
    assert verification.differences(made.report, again) == []


@pytest.mark.slow
def test_other_logs_do_not(made: Made) -> None:
    again = verification.from_inputs(made.report, [str(LOGS[0])], audit.Request((), Path()))
    wheres = {each.where for each in verification.differences(made.report, again)}
    assert {"coverage.records_read", "reconciled"} & wheres


def values(where: str, value: object) -> Iterator[tuple[str, Any, Any]]:
    """(where, what holds it, key) of every value with a digit."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        if isinstance(each, (dict, list)):
            yield from values(f"{where}.{key}", each)
        elif not isinstance(each, bool) and re.search(r"\d", str(each)):
            yield f"{where}.{key}", value, key


@pytest.mark.slow
def test_one_changed_digit_anywhere_is_found(made: Made) -> None:
    told, anew = made.document, made.document
    every = [
        (where, holder, key)
        for where, holder, key in values("", told)
        if where.split(".")[1] not in verification.NOT_FIGURES
    ]
    assert len(every) > 500
    for where, holder, key in every:
        right = holder[key]
        at = re.search(r"\d(?=\D*$)", str(right))
        assert at
        wrong = f"{str(right)[: at.start()]}{(int(at[0]) + 1) % 10}{str(right)[at.end() :]}"
        holder[key] = type(right)(wrong)
        assert compared(told, anew), where
        holder[key] = right
    assert compared(told, anew) == []


def test_a_line_left_out_is_one_difference(made: Made) -> None:
    told = made.document
    left_out = told["workloads"].pop(0)
    (found,) = compared(told, made.document)
    assert found.where == f"workloads.{left_out['workload_id']}"
    assert found.told is None


def test_another_order_of_the_workloads_is_one_difference(made: Made) -> None:
    told = made.document
    told["workloads"].reverse()
    (found,) = compared(told, made.document)
    assert found.where == "workloads (order)"


def changed(made: Made, folder: Path) -> verification.Report:
    """The report once more, to be changed in `folder`."""
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    return verification.read_report(folder)


def test_a_digit_of_any_page_is_found(made: Made, tmp_path: Path) -> None:
    pages = changed(made, tmp_path).pages
    for name in list(pages)[:5]:  # the three pages of the whole, and one workload's two
        page = pages[name]
        amount = re.search(r"\d+\.\d\d", page)
        assert amount, name
        (tmp_path / name).write_bytes(page.replace(amount[0], "123456.78", 1).encode())
        (found,) = verification.differences(verification.read_report(tmp_path), made.again)
        assert found.where.startswith(f"{name}:")
        assert "123456.78" in str(found.told)
        assert amount[0] in str(found.recomputed)
        (tmp_path / name).write_bytes(page.encode())
    assert verification.differences(verification.read_report(tmp_path), made.again) == []


def test_a_page_of_a_workload_that_there_is_not_is_found(made: Made, tmp_path: Path) -> None:
    changed(made, tmp_path)
    (tmp_path / "workloads" / "0123456789ab.html").write_text("$5.00\n")
    (tmp_path / "workloads" / "notes.md").write_text("not ours")
    (found,) = verification.differences(verification.read_report(tmp_path), made.again)
    assert (found.where, found.told, found.recomputed) == ("workloads/0123456789ab.html", "a page of the report", None)


@pytest.mark.slow
def test_what_is_compared_follows_from_what_is_given(made: Made) -> None:
    assert verification.read_report(made.folder / "audit.json").pages == {}
    assert list(verification.read_report(made.folder / "audit.html").pages) == ["audit.html"]
    with pytest.raises(UsageError, match=r"audit\.md is verified with its folder"):
        verification.read_report(made.folder / "audit.md")


def test_a_key_that_stands_twice_is_refused(made: Made, tmp_path: Path) -> None:
    text = (made.folder / "audit.json").read_text(encoding="utf-8")
    (tmp_path / "audit.json").write_text(
        text.replace('"as_billed_usd":', '"as_billed_usd": "1.00", "as_billed_usd":', 1)
    )
    with pytest.raises(NorushError, match="'as_billed_usd' stands twice"):
        verification.read_report(tmp_path)


@pytest.mark.slow
def test_the_command_says_both_values(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    total = made.document["totals"]["as_billed_usd"]
    text = (made.folder / "audit.json").read_text(encoding="utf-8")
    (tmp_path / "audit.json").write_text(text.replace(f'"as_billed_usd": "{total}"', '"as_billed_usd": "1.23"', 1))
    with pytest.raises(NorushError, match=r"1 of .* values differ"):
        verify(tmp_path, db=made.folder / "audit.duckdb")
    assert f"totals.as_billed_usd: 1.23; recomputed: {total}\n" in capsys.readouterr().out
    verify(made.folder / "audit.json")
    assert re.match(r"All [\d,]+ values of audit\.json are those", capsys.readouterr().out)
    verify(made.folder)
    assert re.match(
        r"All [\d,]+ values of audit\.json, and every line of audit\.html, audit\.md, workloads\.csv and \d+ pages of "
        r"workloads, are those",
        capsys.readouterr().out,
    )


@pytest.mark.slow
def test_the_command_counts_values_and_lines_apart(made: Made, tmp_path: Path) -> None:
    changed(made, tmp_path)
    (tmp_path / "audit.md").write_bytes((tmp_path / "audit.md").read_bytes().replace(b"# ", b"## ", 1))
    with pytest.raises(NorushError, match=r"^0 of [\d,]+ values, and 1 line\(s\) of pages, differ"):
        verify(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other"}'])
def test_what_is_no_report_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text(text)
    with pytest.raises(NorushError, match=r"audit\.json is no"):
        verification.read_report(tmp_path)


@pytest.mark.parametrize(
    ("command", "message"),
    [(("--zone", "Mars/Olympus"), "is no time zone"), (("--month", "October"), "is no month")],
)
def test_a_command_that_cannot_have_been_given(made: Made, command: tuple[str, ...], message: str) -> None:
    report = verification.Report(made.folder, made.document | {"command": ["norush", "audit", *command]}, {})
    with pytest.raises(UsageError, match=message):
        verification.from_database(report, made.folder / "audit.duckdb", audit.Request((), Path()))
    with pytest.raises(UsageError, match=message):
        verification.from_inputs(report, [str(LOGS[0])], audit.Request((), Path()))


def test_a_report_or_database_that_is_not_there(made: Made, tmp_path: Path) -> None:
    for name in ("audit.json", "audit.html", "report"):
        with pytest.raises(UsageError, match=f"{name} is not there"):
            verification.read_report(tmp_path / name)
    with pytest.raises(UsageError, match="give the logs"):
        verification.from_database(made.report, tmp_path / "audit.duckdb", audit.Request((), Path()))
