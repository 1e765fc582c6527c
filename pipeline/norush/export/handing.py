"""One export from the database of an audit: which tables it needs, in which order its rows stand, what it leaves out.

Reads the database; writes one file, and into the database nothing that outlives the export.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from norush import audits
from norush.errors import DatabaseError, NorushError, StepError
from norush.export import files, findings
from norush.export.list_prices import write_list_rates
from norush.params import Params
from norush.render.words import things
from norush.warehouse import Warehouse


class What(StrEnum):
    """What is handed over; the name is also the table, and the file's."""

    FINDINGS = "findings"
    ASSIGNMENTS = "assignments"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Export:
    """What a user asked for. `raw`: text cells of a CSV as they are."""

    what: What
    form: files.Format
    raw: bool = False
    billing_account: str | None = None
    """The account that is billed; None: called after the platform."""
    has_validator_names: bool = False
    """Columns of focus as focus-validator 1.0.0 calls them."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and what a user should know beside them."""

    rows: int
    warnings: tuple[str, ...]


_ORDERS = {
    What.ASSIGNMENTS: "coalesce(t.started_at, t.ended_at), t.request_id",
    What.FOCUS: 't."ChargePeriodStart", t."x_Period", t."x_WorkloadId", t."SubAccountId", '
    't."ResourceId", t."SkuPriceId"',
}


def export(
    database: Path,
    path: Path,
    asked: Export,
    month: str | None = None,
    *,
    is_all: bool = False,
    memory_limit: str | None = None,
) -> Exported:
    """Writes what is asked of `month`, else of the last audit's period, of every one with `is_all`, to `path`.

    Raises NorushError and its children: no database, no such month, no call in it, no place to write to.
    """
    with audits.opened(database, memory_limit) as warehouse:
        period = None if is_all else audits.chosen(warehouse, month)
        _refuse_empty(warehouse, period, asked.what)
        if asked.what is What.FINDINGS:
            return _findings(warehouse, period, path, asked)
        _prepare(warehouse, period, asked)
        table = "focus_as_validated" if asked.has_validator_names else asked.what
        rows = files.write(warehouse, table, _ORDERS[asked.what], path, asked.form, raw=asked.raw)
        return Exported(rows, _left_out(warehouse) if asked.what is What.FOCUS else ())


def _refuse_empty(warehouse: Warehouse, period: str | None, what: What) -> None:
    """Raises NorushError where there is nothing to tell of: usage totals have no workloads, but costs."""
    tables = ("verdicts", "bucket_costs") if what is What.FOCUS else ("verdicts",)
    condition = "where period = coalesce($period, period) limit 1"
    if not any(warehouse.rows(f"select 1 from {table} {condition}", {"period": period}) for table in tables):
        raise NorushError(
            "there is no single call in this report, only usage totals: nothing has a workload. norush export focus "
            "says what they cost; for more, audit the log of a gateway or an application, too"
        )


def _findings(warehouse: Warehouse, period: str | None, path: Path, asked: Export) -> Exported:
    names: Sequence[str] = (
        [period] if period else [n for (n,) in warehouse.rows("select period from periods order by since")]
    )
    views = [audits.view_of(warehouse, name) for name in names]
    findings.write_findings(warehouse, views)
    return Exported(files.write(warehouse, "temp.findings", findings.ORDER_BY, path, asked.form, raw=asked.raw), ())


def _prepare(warehouse: Warehouse, period: str | None, asked: Export) -> None:
    """Makes the temporary tables and views of the export."""
    values = (
        Params().named() | audits.settings(warehouse) | {"period": period, "billing_account": asked.billing_account}
    )
    steps = ["6_export/exported_periods"]
    if asked.what is What.ASSIGNMENTS:
        steps += ["4_costs/batch_limits", "4_costs/priced_requests", "6_export/assignments"]
    else:
        write_list_rates(warehouse)
        steps += ["6_export/left_out", "6_export/focus_platforms", "6_export/focus_charges"]
        steps += ["6_export/focus_stated", "6_export/focus_totals", "6_export/focus", "6_export/focus_as_validated"]
    try:
        for step in steps:
            warehouse.run_step(step, values)
    except StepError as error:
        # a step of the audit made a table otherwise, although the version of what is kept is the same
        if isinstance(error.__cause__, duckdb.BinderException | duckdb.CatalogException):
            raise DatabaseError(
                "this database was written by another norush: run norush audit on it once more"
            ) from error
        raise


def _left_out(warehouse: Warehouse) -> tuple[str, ...]:
    """What has no price, and so no charge: a line a model."""
    rows = warehouse.rows("select model_id, why, requests, tokens from left_out order by model_id")
    return tuple(
        f"left out, without a price: {things(tokens, 'token')} of {model}"
        + ("" if requests is None else f" in {things(requests, 'billed request')}")
        + f": {why}. Give --prices to the audit"
        for model, why, requests, tokens in rows
    )
