"""Stage 5, what was charged against what the price book computes, as the pages show it.

Reads reconciliation, not_compared and bucketed_tokens; writes nothing. The words: docs/reconciliation.md.
"""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal

from norush.money import ZERO
from norush.view.charges import ADDS_UP, Beside, Compared, NotCompared, Reconciliation, Share
from norush.view.sums import missed, share
from norush.warehouse import Warehouse

SHOWN_GAPS = 8
"""Rows that do not add up listed on the page; all are in audit.json."""

UNCHECKED = (
    *("priority_tier", "no_price", "already_batched", "price_change", "contract_price", "not_in_logs_by_nature"),
)
NOT_COMPARED = ("other_export", "day_cut_by_period", "outside_period", "not_invoiced", "no_invoice")
_PARTS = (
    *("adds_up", "partly", "invoice_terms", "not_in_log"),
    *UNCHECKED,
    *("unexplained", "over", "credited"),
    *NOT_COMPARED,
)


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
    others = beside(warehouse, period)
    parts = _parts(billed, others)
    whole = sum((usd for _, usd in parts), ZERO)
    gaps = sorted((each for each in billed if each.is_gap and _gap(each)), key=lambda each: -abs(_gap(each)))
    return Reconciliation(
        rows=tuple(rows),
        has_invoice=any(each.basis == "invoice" for each in rows),
        whole_usd=whole,
        billed_usd=_sum(billed, "billed_usd"),
        computed_usd=_sum(billed, "computed_usd"),
        terms_computed_usd=_sum([each for each in billed if each.explained_by == "invoice_terms"], "computed_usd"),
        shares=tuple(Share(part, usd, share(usd, whole)) for part, usd in _eight(parts)),
        parts=parts,
        rounding_usd=missed((usd for _, usd in parts), whole) or None,
        gaps=tuple(gaps[:SHOWN_GAPS]),
        more_gaps=max(len(gaps) - SHOWN_GAPS, 0),
        rounded_usd=sum((abs(each.difference_usd or ZERO) for each in rows if each.explained_by == "rounding"), ZERO),
    )


def beside(warehouse: Warehouse, period: str) -> Beside:
    """Invoice lines, calls and usage totals that nothing stands beside."""
    found = warehouse.rows(
        """select why, sum(lines)::bigint, sum(billed_usd)::decimal(38, 16), sum(requests)::bigint,
            sum(computed_usd)::decimal(38, 16), sum(usd)::decimal(38, 16)
        from not_compared where period = $period group by why order by why""",
        {"period": period},
    )
    tokens, days = warehouse.row(
        """select
            coalesce(sum(greatest(bucket_tokens - logged_tokens, 0)), 0)::bigint,
            count(distinct (platform, day, model_id)) filter (not is_logged and bucket_tokens > 0)
        from (
            select *, sum(logged_tokens) over (partition by platform, day, model_id) > 0 as is_logged
            from bucketed_tokens where period = $period and not is_by_workspace
        )""",
        {"period": period},
    )
    return Beside(tuple(NotCompared(*row) for row in found), tokens, days)


def _gap(row: Compared) -> Decimal:
    return row.difference_usd if row.difference_usd is not None else row.billed_usd or ZERO


def _sum(rows: Sequence[Compared], name: str) -> Decimal:
    return sum((getattr(each, name) or ZERO for each in rows), ZERO)


def _parts(rows: Sequence[Compared], others: Beside) -> tuple[tuple[str, Decimal], ...]:
    """(part, USD) in the order of the page, without parts of nothing. Credits do not make up for the unexplained."""
    found = dict.fromkeys(_PARTS, ZERO)
    for each in rows:
        named = "adds_up" if each.explained_by in ADDS_UP else each.explained_by
        found[named if named == "adds_up" else "partly"] += each.recomputed_usd or ZERO
        found["invoice_terms"] += each.at_terms_usd or ZERO
        found["not_in_log"] += each.not_in_log_usd or ZERO
        if each.unchecked_usd:
            found[each.explained_by or "no_price"] += each.unchecked_usd
        unexplained = each.unexplained_usd or ZERO
        found["unexplained" if unexplained > 0 else "credited"] += abs(unexplained)
        found["over"] += each.over_usd or ZERO
    for other in others.not_compared:
        if other.usd:
            found[other.why] += other.usd
    return tuple((part, usd) for part, usd in found.items() if usd)


def _eight(parts: Sequence[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """The parts, put together to what a reader must tell apart."""
    found = dict.fromkeys(
        ("recomputed", "at_terms", "not_in_log", "unchecked", "unexplained", "over", "credited", "not_compared"), ZERO
    )
    for part, usd in parts:
        if part in ("adds_up", "partly"):
            found["recomputed"] += usd
        elif part == "invoice_terms":
            found["at_terms"] += usd
        elif part in UNCHECKED:
            found["unchecked"] += usd
        elif part in NOT_COMPARED:
            found["not_compared"] += usd
        else:
            found[part] += usd
    return list(found.items())
