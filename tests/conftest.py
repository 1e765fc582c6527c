"""Options of the test run: what is slow, what needs something from outside, and what must not be skipped.

`--slow` runs the slow tests too, `--every-case` every case of those of which one in some runs without it. What was not
asked for is left out, and counted at the end; what cannot run here is skipped, with the reason. NORUSH_REQUIRE=all runs
the slow tests, and makes every skip a failure: CI has everything.
NORUSH_TRACES names the folder of real logs, NORUSH_CHROMIUM the browser, NORUSH_FOCUS_VALIDATOR the Python that has it.
"""

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parents[1]
REQUIRE_ALL = os.environ.get("NORUSH_REQUIRE") == "all"

# how long one example may take says something of the machine only
settings.register_profile("norush", deadline=None)
settings.load_profile("norush")


def pytest_addoption(parser: pytest.Parser) -> None:
    """--slow and --every-case, and --accept for the golden files."""
    parser.addoption("--accept", action="store_true", default=False, help="rewrite the golden files")
    parser.addoption("--slow", action="store_true", default=REQUIRE_ALL, help="run the slow tests too")
    parser.addoption("--every-case", action="store_true", default=False, help="run all there is, the slow tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what was not asked for, and skips what cannot run here."""
    why_not = {
        "needs_traces": None if traces_folder().is_dir() else "no real logs: NORUSH_TRACES names their folder",
        "needs_chromium": None if chromium_path() else "no Chromium: install it, or name it in NORUSH_CHROMIUM",
        "needs_postgres": None if postgres_folder() else "no PostgreSQL: install Debian's package postgresql",
        "needs_spark": None if has_spark() else WHY_NO_SPARK,
        "needs_focus_validator": None if focus_validator() else WHY_NO_VALIDATOR,
    }
    if not config.getoption("--every-case"):
        chosen = chosen_of(items, slow=config.getoption("--slow"))
        left_out = [item for item, is_chosen in zip(items, chosen, strict=True) if not is_chosen]
        config.stash[LEFT_OUT] = len(left_out)
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item, is_chosen in zip(items, chosen, strict=True) if is_chosen]
    for item in items:
        for marker, reason in why_not.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


LEFT_OUT = pytest.StashKey[int]()
"""How many tests were not asked for."""


def chosen_of(items: list[pytest.Item], *, slow: bool) -> list[bool]:
    """Which of the tests run: of what is marked `one_in(n, slow=m)` the first and every n-th, with `slow` every m-th.

    Without `slow` no slow test does. Of a file only those are counted that its tests leave to it.
    """
    seen: Counter[str] = Counter()
    chosen = []
    for item in items:
        is_chosen = not item.get_closest_marker("every_case") and (slow or not item.get_closest_marker("slow"))
        for node, mark in item.iter_markers_with_node("one_in"):
            if is_chosen:
                of = node.nodeid.partition("[")[0]
                is_chosen = seen[of] % (mark.kwargs.get("slow", 1) if slow else mark.args[0]) == 0
                seen[of] += 1
        chosen.append(is_chosen)
    return chosen


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With NORUSH_REQUIRE=all a skipped test fails the run. Workers of a parallel run leave that to their head."""
    config = session.config
    if hasattr(config, "workerinput"):
        config.workeroutput["left_out"] = config.stash.get(LEFT_OUT, 0)  # type: ignore[attr-defined]
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter and reporter.stats.get("skipped"):
        reporter.write_line("NORUSH_REQUIRE=all: nothing may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401  (of xdist)
    """A worker says what it left out; each collects, and leaves out, the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How much was not asked for."""
    if number := config.stash.get(LEFT_OUT, 0):
        slow = "" if config.getoption("--slow") else "--slow runs the slow tests, "
        terminalreporter.write_line(f"{number:,} tests or cases were left out: {slow}--every-case runs them all")


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
