"""Stage 5, the amounts that the audit page's script adds up: exact, a workload a row.

Reads view values; returns text.
"""

import json

from norush.money import exact
from norush.view.states import Group
from norush.view.values import AuditView, Workload


def as_json(view: AuditView) -> str:
    """[group, requests, as billed, sure, likely, ceiling] of each workload: moves as they are ranked, then the others.

    Amounts are exact decimal strings in USD; null where there is none.
    """
    moves = [each for each in view.workloads if each.group is Group.MOVE]
    moves.sort(key=lambda each: (each.position or 0, each.workload_id))
    others = [each for each in view.workloads if each.group is not Group.MOVE]
    return json.dumps([_row(each) for each in (*moves, *others)], separators=(",", ":"))


def _row(workload: Workload) -> list[str | int | None]:
    saving = workload.saving
    figures = (saving.sure_usd, saving.likely_usd, saving.ceiling_usd) if saving else (None, None, None)
    amounts = (workload.as_billed_usd, *figures)
    return [str(workload.group), workload.requests, *(None if usd is None else exact(usd) for usd in amounts)]
