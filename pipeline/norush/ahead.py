"""What an audit needs only later, fetched while DuckDB reads the log: Polars, pyarrow, the compiled templates.

Reads reports/templates; writes nothing. Python waits during the load, and half of a second of the rest is this.
"""

import importlib
import threading


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
