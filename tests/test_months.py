"""One database, many months: each is judged by itself, once, and the order in which they come makes no difference."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loads import add, call, write
from norush import judging
from norush.params import Params
from norush.periods import month, write_periods
from norush.sources.load import load
from norush.warehouse import Warehouse
from small_months import audited, pages, tables, write_month


def compare(folder: Path, *months: int) -> None:
    logs = [write_month(folder, month) for month in months]
    once, judged = audited(folder / "once.duckdb", *logs)
    assert judged == len(months)
    order = random.Random(3).sample(logs, len(logs))
    for at, log in enumerate([*order, order[0]]):
        each, judged = audited(folder / "each.duckdb", log)
        assert judged == (1 if at < len(logs) else 0)
    assert tables(folder / "each.duckdb") == tables(folder / "once.duckdb")
    assert pages(each) == pages(once)
    with Warehouse(folder / "once.duckdb") as warehouse:
        found = warehouse.rows(
            "select app, count(distinct workload_id), count(distinct period) from requests group by all"
        )
    assert sorted(found) == [("chat", 1, len(months)), ("digest", 1, len(months)), ("evals", 1, (len(months) + 1) // 2)]


@pytest.mark.slow
def test_one_by_one_in_any_order_is_all_at_once(tmp_path: Path) -> None:
    compare(tmp_path, 1, 2)


@pytest.mark.slow
def test_so_are_twelve(tmp_path: Path) -> None:
    compare(tmp_path, *range(1, 13))


def judge(warehouse: Warehouse, terms: str = "", *, anew: bool = False) -> list[str]:
    """The months that are judged: by one stage, which counts their requests."""
    found = write_periods(warehouse, Params(), by_month=True)
    changed = judging.changed(warehouse, found, terms, anew=anew)
    for period in changed:
        with judging.alone(warehouse, period, terms):
            warehouse.rows("create table counted as select period, count(*) as calls from requests group by period")
            for made in ("workloads", "signals"):
                warehouse.rows(f"create table {made} as select period as workload_id from counted")
            warehouse.rows("update main.requests set workload_id = period where period = $name", {"name": period.name})
    return [period.name for period in changed]


def counted(warehouse: Warehouse) -> dict[str, int]:
    return dict(warehouse.rows("select period, calls from counted"))


def test_only_what_changed_is_judged_again(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", call(1, started_at="2026-10-05T09:00:00Z"), call(2))
    second = write(tmp_path / "b.jsonl", call(3, started_at="2026-11-05T09:00:00Z", ended_at=None))
    with Warehouse() as warehouse:
        add(warehouse, first, second)
        assert judge(warehouse) == ["2026-10", "2026-11"]
        assert judge(warehouse) == []
        add(warehouse, write(tmp_path / "c.jsonl", call(4)))
        assert judge(warehouse) == ["2026-10"]
        assert counted(warehouse) == {"2026-10": 3, "2026-11": 1}
        # a later version of a call, with more in it
        add(
            warehouse,
            write(tmp_path / "d.jsonl", call(3, started_at="2026-11-05T09:00:00Z", ended_at=None, output_tokens=500)),
        )
        assert judge(warehouse) == ["2026-11"]
        assert judge(warehouse, "other prices") == ["2026-10", "2026-11"]
        assert judge(warehouse, "other prices", anew=True) == ["2026-10", "2026-11"]
        assert counted(warehouse) == {"2026-10": 3, "2026-11": 1}
        warehouse.rows("delete from requests where period = '2026-11'")
        assert judge(warehouse, "other prices") == []
        assert counted(warehouse) == {"2026-10": 3}


def test_what_a_load_puts_back_is_judged_again(tmp_path: Path) -> None:
    """Its rows are what they were, but nothing is said of them any more: of the month that is replaced or another."""
    both = write(tmp_path / "a.jsonl", call(1), call(2, started_at="2026-11-05T09:00:00Z", ended_at=None))
    beside = write(tmp_path / "b.jsonl", call(3, started_at="2026-12-05T09:00:00Z", ended_at=None))
    with Warehouse() as warehouse:
        add(warehouse, both, beside)
        judge(warehouse)
        load(warehouse, [both], Params(), replaces=month("2026-10", "UTC"))
        assert judge(warehouse) == ["2026-10", "2026-11"]
        assert judge(warehouse) == []
        assert warehouse.rows("select 1 from requests where workload_id is null") == []


@pytest.mark.slow
def test_every_column_that_a_stage_reads_counts(tmp_path: Path) -> None:
    """A change of any of them is seen; where a row came from, and what was worked out of it, is none."""
    log = write(tmp_path / "a.jsonl", call(1, tags={"a": "b"}))
    unseen = {
        "file_id",
        "kind",
        "reason",
        "span",
        "parent_span",
        "updated_at",
        "dialect",
        "cache_proof",
        "is_apart",
        "logged_id",
    }
    with Warehouse() as warehouse:
        add(warehouse, log)
        judge(warehouse)
        columns = warehouse.rows(
            "select column_name, data_type from duckdb_columns() where table_name = 'requests' "
            "and column_name not in ('period', 'workload_id')"
        )
        for column, kind in columns:
            (before,) = warehouse.row(f"select {column} from requests")
            other = _other(before, kind)
            warehouse.rows(f"update requests set {column} = cast($other as {kind})", {"other": other})
            assert judge(warehouse) == ([] if column in unseen else ["2026-10"]), column


def _other(value: object, kind: str) -> object:
    """Another value of that type, in the same month."""
    if kind.startswith("STRUCT"):
        return [{"hash": "other", "tokens": 1}]
    if kind.startswith("MAP"):
        return None
    if kind.startswith("TIMESTAMP"):
        return datetime(2026, 10, 5, 9, 14, 4, tzinfo=UTC)
    if kind == "BOOLEAN":
        return not value
    return "other" if kind == "VARCHAR" else 77


def test_terms_are_the_settings_the_own_files_and_norush_itself(tmp_path: Path) -> None:
    prices, rules = tmp_path / "prices.csv", tmp_path / "rules.toml"
    prices.write_text("a")
    rules.write_text("a")
    told = [
        judging.terms(Params(), (None, None)),
        judging.terms(Params(zone="Europe/Berlin"), (None, None)),
        judging.terms(Params(), (prices, None)),
        judging.terms(Params(), (None, rules)),
    ]
    rules.write_text("b")
    told.append(judging.terms(Params(), (None, rules)))
    assert len(set(told)) == len(told)
    assert judging.terms(Params(), (None, None)) == told[0]


def test_a_judging_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    with Warehouse(tmp_path / "kept.duckdb") as warehouse:
        add(warehouse, write(tmp_path / "a.jsonl", call(1)))
        judge(warehouse)
        period = write_periods(warehouse, Params(), by_month=True)[0]
        with pytest.raises(KeyError), judging.alone(warehouse, period, ""):
            warehouse.rows("create table counted as select period, 0 as calls from requests group by period")
            raise KeyError
        assert counted(warehouse) == {"2026-10": 1}
        assert warehouse.rows("select table_name from duckdb_tables() where schema_name = 'judging'") == []
