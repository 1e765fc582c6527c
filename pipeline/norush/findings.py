"""Stage 5: verdicts and costs become findings, each with its saving in three figures.

Reads `verdicts`, `workloads`, `scenario_costs`, `cached_scenario_costs`, `requests`, `calls`, `flow`, `episodes`,
`lanes`; writes `findings`, `options`, and what pages draw: `hours_of_week`, `in_flight_profile`, `timeline`.
"""

from dataclasses import dataclass
from decimal import Decimal

from norush.params import Params
from norush.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Saving:
    """USD that a batch would save: sure <= likely <= ceiling; each may be negative."""

    sure_usd: Decimal
    likely_usd: Decimal
    ceiling_usd: Decimal


def write_findings(warehouse: Warehouse) -> None:
    """Makes `findings`: one row a workload that ran on demand and is batchable or uncertain."""
    warehouse.run_step("5_findings/findings")


def write_options(warehouse: Warehouse, params: Params) -> None:
    """Makes `options`: each replayed workload's cheapest way that its verdict allows, and what caches save."""
    warehouse.run_step("5_findings/options", params.named())


def write_hours(warehouse: Warehouse) -> None:
    """Makes `hours_of_week`: when each workload's requests began, in the zone of their period."""
    warehouse.run_step("5_findings/hours_of_week")


def write_drawn(warehouse: Warehouse, params: Params) -> None:
    """Makes `in_flight_profile` and `timeline`: what ran on each workload's busiest day, and when it ran at all."""
    for step in ("in_flight_profile", "timeline"):
        warehouse.run_step(f"5_findings/{step}", params.named())


def saving_total(warehouse: Warehouse, period: str | None = None) -> Saving:
    """The batch savings of `period`, or of all periods; findings without a batch price add nothing."""
    sums = warehouse.row(
        """
        select sum(saving_sure_usd), sum(saving_likely_usd), sum(saving_ceiling_usd)
        from findings
        where period = coalesce($period, period)
        """,
        {"period": period},
    )
    sure, likely, ceiling = (usd or Decimal(0) for usd in sums)
    return Saving(sure, likely, ceiling)
