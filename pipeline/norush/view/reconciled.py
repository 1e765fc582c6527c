"""Stage 5, what was charged against what the price book computes, as the pages show it.

Reads reconciliation, bucketed_tokens, invoice_lines and periods; writes nothing. The words: docs/reconciliation.md.
"""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal

from norush.view.charges import ADDS_UP, Beside, Compared, Reconciliation
from norush.view.sums import ZERO, missed, share
from norush.warehouse import Warehouse

SHOWN_GAPS = 20
"""Rows that do not add up listed on the page; all are in audit.json."""

_PARTS = ("adds_up", "already_batched", "price_change", "priority_tier", "partly", "not_in_log", "unexplained")


def reconciliation(warehouse: Warehouse, period: str) -> Reconciliation | None:
    """The comparison of that period; None where nothing says what was charged."""
    columns = ", ".join(each.name for each in fields(Compared))
    rows = [
        Compared(*row)
        for row in warehouse.rows(
            f"select {columns} from reconciliation where period = $period "
            "order by day, platform, model_id, workspace, token_kind, basis",
            {"period": period},
        )
    ]
    billed = [each for each in rows if each.billed_usd is not None]
    if not billed:
        return None
    total, in_log = _sum(billed, "billed_usd"), _sum(billed, "in_log_usd")
    absent, unexplained = _sum(billed, "not_in_log_usd"), _sum(billed, "unexplained_usd")
    parts = _parts(billed)
    gaps = sorted((each for each in billed if each.is_gap), key=lambda each: -abs(_gap(each)))
    return Reconciliation(
        rows=tuple(rows),
        has_invoice=any(each.basis == "invoice" for each in rows),
        billed_usd=total,
        in_log_usd=in_log,
        not_in_log_usd=absent,
        unexplained_usd=unexplained,
        explained_share=share(total - unexplained, total),
        in_log_share=share(in_log, total),
        not_in_log_share=share(absent, total),
        parts=parts,
        rounding_usd=missed((usd for _, usd in parts), total) or None,
        gaps=tuple(gaps[:SHOWN_GAPS]),
        more_gaps=max(len(gaps) - SHOWN_GAPS, 0),
        not_invoiced_usd=sum((each.computed_usd or ZERO for each in rows if each.billed_usd is None), ZERO),
    )


def beside(warehouse: Warehouse, period: str) -> Beside:
    """Invoice lines and usage totals that no call of the period stands beside."""
    lines, usd = warehouse.row(
        """with left_out as (
            select i.provider, i.day, i.source, count(*) as lines, sum(i.billed_usd) as usd
            from invoice_lines as i cross join (select since, until from periods where period = $period) as p
            where not coalesce(i.superseded, false)
                and (i.day::timestamptz < p.since or (i.day + 1)::timestamptz > p.until)
            group by all
        ), days as (select provider, day, max(lines) as lines, max(usd) as usd from left_out group by all)
        select coalesce(sum(lines), 0)::bigint, coalesce(sum(usd), 0) from days""",
        {"period": period},
    )
    tokens, days = warehouse.row(
        """select
            coalesce(sum(greatest(bucket_tokens - logged_tokens, 0)), 0)::bigint,
            count(distinct (platform, day, model_id)) filter (not is_logged and bucket_tokens > 0)
        from (
            select *, sum(logged_tokens) over (partition by platform, day, model_id) > 0 as is_logged
            from bucketed_tokens where period = $period
        )""",
        {"period": period},
    )
    return Beside(lines, usd, tokens, days)


def _gap(row: Compared) -> Decimal:
    return row.difference_usd if row.difference_usd is not None else row.billed_usd or ZERO


def _sum(rows: Sequence[Compared], name: str) -> Decimal:
    return sum((getattr(each, name) for each in rows), ZERO)


def _parts(rows: Sequence[Compared]) -> tuple[tuple[str, Decimal], ...]:
    """(part, USD) in the order of the page, without parts of nothing."""
    found = dict.fromkeys(_PARTS, ZERO)
    for each in rows:
        named = "adds_up" if each.explained_by in ADDS_UP else each.explained_by or "partly"
        found["partly" if named == "not_in_log" else named] += each.in_log_usd or ZERO
        found["not_in_log"] += each.not_in_log_usd or ZERO
        found["unexplained"] += each.unexplained_usd or ZERO
    return tuple((part, usd) for part, usd in found.items() if usd)
