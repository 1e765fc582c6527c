"""Each word that is said to mean the same on DuckDB and on Spark is asked of both: words.toml has the questions."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from norush.spark import session, translation

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.slow, pytest.mark.needs_spark, pytest.mark.filterwarnings("ignore")]

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def home() -> duckdb.DuckDBPyConnection:
    """DuckDB with the tables."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    for name, query in WORDS["tables"].items():
        connection.execute(f"create table {name} as {query}")
    return connection


@pytest.fixture(scope="module")
def away(spark: "SparkSession", home: duckdb.DuckDBPyConnection) -> "SparkSession":
    """A session of Spark with the same."""
    own = session.connect(None)
    for name in WORDS["tables"]:
        own.createDataFrame(home.sql(f"from {name}").to_arrow_table()).createOrReplaceTempView(name)
    return own


def on_both(home: duckdb.DuckDBPyConnection, away: "SparkSession", query: str) -> tuple[list[Any], list[Any]]:
    """The rows of both, with the types of DuckDB."""
    parsed = sqlglot.parse_one(query, read="duckdb")
    assert isinstance(parsed, exp.Query)
    theirs = away.sql(translation.translate(parsed, str)).toArrow()
    ours = home.sql(query)
    columns = ", ".join(f'cast("{name}" as {kind})' for name, kind in zip(theirs.column_names, ours.types, strict=True))
    return sorted(ours.fetchall(), key=repr), sorted(home.from_arrow(theirs).project(columns).fetchall(), key=repr)


@pytest.mark.parametrize("case", WORDS["same"])
def test_both_say_the_same(home: duckdb.DuckDBPyConnection, away: "SparkSession", case: str) -> None:
    ours, theirs = on_both(home, away, WORDS["same"][case])
    assert ours
    assert theirs == ours


@pytest.mark.parametrize("case", WORDS["nearly"])
def test_both_say_nearly_the_same(home: duckdb.DuckDBPyConnection, away: "SparkSession", case: str) -> None:
    ours, theirs = on_both(home, away, WORDS["nearly"][case])
    assert len(ours) > 1
    for one, other in zip(ours, theirs, strict=True):
        assert [each is None for each in other] == [each is None for each in one]
        known = [at for at, each in enumerate(one) if each is not None]
        assert [other[at] for at in known] == pytest.approx([one[at] for at in known], rel=1e-14)


def test_every_function_that_is_said_to_be_alike_is_asked() -> None:
    asked: set[type[object]] = set()
    for query in (*WORDS["same"].values(), *WORDS["nearly"].values()):
        asked |= {type(node) for node in sqlglot.parse_one(query, read="duckdb").walk()}
    asked |= {exp.Case, exp.If, exp.Or}  # in every file
    assert set(translation.ALIKE) - asked == set()
