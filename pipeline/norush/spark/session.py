"""Finds the Spark that an audit runs on: named, told by the environment, or one in this process.

Reads SPARK_REMOTE and MASTER; writes nothing. What a cluster was set up with stays as it is: only what decides a
result (time zone, strict arithmetic) is set, and for this session alone.
"""

import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from norush.errors import NorushError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "local[*]"
"""A Spark in this process, on all cores."""

_MASTER = re.compile(r"yarn|local(-cluster)?(\[.*\])?")
_NO_CLASS = re.compile(r"ClassNotFoundException: (?:Class )?(org\.apache\.hadoop\.fs\.[\w.]+)")
"""What Spark says of an address for which it has no file system."""

_SETTINGS = {
    # every time is UTC, and an overflow or a bad cast is an error, as in DuckDB
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    # two columns that differ in case only are one, as in DuckDB
    "spark.sql.caseSensitive": "false",
    # localCheckpoint fails on a union's constraints ("key not found"), and without them plans are made sooner
    "spark.sql.constraintPropagation.enabled": "false",
}


def require() -> None:
    """Raises UsageError without the extra."""
    if missing := [name for name in ("pyspark", "sqlglot") if find_spec(name) is None]:
        raise UsageError(f"--engine spark needs {' and '.join(missing)}: pip install 'norush[spark]'")


def connect(master: str | None) -> "SparkSession":
    """A session of its own, on `master`, or else on the Spark that runs in this process already.

    Raises NorushError where no Spark answers.
    """
    place = master or os.environ.get("SPARK_REMOTE") or os.environ.get("MASTER") or HERE
    try:
        session = (None if master else _running()) or _started(place)
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
    except UsageError:
        raise
    except Exception as error:  # Spark has an error of its own for each way in which a cluster is not there
        raise NorushError(f"no Spark at {place}: {reason(error)}. Give its address with --spark-master") from error
    return session


def _has(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # of its parent
        return False


def _running() -> "SparkSession | None":
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    return running.newSession() if running else None


def _started(place: str) -> "SparkSession":
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("norush")
    if place.startswith("sc://"):
        # without them PySpark ends the whole process in some of them
        if missing := [name for name in ("pandas", "grpc", "grpc_status", "google.rpc", "zstandard") if not _has(name)]:
            raise UsageError(f"Spark Connect needs {', '.join(missing)}: pip install 'pyspark[connect]'")
        return builder.remote(place).create()
    refuse_what_cannot_start(place)
    builder = builder.config("spark.ui.showConsoleProgress", "false")  # norush says what it is at
    if place.startswith("local"):
        builder = builder.config("spark.ui.enabled", "false")
        # of the 200 of a cluster's default nearly all would be empty
        builder = builder.config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
    session = builder.master(place).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session.newSession()


def refuse_what_cannot_start(place: str) -> None:
    """Raises UsageError for what Spark would answer with the exit of a process, and no word of why."""
    if "://" not in place and not _MASTER.fullmatch(place):
        raise UsageError(
            f"Spark has no master {place!r}: --spark-master is spark://host:7077, sc://host:15002, yarn, k8s://host, "
            "local[2]"
        )
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")):
        where = f"in JAVA_HOME, which is {home}" if home else "on the PATH, and JAVA_HOME is not set"
        raise UsageError(
            f"Spark needs Java 17 or later, and there is none {where}: install it, or name a server of Spark Connect, "
            "--spark-master sc://host:15002"
        )


def reason(error: Exception) -> str:
    """The line of an error of Spark's that says what went wrong."""
    if lacks := _NO_CLASS.search(str(error)):
        return (
            f"Spark lacks {lacks[1]}, which reads such addresses: name the package that has it in spark-defaults.conf "
            "(spark.jars.packages), as docs/sizing.md shows"
        )
    lines = [line.strip(" :") for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith("An error occurred while calling")]
    return told[0].rstrip(".") if told else type(error).__name__
