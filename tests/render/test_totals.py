"""Every total on the audit page, worked out again from the rows that are printed above it, and from nothing else."""

import re
from datetime import date
from decimal import Decimal

import pytest

from norush import render
from norush.view import build
from render.test_html import Page
from view_cases import ABOUT, PERIOD, USUAL, Case, filled

ODD = tuple(
    Case(f"o{at}", f"odd-{at}", verdict, f"{100 / (at + 3):.10f}", 0.5, "high", 0.3, component=component, option=option)
    for at, (verdict, component, option) in enumerate(
        (("uncertain", "on_demand", None), ("batched", "batch", None), ("interactive", "on_demand", "cache_5m")) * 15
    )
)


@pytest.fixture(scope="module")
def tables() -> list[list[tuple[str, list[str]]]]:
    """The tables of a page that has all of them: rows of (class, cell texts)."""
    warehouse = filled([*USUAL, *ODD], invoice=True)
    for day, computed, billed in ((3, "12.345", "12.345"), (4, "7.001", "9.999"), (5, "1.114", "0.5")):
        counted, charged = Decimal(computed), Decimal(billed)
        gap = charged - counted
        row: dict[str, object] = {
            "period": PERIOD,
            "basis": "invoice",
            "platform": "anthropic",
            "model_id": "m",
            "lines": 1,
            "requests": 1,
            "day": date(2026, 10, day),
            "computed_usd": counted,
            "billed_usd": charged,
            "difference_usd": gap,
            "recomputed_usd": min(charged, counted),
            "unexplained_usd": max(gap, Decimal(0)),
            "over_usd": max(-gap, Decimal(0)),
            "explained_by": "unexplained" if gap > 0 else "over" if gap < 0 else "adds_up",
            **dict.fromkeys(("at_terms_usd", "not_in_log_usd", "unchecked_usd", "tolerance_usd"), Decimal(0)),
        }
        names = ", ".join(row)
        marks = ", ".join(f"${name}" for name in row)
        warehouse.connection.execute(f"insert into reconciliation ({names}) values ({marks})", row)
    text = dict(render.outputs(build(warehouse, PERIOD, ABOUT)))["audit.html"].replace("<br", " <br")
    found = re.findall(r"<table.*?</table>", text, re.DOTALL)
    return [[(kind, cells) for _, kind, cells in Page(table).rows] for table in found]


def number(cell: str) -> Decimal:
    """What a cell prints first: dollars or a count; words and dashes are nothing."""
    found = re.match(r"(−?)\$?([\d,]+(\.\d\d)?)", cell.strip())
    return Decimal(0) if found is None else Decimal(("-" if found[1] else "") + found[2].replace(",", ""))


def titled(tables: list[list[tuple[str, list[str]]]], head: str) -> list[tuple[str, list[str]]]:
    """The one table whose first header says `head`, without its header row."""
    (table,) = [table for table in tables if table[0][1][0] == head]
    return table[1:]


def is_share(column: int, rows: list[tuple[str, list[str]]]) -> bool:
    return any("%" in cells[column] for _, cells in rows if column < len(cells))


def test_every_total_row_is_the_sum_of_the_rows_above_it(tables: list[list[tuple[str, list[str]]]]) -> None:
    """From the top, or from the total before it; the ranked table has sums of its own on the way (test_tools)."""
    checked = 0
    for table in tables:
        rows = [row for row in table[1:] if row[1]]
        if any(kind == "sub" for kind, _ in rows):
            continue
        for column in range(1, max(len(cells) for _, cells in rows)):
            if is_share(column, rows):
                continue
            running = Decimal(0)
            for kind, cells in rows:
                value = number(cells[column]) if column < len(cells) else Decimal(0)
                if kind == "tot" and column < len(cells) and not cells[column].strip():
                    break  # this column has no total
                if kind == "tot":
                    assert running == value, (table[0][1], column)
                    running, checked = value, checked + 1
                else:
                    running += value
    assert checked >= 20


def test_the_ranked_table_closes_in_requests_too(tables: list[list[tuple[str, list[str]]]]) -> None:
    rows = titled(tables, "Rank")
    at = next(at for at, (kind, _) in enumerate(rows) if kind == "sub")
    assert sum(number(cells[3]) for _, cells in rows[:at]) == number(rows[at][1][3])
    assert sum(number(cells[3]) for _, cells in rows[at:-1]) == number(rows[-1][1][3])


def test_what_is_uncertain_adds_up(tables: list[list[tuple[str, list[str]]]]) -> None:
    rows = [cells for _, cells in titled(tables, "What, and why")]
    at = next(at for at, cells in enumerate(rows) if cells[0].startswith("All uncertain"))
    assert any("more uncertain workloads" in cells[0] for cells in rows)
    assert sum(number(cells[1]) for cells in rows[:at]) == number(rows[at][1]) > 0


def test_the_three_figures_are_what_the_cost_is_less_the_saving(tables: list[list[tuple[str, list[str]]]]) -> None:
    spent = next(number(cells[2]) for kind, cells in titled(tables, "Class") if kind == "tot")
    figures = titled(tables, "Figure and what it rests on")[:3]
    assert [re.match(r"[a-z]+", cells[0])[0] for _, cells in figures] == ["sure", "likely", "ceiling"]  # type: ignore[index]
    for _, cells in figures:
        assert abs(number(cells[1]) + number(cells[2]) - spent) <= Decimal("0.01")
