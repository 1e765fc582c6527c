"""Stage 5, view -> audit.json (schema norush.audit/1). Reads the view; returns text.

Exact decimal strings, RFC 3339 in UTC, null with a `why` beside it where something is not offered. Only
`files` and `command` depend on how the input was split or named.
"""

import json
from collections.abc import Iterator, Mapping

from norush.money import exact
from norush.render import (
    bridging,
    caching,
    deciding,
    differing,
    hours,
    invoice,
    price_words,
    standing,
    trending,
    usage,
    words,
)
from norush.render.json_values import Object, instant, money, realised, savings, setting, why
from norush.render.json_workload import entry
from norush.view.charges import Compared, NotCompared, Stated
from norush.view.inputs import Coverage, File, PriceCard
from norush.view.values import AuditView

SCHEMA = "norush.audit/1"


def audit(view: AuditView) -> str:
    """The whole audit as JSON text, keys in the contract's order."""
    period, totals = view.period, view.totals
    document: Object = {
        "schema": SCHEMA,
        "norush": view.about.norush,
        "price_book": view.about.price_book,
        "period": {"since": instant(period.since), "until": instant(period.until), "zone": period.zone},
        "totals": {
            "requests": totals.requests,
            "unbilled_requests": totals.unbilled_requests,
            "billed_usd": money(totals.billed_usd),
            "as_billed_usd": money(totals.as_billed_usd),
            "on_demand_usd": money(totals.on_demand_usd),
            "realised_usd": money(totals.realised_usd),
            "realised": realised(totals.realised),
            **why(totals.as_billed_why, totals.billed_why, totals.realised_why),
            **_stated(totals.stated),
            "would_have_cost_usd": money(totals.would_have_cost_usd),
            "saving": _total_saving(view),
            "set_aside": deciding.totals(view),
            "assumptions": dict(price_words.assumptions(view.about.settings)),
        },
        "coverage": _coverage(view),
        "reconciliation": [_compared(each) for each in view.reconciliation.rows] if view.reconciliation else [],
        **_reconciled(view),
        **usage.entry(view),
        "files": [_file(each) for each in view.files],
        "command": list(view.about.command),
        "settings": {name: setting(view.about.settings[name]) for name in sorted(view.about.settings)},
        "price_cards": [_price_card(each) for each in view.price_cards],
        "price_changes": [
            {
                "platform": each.platform,
                "model_id": each.model_id,
                "speed": each.speed,
                "day": each.day.isoformat(),
                "requests": each.requests,
                **why(price_words.changed(each)),
            }
            for each in view.change_days
        ],
        "scenarios": [
            {"scenario": each.scenario, "changes": each.changes, "keeps": each.keeps, "assumption": each.assumption}
            for each in view.terms
        ],
        "verdicts": [
            {
                "verdict": each.verdict,
                "workloads": each.sum.workloads,
                "requests": each.sum.requests,
                "as_billed_usd": money(each.sum.as_billed_usd) if each.sum.is_priced else None,
                "saving_likely_usd": money(each.sum.saving_usd) if each.sum.is_priced else None,
                "cache_saving_likely_usd": money(each.cached_usd),
                **why(None if each.sum.is_priced else "no request of this verdict has a price"),
            }
            for each in view.classes
        ],
        "models": [
            {
                "model_id": each.model,
                "requests": each.requests,
                "as_billed_usd": exact(each.as_billed_usd),
                "saving_likely_usd": exact(each.saving_usd),
            }
            for each in (view.models.every if view.models else ())
        ],
        "bridge": bridging.as_json(view),
        "hours_of_week": hours.as_json(view),
        "months": trending.as_json(view),
        "changed": view.changed and differing.entry(view.changed),
        "settles": standing.as_json(view),
        "decisions": deciding.as_json(view),
        "workloads": (entry(each) for each in view.workloads),  # each let go once it is written
    }
    return _text(document)


