"""What an audit needs only later, fetched while DuckDB reads the log: Polars, pyarrow, the compiled templates, the
parsed steps of the stages after the load.

Reads reports/templates and sql/; writes nothing. Python waits during the load, and of the rest this is half of a second
and more (bench/RESULTS.md).
"""

import importlib
import threading

from norush import assets
from norush.warehouse import parsed, read_step

STAGES = ("2_workloads", "3_signals", "4_costs", "4_replay", "5_findings")
"""The folders of sql/ whose steps an audit runs after the load."""


def fetch(zone: str) -> threading.Thread:
    """Starts fetching. Whoever needs a module or a template sooner gets it as ever; a failure is theirs to meet."""
    thread = threading.Thread(target=_fetch, args=(zone,), name="ahead")
    thread.start()
    return thread


def _fetch(zone: str) -> None:
    for module in ("pyarrow", "polars"):
        importlib.import_module(module)
    html = importlib.import_module("norush.render.html")
    html.get_ready(zone)
    for stage in STAGES:
        for each in (assets.folder("sql") / stage).iterdir():
            parsed(read_step(f"{stage}/{each.name.removesuffix('.sql')}"))
