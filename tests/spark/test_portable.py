"""What an audit runs after the load stays in the part of SQL that DuckDB and Spark share: a lint over sql/."""

from pathlib import Path

import pytest

from norush.spark import translation

SQL = Path(__file__).resolve().parents[2] / "sql"
STAGES = ("2_workloads", "3_signals", "4_costs", "4_replay", "5_findings")
STEPS = {f"{stage}/{path.stem}": path for stage in STAGES for path in sorted((SQL / stage).glob("*.sql"))}

NOT_YET = {
    "2_workloads/assign": "update is no query: each engine writes workloads into its calls itself, from `assigned`",
    "2_workloads/assign_period": "update is no query: each engine writes periods into its calls itself",
}
"""The steps that are not portable, with the reason. This list only gets shorter."""

REFUSED = {
    "select * from a asof join b on a.t >= b.t": "asof",
    "select quantile_cont(x, 0.5) from t": "percentile_cont()",
    "select percentile_cont(0.5) within group (order by x) from t": "percentile_cont",
    "select median(x) from t": "median",
    "select approx_count_distinct(x) from t": "approx",
    "select hash(x) from t": "hash",
    "select log(x) from t": "log",
    "select list_sum(l) from t": "list_sum",
    "select list_transform(l, x -> x + 1) from t": "transform",
    "select i from range(10) as r(i)": "generate_series()",
    "select u.x from t cross join unnest(t.l) as u(x)": "unnest",
    "select * from a union all by name select * from b": "by name",
    "select * replace (1 as x) from t": "replace",
    "select cast(x / 2 as bigint) from t": "rounds",
    "select cast(avg(x) as integer) from t": "rounds",
    "select cast(x * 0.5 as bigint) from t": "rounds",
    "select strftime(t, '%Y') from t": "time_to_str()",
    "select date_trunc('day', t) from t": "timestamp_trunc()",
    "select random() from t": "rand()",
    "select now() from t": "now()",
}
"""What must not be in a step, and a word of what the lint says of it."""


@pytest.mark.one_in(3)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_portable(step: str) -> None:
    found = translation.problems(STEPS[step].read_text(encoding="utf-8"))
    if step in NOT_YET:
        assert found, f"{step} is portable now: take it from NOT_YET"
    assert step in NOT_YET or not found


def test_what_is_not_portable_is_a_step() -> None:
    assert NOT_YET.keys() <= STEPS.keys()


@pytest.mark.parametrize("query", REFUSED)
def test_what_differs_is_refused(query: str) -> None:
    found = translation.problems(f"create or replace temp table made as {query}")
    assert REFUSED[query] in " ".join(found).lower()


def test_a_file_that_is_no_sql_is_refused() -> None:
    assert translation.problems("create or replace temp table made as select from where")
