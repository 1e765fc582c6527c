"""Findings for other tools: one row a workload of a report, every amount exact.

Reads the views of reports; writes the table `findings` of a database that is given.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC
from decimal import Decimal

import polars as pl

from norush.render.json_values import tokens
from norush.view.cached import ORDER
from norush.view.costs import Saving
from norush.view.decided import Decided
from norush.view.values import AuditView, Workload
from norush.warehouse import Warehouse

_SCENARIOS = ("as_billed", "on_demand", "batch", "billed")
_TYPES: Mapping[str, pl.DataType] = {
    "BIGINT": pl.Int64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "DECIMAL(38,16)": pl.Decimal(38, 16),
    "DOUBLE": pl.Float64(),
    "TIMESTAMP WITH TIME ZONE": pl.Datetime("us", "UTC"),
    "VARCHAR": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
}
_FIGURES = ("sure_usd", "likely_usd", "ceiling_usd")
ORDER_BY = "t.since, t.as_billed_usd desc nulls last, t.workload_id"


def write_findings(warehouse: Warehouse, views: Sequence[AuditView]) -> None:
    """Makes `findings`: one row a (period, workload_id), in the columns of docs/export.md."""
    warehouse.run_step("6_export/findings")
    rows = [_row(view, each) for view in views for each in view.workloads]
    schema = {name: _TYPES[kind] for name, kind, *_ in warehouse.rows("describe findings")}
    warehouse.append_frame("temp.findings", pl.DataFrame(rows, schema=schema))


def _row(view: AuditView, workload: Workload) -> dict[str, object]:
    first, last = workload.first_at, workload.last_at
    return {
        "period": view.period.period,
        "since": view.period.since,
        "until": view.period.until,
        **{name: getattr(workload, name) for name in _AS_THEY_ARE},
        "models": list(workload.models),
        "first_at": first and first.astimezone(UTC),
        "last_at": last and last.astimezone(UTC),
        **tokens(workload.tokens),
        **{f"{name}_usd": found.usd if (found := workload.scenario(name)) else None for name in _SCENARIOS},
        **_cached(workload),
        **_three("saving", workload.saving),
        **_three("cache_saving", workload.option.saving if workload.option else None),
        **_three("both_saving", workload.both_saving),
        "effort": workload.effort and workload.effort.grade,
        "why": f"no price: {workload.saving_why}" if workload.as_billed_usd is None else workload.saving_why,
        **_decided(workload.decided),
    }


_AS_THEY_ARE = (
    *("workload_id", "name", "owner", "channel", "provider", "workspace", "api_key", "app", "model", "component"),
    *("kind", "verdict", "confidence", "band", "level", "score", "position", "settle"),
    *("requests", "unbilled_requests", "unpriced_requests", "unpriced_tokens"),
)


def _cached(workload: Workload) -> dict[str, Decimal | None]:
    """The likely amount with each cache; null where nothing was replayed."""
    found = {each.scenario: each.likely_usd for each in workload.cached}
    return {f"{name}_usd": found.get(name) for name in ORDER}


def _three(what: str, saving: Saving | None) -> dict[str, Decimal | None]:
    return {f"{what}_{figure}": getattr(saving, figure) if saving else None for figure in _FIGURES}


def _decided(decided: Decided | None) -> dict[str, object]:
    """What was decided, and the saving that it keeps out of the headline."""
    given = decided.given if decided else None
    return {
        "decision": given and str(given.decision),
        "decision_holds": decided and decided.held.holds,
        "decision_why": given and given.why,
        "decided_by": given and given.decided_by,
        "decided_on": given and given.decided_on,
        "decision_until": given and given.until,
        **_three("set_aside", decided.saving if decided and decided.is_set_aside else None),
    }
