"""Stage 5, what would settle the uncertain: by the field that their first question names.

Reads view values; writes nothing.
"""

from collections import defaultdict
from collections.abc import Sequence

from norush.money import ZERO
from norush.view.charts import Settle, Settles
from norush.view.states import Group
from norush.view.sums import missed
from norush.view.values import Workload


def settles(workloads: Sequence[Workload]) -> Settles:
    """Every uncertain workload in one row, the dearest row first."""
    by_field: dict[str | None, list[Workload]] = defaultdict(list)
    for each in workloads:
        if each.group is Group.UNCERTAIN:
            by_field[next((asked.field for asked in each.questions if asked.field), None)].append(each)
    rows = []
    for field, members in by_field.items():
        hangs = [each.hangs_usd for each in members if each.hangs_usd is not None]
        cost = sum((each.as_billed_usd or ZERO for each in members), ZERO)
        rows.append(Settle(field, len(members), cost, sum(hangs, ZERO) if hangs else None))
    rows.sort(key=lambda row: (-row.as_billed_usd, row.field or ""))
    costs = [row.as_billed_usd for row in rows]
    return Settles(tuple(rows), missed(costs, sum(costs, ZERO)) or None)
