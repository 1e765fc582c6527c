"""Stage 5, blockers in the view: what stands between a workload and a batch.

Reads blockers; writes nothing. USD are exact decimals, as billed.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from norush.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that `stops` the calls that show it, `warns` of them, or `asks` what only the owner knows."""

    blocker: str
    effect: str
    calls: int | None
    """Calls that show it; None where no log tells."""
    of_calls: int
    """All calls of the workload that are not batched yet."""
    usd: Decimal | None
    """What the calls that show it cost; None where no log tells, or where they have no price."""
    of_usd: Decimal | None
    stopped_calls: int
    """Calls that this or anything else stops, each counted once."""
    stopped_usd: Decimal | None
    says: str
    source: str

    @property
    def calls_share(self) -> Decimal | None:
        """Calls that show it, 0..1."""
        return None if self.calls is None else Decimal(self.calls) / self.of_calls

    @property
    def usd_share(self) -> Decimal | None:
        """What those calls cost, as a share of what all cost."""
        return self.usd / self.of_usd if self.usd is not None and self.of_usd else None

    @property
    def stops_all(self) -> bool:
        """It stops, alone or with others, all that there is: nothing of the workload can run in a batch as it is."""
        return self.effect == "stops" and self.stopped_calls == self.of_calls


def blockers(warehouse: Warehouse, period: str) -> dict[str, tuple[Blocker, ...]]:
    """By workload, in the order in which they are shown; a workload that is batched already has none."""
    rows = warehouse.rows(
        """
        select workload_id, blocker, effect, calls, of_calls, usd, of_usd, stopped_calls, stopped_usd, says, source
        from blockers
        where period = $period
        order by workload_id, place
        """,
        {"period": period},
    )
    found: dict[str, list[Blocker]] = defaultdict(list)
    for workload_id, *rest in rows:
        found[workload_id].append(Blocker(*rest))
    return {workload_id: tuple(each) for workload_id, each in found.items()}
