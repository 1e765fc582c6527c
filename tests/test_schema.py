"""The documented tables are those that an audit makes; the queries of docs/database.md run, and find what they say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from norush import schema
from norush.cli import app
from norush.render import schema as rendered
from norush.warehouse import Warehouse
from small_months import audited, write_month

PAGE = Path(__file__).resolve().parents[1] / "docs" / "database.md"
QUERIES = re.findall(r"\*\*(\d+)\. .*?^```sql\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
TYPES = {"varchar": "text", "timestamp with time zone": "timestamptz"}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Two months, one with a model that nobody has a price for, a failed call and a broken line."""
    folder = tmp_path_factory.mktemp("schema")
    first, second = write_month(folder, 2), write_month(folder, 3)
    lines = first.read_text().splitlines()
    lines[-1] = lines[-1].replace("claude-haiku-4-5", "no-such-model")
    lines[0] = lines[0].replace('"app"', '"status": "errored", "error_type": "overloaded_error", "app"')
    first.write_text("\n".join([*lines, "{broken"]) + "\n")
    audited(folder / "kept.duckdb", first, second)
    with Warehouse(folder / "kept.duckdb") as opened:
        yield opened


@pytest.mark.slow
def test_the_documented_tables_are_those_of_an_audit(warehouse: Warehouse) -> None:
    for table in schema.tables():
        rows = warehouse.rows(
            "select column_name, lower(data_type) from duckdb_columns() "
            "where table_name = $name and schema_name = 'main' order by column_index",
            {"name": table.name},
        )
        made = [(name, re.sub("|".join(TYPES), lambda found: TYPES[found[0]], kind)) for name, kind in rows]
        assert [(column.name, column.type) for column in table.columns] == made, table.name


def test_every_column_says_what_it_means() -> None:
    for table in schema.tables():
        assert table.what, table.name
        assert table.grain.startswith("one row"), table.name
        assert [column.name for column in table.columns if not column.meaning] == [], table.name


def test_units_are_told_by_names() -> None:
    assert schema.unit("input_usd_per_mtok") == "USD a million tokens"
    assert schema.unit("hour_share_of_clock") == "share, 0 to 1"
    assert schema.unit("mean_gap_s") == "seconds"
    assert schema.unit("level") is None


def test_no_line_is_wider_than_a_terminal() -> None:
    tables = schema.tables()
    lines = [*rendered.listed(tables), *(line for table in tables for line in rendered.told(table))]
    assert max(map(len, lines)) <= 80


def test_the_command() -> None:
    run = CliRunner().invoke
    assert "one row a request" in run(app, ["schema"]).output
    shown = run(app, ["schema", "verdicts"]).output
    assert "probability, 0 to 1" in shown
    assert "scenario_costs" not in shown
    assert all(f"\n{table.name}\n" in f"\n{run(app, ['schema', '--all']).output}" for table in schema.tables())
    assert run(app, ["schema", "nothing"]).exit_code != 0


def test_there_are_ten_queries() -> None:
    assert [number for number, _ in QUERIES] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(("number", "query"), QUERIES, ids=[number for number, _ in QUERIES])
def test_a_query_of_the_page_runs_and_finds_something(number: str, query: str, warehouse: Warehouse) -> None:
    rows = warehouse.rows(query)
    assert rows, number


def test_what_the_queries_find(warehouse: Warehouse) -> None:
    found = {number: warehouse.rows(query) for number, query in QUERIES}
    assert [row[0] for row in found["5"]] == ["evals"]
    assert [row[0] for row in found["4"]] == ["2026-02", "2026-03"]
    assert ("digest", "errored", "overloaded_error", 1) in [row[:4] for row in found["8"]]
    ((period, why, requests),) = found["9"]
    assert (period, requests) == ("2026-02", 1)
    assert "no-such-model" in why
    assert sum(row[5] is not None for row in found["10"]) == 1
    spent = sum(row[3] for row in found["1"] if row[3])
    assert spent == sum(row[1] for row in found["4"])
