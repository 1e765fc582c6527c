"""An audit whose calls are on a Spark says what one on DuckDB says: every verdict, every amount, every page."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from typer.testing import CliRunner

from loads import FIXTURES
from norush import audit, render
from norush.cli import app
from norush.demo import write_month
from norush.errors import NorushError, SourceError, UsageError
from norush.export.canonical import Calls, write
from norush.params import Params
from norush.spark import canonical, session
from norush.spark.engine import REQUEST_SIZED
from norush.warehouse import literal, read_step

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

needs_spark = [pytest.mark.slow, pytest.mark.needs_spark, pytest.mark.filterwarnings("ignore")]
EXPORTS = (
    "anthropic_messages.jsonl", "anthropic_stream.sse", "bedrock.jsonl", "canonical.jsonl", "claude_code.jsonl",
    "helicone.jsonl", "inspect_eval.json", "langfuse.jsonl", "litellm.jsonl", "openai_batch.jsonl", "openrouter.csv",
    "otel.jsonl", "vertex.jsonl",
)  # fmt: skip
"""Prefix hashes, sessions, caches of every life, batches, failures, unknown ends, providers of all kinds."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small company's month, and the calls of the fixtures, as a cluster reads them."""
    folder = tmp_path_factory.mktemp("calls")
    month = write_month(folder / "demo", seed=7, scale=0.01)
    exports = [str(month.logs), *(str(FIXTURES / name) for name in EXPORTS)]
    written = write(Calls(exports, salt="s"), folder / "canonical")
    assert written.requests > 1_000
    return folder / "canonical"


def audited(calls: Path, output: Path, engine: Any = "duckdb") -> dict[str, Any]:  # noqa: ANN401
    """audit.json; the pages lie in `output`. In a zone of its own, so that days and hours are not those of UTC."""
    output.mkdir()
    request = audit.Request(
        (str(calls),), output / "audit.duckdb", engine=engine, params=Params(zone="Europe/Berlin"), fresh_salt="s"
    )
    render.write_all(audit.run(request).view, output)
    document: dict[str, Any] = json.loads((output / "audit.json").read_text(encoding="utf-8"))
    return document


