"""Options of the test run: what is slow, what needs something from outside, and what must not be skipped.

`--slow` runs the slow tests too, and every case of those of which one in some runs without it. NORUSH_REQUIRE=all does
as well, and makes every skip a failure: CI has everything.
NORUSH_TRACES names the folder of real logs, NORUSH_CHROMIUM the browser, NORUSH_FOCUS_VALIDATOR the Python that has it.
"""

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parents[1]
REQUIRE_ALL = os.environ.get("NORUSH_REQUIRE") == "all"

# how long one example may take says something of the machine only
settings.register_profile("norush", deadline=None)
settings.load_profile("norush")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--slow, and --accept for the golden files."""
    parser.addoption("--accept", action="store_true", default=False, help="rewrite the golden files")
    parser.addoption("--slow", action="store_true", default=REQUIRE_ALL, help="run the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips what was not asked for or cannot run here, with the reason."""
    why_not = {
        "slow": None if config.getoption("--slow") else "slow: runs with --slow",
        "needs_traces": None if traces_folder().is_dir() else "no real logs: NORUSH_TRACES names their folder",
        "needs_chromium": None if chromium_path() else "no Chromium: install it, or name it in NORUSH_CHROMIUM",
        "needs_postgres": None if postgres_folder() else "no PostgreSQL: install Debian's package postgresql",
        "needs_spark": None if has_spark() else WHY_NO_SPARK,
        "needs_focus_validator": None if focus_validator() else WHY_NO_VALIDATOR,
    }
    if not config.getoption("--slow"):
        _thin_out(items)
    for item in items:
        for marker, reason in why_not.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def _thin_out(items: list[pytest.Item]) -> None:
    """Of the cases of a test or file marked `one_in(n)`, slow ones apart, the first stays, and every n-th."""
    seen: Counter[str] = Counter()
    for item in (each for each in items if not each.get_closest_marker("slow")):
        for node, mark in item.iter_markers_with_node("one_in"):
            of = node.nodeid.partition("[")[0]
            if seen[of] % mark.args[0]:
                item.add_marker(pytest.mark.skip(reason=f"one in {mark.args[0]} runs without --slow"))
            seen[of] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With NORUSH_REQUIRE=all a skipped test fails the run. Workers of a parallel run leave that to their head."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and not hasattr(session.config, "workerinput") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("NORUSH_REQUIRE=all: nothing may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def traces_folder() -> Path:
    """Where the real logs are, if they are."""
    return Path(os.environ.get("NORUSH_TRACES", REPOSITORY.parent / "shared" / "traces"))


def chromium_path() -> str | None:
    """The browser for the page tests; None if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("NORUSH_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


def postgres_folder() -> Path | None:
    """Where PostgreSQL's own programs are: Debian keeps initdb out of the PATH. None if there is none."""
    found = shutil.which("initdb")
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).resolve().parent if found else packaged[-1].parent if packaged else None


WHY_NO_SPARK = "no Spark: pip install 'norush[spark]', and Java 17 or later (Debian's openjdk-17-jre-headless)"


def has_spark() -> bool:
    """Whether PySpark and a Java are there; a Spark starts in the process of its tests."""
    java = Path(os.environ.get("JAVA_HOME", "/nowhere")) / "bin" / "java"
    return find_spec("pyspark") is not None and bool(shutil.which("java") or java.is_file())


WHY_NO_VALIDATOR = "no focus-validator: .ci/run says how it is installed, in an environment of its own"


def focus_validator() -> Path | None:
    """The Python of the environment that holds the validator of FOCUS: it needs other versions than norush does."""
    python = Path(os.environ.get("NORUSH_FOCUS_VALIDATOR", REPOSITORY / ".venv-focus" / "bin" / "python"))
    return python if python.is_file() else None


@pytest.fixture(scope="session")
def traces() -> Path:
    """The folder of real logs."""
    return traces_folder()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    path = chromium_path()
    assert path, "mark the test needs_chromium"
    return path
