"""Stage 5, how far the whole report can be trusted, in sentences: the invoice, prices, what would settle the rest.

Reads view values; returns text.
"""

from collections.abc import Sequence
from decimal import Decimal

from norush.money import exact
from norush.render import words
from norush.render.numbers import middle, share, shell, usd
from norush.view.charts import Settle
from norush.view.values import AuditView

RESIDUAL = Decimal("0.01")
"""An invoice that the logs explain less of than all but this makes every figure a lower bound."""
UNPRICED = Decimal("0.05")
PRESENT = {
    "started_at": ("Start time", "episodes, concurrency, schedule"),
    "ended_at": ("End time", "how many requests were in flight, and what triggered the next"),
    "streamed": ("Streaming flag", "a weak sign that a person reads along"),
    "session_id": ("Session id", "conversations and chains of steps"),
    "end_user": ("End user", "a sign that a person asked"),
    "prefix_blocks": ("Prompt prefix hashes", "cache replay; without them no cache saving is claimed"),
}
"""The columns of the coverage table, and what each decides."""
SETTLED_BY = {
    "app": "An app name or tag",
    "ended_at": "End times",
    "session_id": "Session ids",
    "started_at": "Start times",
}


def warnings(view: AuditView) -> list[str]:
    """What makes every figure a bound, a sentence each; nothing where all is well."""
    said = []
    explained = view.reconciliation.explained_share if view.reconciliation else None
    if explained is not None and 1 - explained > RESIDUAL:
        said.append(f"The logs explain {share(explained)} of the invoice; treat every figure as a lower bound.")
    if view.left_out.unpriced_share > UNPRICED:
        said.append(f"{share(view.left_out.unpriced_share)} of all tokens have no price: every cost is a lower bound.")
    return said


def compare(command: Sequence[str]) -> str:
    """The command that compares with an invoice: the one that was given, where it was an audit of logs."""
    is_audit = tuple(command[:2]) == ("norush", "audit")
    return shell([*(command if is_audit else ("norush", "audit", "LOGS", "-o", "report")), "INVOICE.csv"])


def field(row: Settle) -> str:
    """What would settle a row."""
    return (
        "Only its owner" if row.field is None else SETTLED_BY.get(row.field, middle(words.plain_signal(row.field), 40))
    )


def hangs(row: Settle) -> str:
    """What hangs on a row."""
    return "unknown" if row.hangs_usd is None else f"at most {usd(row.hangs_usd)}"


def as_json(view: AuditView) -> list[dict[str, object]]:
    """What would settle the uncertain, a field a row."""
    return [
        {
            "field": each.field,
            "workloads": each.workloads,
            "as_billed_usd": exact(each.as_billed_usd),
            "hangs_usd": None if each.hangs_usd is None else exact(each.hangs_usd),
            **({"why": "no batch price is verified"} if each.hangs_usd is None else {}),
        }
        for each in view.settles.rows
    ]