def differences(ours: Any, theirs: Any, where: str = "") -> list[str]:  # noqa: ANN401
    """What two documents say otherwise. Broken numbers, all of them signals, may differ in their last digits."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return [] if math.isclose(ours, theirs, rel_tol=1e-12) else [f"{where}: {ours} and {theirs}"]
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        return [line for key in ours for line in differences(ours[key], theirs[key], f"{where}/{key}")]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [line for at, (one, other) in pairs for line in differences(one, other, f"{where}/{at}")]
    return [] if ours == theirs and type(ours) is type(theirs) else [f"{where}: {ours} and {theirs}"]


class TestOnSpark:
    pytestmark = needs_spark

    def test_both_engines_say_the_same(self, calls: Path, tmp_path: Path, spark: "SparkSession") -> None:
        ours = audited(calls, tmp_path / "duckdb")
        theirs = audited(calls, tmp_path / "spark", "spark")
        assert differences(ours, theirs) == []
        assert len({each["verdict"] for each in ours["workloads"]}) >= 4
        assert any(each["cheapest"] for each in ours["workloads"])
        pages = {
            path.relative_to(tmp_path / "duckdb")
            for path in (tmp_path / "duckdb").rglob("*")
            if path.suffix in (".html", ".md", ".csv")
        }
        assert len(pages) > 2 * len(ours["workloads"])
        assert [
            page for page in sorted(pages) if _bytes(tmp_path, "duckdb", page) != _bytes(tmp_path, "spark", page)
        ] == []
        assert not (tmp_path / "spark" / "audit.duckdb").exists()

    def test_parquet_of_another_kind_is_refused(self, tmp_path: Path, spark: "SparkSession") -> None:
        with pytest.raises(SourceError, match="lacks what norush canonical writes, such as request_id"):
            audited(parquet(tmp_path / "other.parquet", "select 1 as a"), tmp_path / "out", "spark")

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            ("cast(null as varchar) as request_id", "a call without an id"),
            ("'a' as request_id", "a call that is there twice"),
            ("cast(-1 as bigint) as input_tokens", "without tokens, or with fewer than none"),
            ("'done' as status", "a call of another status"),
        ],
    )
    def test_what_canonical_never_writes_is_refused(
        self, calls: Path, tmp_path: Path, spark: "SparkSession", change: str, what: str
    ) -> None:
        day = next(iter(sorted(calls.rglob("*.parquet"))))
        wrong = parquet(tmp_path / "calls.parquet", f"select * replace ({change}) from {literal(str(day))}")
        with pytest.raises(SourceError, match=what):
            audited(wrong, tmp_path / "out", "spark")

    def test_a_spark_that_runs_is_used(self, spark: "SparkSession") -> None:
        own = session.connect(None)
        assert own.sparkContext.applicationId == spark.sparkContext.applicationId
        own.sql("select 1 as a").createOrReplaceTempView("of_an_audit")
        assert not spark.catalog.tableExists("of_an_audit")

    def test_no_spark_at_an_address_is_said(self, spark: "SparkSession") -> None:
        nowhere = r"no Spark at sc://nowhere.invalid:1.*Give its address with --spark-master"
        with pytest.raises(NorushError, match=nowhere + r"|Spark Connect needs .*pip install 'pyspark\[connect\]'"):
            session.connect("sc://nowhere.invalid:1")


def _bytes(folder: Path, engine: str, page: Path) -> bytes:
    return (folder / engine / page).read_bytes()


def parquet(path: Path, query: str) -> Path:
    """A file with the result of a query."""
    duckdb.execute(f"copy ({query}) to {literal(str(path))} (format parquet)")
    return path


def test_what_lives_on_spark_is_made_by_a_step() -> None:
    made = {name.rpartition("/")[2] for name in _steps()} | {"requests"}
    assert made >= REQUEST_SIZED


def test_no_table_that_is_kept_lives_on_spark() -> None:
    kept = [name for name in _steps() if name.rpartition("/")[2] in REQUEST_SIZED and " temp " not in read_step(name)]
    assert kept == []


def _steps() -> list[str]:
    sql = Path(__file__).resolve().parents[2] / "sql"
    return [f"{path.parent.name}/{path.stem}" for path in sorted(sql.glob("[2-5]_*/*.sql"))]


def test_a_log_that_is_no_parquet_is_refused() -> None:
    with pytest.raises(SourceError, match=r"litellm\.jsonl is no Parquet: give the folder that norush canonical wrote"):
        canonical.find([str(FIXTURES / "litellm.jsonl")])


def test_an_address_is_sparks_to_read() -> None:
    found = canonical.find([str(FIXTURES / "canonical.parquet"), "s3a://logs/calls"])
    assert list(found) == [FIXTURES / "canonical.parquet", "s3a://logs/calls"]


@pytest.mark.parametrize("home", [None, "/nowhere"])
def test_without_java_a_sentence_says_so(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home:
        monkeypatch.setenv("JAVA_HOME", home)
    where = "in JAVA_HOME, which is /nowhere" if home else "on the PATH, and JAVA_HOME is not set"
    with pytest.raises(UsageError, match=f"^Spark needs Java 17 or later, and there is none {where}: install it, or "):
        session.refuse_what_cannot_start("local[2]")


@pytest.mark.parametrize("place", ["nonsense", "locals", "local[2", "host:7077"])
def test_what_is_no_master_is_refused(place: str) -> None:
    with pytest.raises(UsageError, match=r"^Spark has no master .*: --spark-master is spark://host:7077, "):
        session.refuse_what_cannot_start(place)


def test_an_address_that_spark_cannot_read_says_what_it_lacks() -> None:
    said = (
        "An error occurred while calling o51.parquet.\n: java.lang.RuntimeException: java.lang.ClassNotFoundException: "
        "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found\n\tat org.apache.hadoop.conf.Configuration"
    )
    assert session.reason(Exception(said)).startswith(
        "Spark lacks org.apache.hadoop.fs.s3a.S3AFileSystem, which reads such addresses: name the package that has it"
    )
    assert session.reason(Exception("a: no host.\nb")) == "a: no host"


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"needs pyspark and sqlglot: pip install 'norush\[spark\]'"):
        audit.run(audit.Request((str(FIXTURES / "canonical.parquet"),), Path("nowhere.duckdb"), engine="spark"))


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--engine", "flink"], "is none: write duckdb or spark"),
        (["--spark-master", "local[2]"], "--spark-master is for --engine spark"),
        (["--engine", "spark", "--db", "kept.duckdb"], "--engine spark takes no --db"),
        (["--engine", "spark", "--format", "litellm"], "--engine spark takes no --format"),
    ],
)
def test_options_that_cannot_be(tmp_path: Path, options: list[str], what: str) -> None:
    done = CliRunner().invoke(app, ["audit", str(FIXTURES / "canonical.parquet"), "-o", str(tmp_path / "r"), *options])
    assert isinstance(done.exception, UsageError)
    assert what in str(done.exception)