def _text(document: Mapping[str, object]) -> str:
    """JSON with a line a key and a line an item of a list: a workload that changed is one line of a diff."""
    # the encoder in C knows no indents; with them a report of many workloads takes ten times as long
    line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    entries = []
    for key, value in document.items():
        if isinstance(value, (list, Iterator)):
            items = ",\n    ".join(map(line, value))
            written = f"[\n    {items}\n  ]" if items else "[]"
        else:
            written = line(value)
        entries.append(f"  {line(key)}: {written}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _stated(stated: Stated | None) -> Object:
    return (
        {}
        if stated is None
        else {
            "stated": {
                "workloads": stated.workloads,
                "requests": stated.requests,
                "billed_usd": exact(stated.billed_usd),
                "as_billed_usd": exact(stated.as_billed_usd),
            }
        }
    )


def _total_saving(view: AuditView) -> Object:
    totals = view.totals
    if totals.as_billed_usd is None:
        return savings(None, None, None, totals.as_billed_why, caching.why_total(view))
    lacks = words.ceiling_lacks(totals.ceiling_unknown)
    made = savings(totals.saving, totals.cache_saving, totals.both_saving, lacks, caching.why_total(view))
    if not totals.is_ceiling_known:
        for each in (made["batch"], made["both"]):
            if isinstance(each, dict):
                each["ceiling_usd"] = None
    return made


def _coverage(view: AuditView) -> Object:
    coverage: Coverage = view.coverage
    return {
        "records_read": coverage.records_read,
        "requests": coverage.requests,
        "duplicates": coverage.duplicates,
        "possibly_duplicate": coverage.possibly_duplicate,
        "rejects": coverage.rejects,
        "not_requests": coverage.not_requests,
        "usage_buckets": coverage.usage_buckets,
        "invoice_lines": coverage.invoice_lines,
        "names": coverage.names,
        "outside_period": coverage.outside_period,
        "unpriced_requests": coverage.unpriced_requests,
        "priced_requests": coverage.priced_requests,
        "unpriced_tokens": coverage.unpriced_tokens,
        "uncertain_usd": None if view.totals.as_billed_usd is None else money(coverage.uncertain_usd),
        **why(view.totals.as_billed_why),
        "unpriced": [
            {"model": each.model, "why": each.why, "requests": each.requests, "tokens": each.tokens}
            for each in view.left_out.unpriced
        ],
        "unpriced_token_share": str(round(view.left_out.unpriced_share, 6)),
        "reject_reasons": [{"reason": reason, "lines": lines} for reason, lines in view.left_out.reject_reasons],
        "clashing_usage": _clashes(view, "usage total"),
        "clashing_costs": _clashes(view, "invoice line"),
        "fields": dict(coverage.fields),
    }


def _clashes(view: AuditView, what: str) -> list[Object]:
    return [
        {
            "file": each.file,
            "beside": each.beside,
            "rows": each.rows,
            "since": each.since.isoformat(),
            "until": each.until.isoformat(),
        }
        for each in view.left_out.clashes
        if each.what == what
    ]


def _compared(row: Compared) -> Object:
    return {
        "basis": row.basis,
        "platform": row.platform,
        "day": row.day.isoformat(),
        "model": row.model_id,
        "workspace": row.workspace,
        "token_kind": row.token_kind,
        "lines": row.lines,
        "requests": row.requests,
        "number": row.number,
        "unpriced_number": row.unpriced_number,
        "bucket_tokens": row.bucket_tokens,
        "computed_usd": money(row.computed_usd),
        "billed_usd": money(row.billed_usd),
        "list_usd": money(row.list_usd),
        "difference_usd": money(row.difference_usd),
        "tolerance_usd": exact(row.tolerance_usd),
        "explained_by": row.explained_by,
        "recomputed_usd": money(row.recomputed_usd),
        "at_terms_usd": money(row.at_terms_usd),
        "not_in_log_usd": money(row.not_in_log_usd),
        "unchecked_usd": money(row.unchecked_usd),
        "unexplained_usd": money(row.unexplained_usd),
        "over_usd": money(row.over_usd),
        "why": invoice.says(row),
    }


def _reconciled(view: AuditView) -> Object:
    """The sums of the comparison, or null and why there is none."""
    found, beside = view.reconciliation, view.beside
    sums: Object | None = (
        None
        if found is None
        else {
            "says": invoice.line(view),
            "whole_usd": exact(found.whole_usd),
            "billed_usd": exact(found.billed_usd),
            "computed_usd": exact(found.computed_usd),
            "at_terms_computed_usd": exact(found.terms_computed_usd),
            **{f"{each.part}_usd": exact(each.usd) for each in found.shares},
            **{
                f"{each.part}_share": None if each.share is None else str(round(each.share, 6)) for each in found.shares
            },
            "rounded_usd": exact(found.rounded_usd),
            "parts": [{"part": part, "usd": exact(usd)} for part, usd in found.parts],
        }
    )
    return {
        "reconciled": sums,
        **why(None if found else invoice.why_not(view)),
        "not_compared": {
            "usd": exact(beside.usd),
            "parts": [_not_compared(each) for each in beside.not_compared],
            "unlogged_tokens": beside.unlogged_tokens,
            "unlogged_model_days": beside.unlogged_days,
        },
    }


def _not_compared(each: NotCompared) -> Object:
    return {
        "why": each.why,
        "invoice_lines": each.lines,
        "invoice_usd": exact(each.billed_usd),
        "requests": each.requests,
        "computed_usd": exact(each.computed_usd),
        "usd": exact(each.usd),
    }


def _file(file: File) -> Object:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "format": file.format,
        "records_read": file.records_read,
        "requests": file.requests,
        "duplicates": file.duplicates,
        "rejects": file.rejects,
        "not_requests": file.not_requests,
        "problem": file.problem,
        "first_rejects": [{"line": line, "reason": reason} for line, reason in file.first_rejects],
    }


def _price_card(card: PriceCard) -> Object:
    return {
        "price_card": card.price_card,
        "model_id": card.model_id,
        "usd_per_mtok": {name: exact(usd) for name, usd in card.rates},
        "cache_pays_from_hit_share": {life: str(share) for life, share in card.break_even},
        "source": card.source,
        "seen_on": card.seen_on and card.seen_on.isoformat(),
        "checked_on": card.checked_on and card.checked_on.isoformat(),
        **why(price_words.unseen(card)),
    }
