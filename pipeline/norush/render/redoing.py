"""Stage 5, how a workload's page is got again: a query on the database, its answer, the input by its hashes.

Reads the view; returns text.
"""

from norush.render import words
from norush.view.values import AuditView, Workload
from norush.warehouse import literal

HASHES = 8
"""Input files that a page names; audit.json has all."""
_COUNTED = ("input_tokens", "output_tokens")


def query(view: AuditView, workload: Workload) -> str:
    """What counts the calls and tokens of the workload in audit.duckdb."""
    sums = ",\n       ".join(f"sum({name}) filter (where status = 'succeeded')" for name in _COUNTED)
    return (
        f"select count(*), {sums}\nfrom requests\n"
        f"where period = {literal(view.period.period)} and workload_id = {literal(workload.workload_id)}"
    )


def answer(workload: Workload) -> str:
    """What the query answers."""
    return " | ".join(map(str, (workload.requests, *(getattr(workload.tokens, name) for name in _COUNTED))))


def files(view: AuditView) -> list[tuple[str, str]]:
    """(what, value) of who made the page, and the files it is from, by their SHA-256."""
    about = view.about
    rows = [("norush", about.norush), ("Price book", about.price_book)]
    rows += [("Input, SHA-256", each.sha256) for each in view.files[:HASHES] if each.sha256]
    more = len(view.files) - HASHES
    return rows + ([("", f"{words.things(more, 'more file')}, in audit.json")] if more > 0 else [])
