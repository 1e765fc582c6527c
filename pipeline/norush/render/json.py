"""Stage 5, view -> audit.json (schema norush.audit/1). Reads the view; returns text.

Exact decimal strings, RFC 3339 in UTC, null with a `why` beside it where something is not offered. Only
`files` and `command` depend on how the input was split or named.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from norush.money import exact
from norush.prices.parts import CostPart
from norush.render import blocking, caching, invoice, price_words, words
from norush.view.charges import Compared, NotCompared
from norush.view.costs import Realised, Saving, Scenario, Tokens
from norush.view.inputs import Coverage, File, PriceCard
from norush.view.values import AuditView, Stated, Workload

SCHEMA = "norush.audit/1"

Object = dict[str, object]


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
            "realised": _realised(totals.realised),
            **_why(totals.as_billed_why, totals.billed_why, totals.realised_why),
            **_stated(totals.stated),
            "would_have_cost_usd": money(totals.would_have_cost_usd),
            "saving": _total_saving(view),
            "assumptions": dict(price_words.assumptions(view.about.settings)),
        },
        "coverage": _coverage(view),
        "reconciliation": [_compared(each) for each in view.reconciliation.rows] if view.reconciliation else [],
        **_reconciled(view),
        "files": [_file(each) for each in view.files],
        "command": list(view.about.command),
        "settings": {name: _setting(view.about.settings[name]) for name in sorted(view.about.settings)},
        "price_cards": [_price_card(each) for each in view.price_cards],
        "price_changes": [
            {
                "platform": each.platform,
                "model_id": each.model_id,
                "speed": each.speed,
                "day": each.day.isoformat(),
                "requests": each.requests,
                **_why(price_words.changed(each)),
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
                **_why(None if each.sum.is_priced else "no request of this verdict has a price"),
            }
            for each in view.classes
        ],
        "workloads": [_workload(each) for each in view.workloads],
    }
    return _text(document)


def _text(document: Mapping[str, object]) -> str:
    """JSON with a line a key and a line an item of a list: a workload that changed is one line of a diff."""
    # the encoder in C knows no indents; with them a report of many workloads takes ten times as long
    line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    entries = []
    for key, value in document.items():
        items = ",\n    ".join(map(line, value)) if isinstance(value, list) else ""
        entries.append(f"  {line(key)}: " + (f"[\n    {items}\n  ]" if items else line(value)))
    return "{\n" + ",\n".join(entries) + "\n}\n"


def money(usd: Decimal | None) -> str | None:
    """An exact amount, or null."""
    return None if usd is None else exact(usd)


def instant(value: datetime | None) -> str | None:
    """RFC 3339 in UTC with Z; fractions only where there are any."""
    return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _why(*reasons: str | None) -> dict[str, str]:
    given = [reason for reason in reasons if reason]
    return {"why": "; ".join(given)} if given else {}


def _setting(value: object) -> object:
    if isinstance(value, Decimal):
        return exact(value) if value == value.quantize(Decimal("0.01")) else str(value)
    if isinstance(value, datetime):
        return instant(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


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
        return _savings(None, None, None, totals.as_billed_why, caching.why_total(view))
    cache = totals.cache_saving
    lacks = words.ceiling_lacks(totals.ceiling_unknown)
    made = _savings(totals.saving, cache, cache and totals.saving + cache, lacks, caching.why_total(view))
    if not totals.is_ceiling_known:
        for each in (made["batch"], made["both"]):
            if isinstance(each, dict):
                each["ceiling_usd"] = None
    return made


def _savings(batch: Saving | None, cache: Saving | None, both: Saving | None, *why: str | None) -> Object:
    kinds = {"batch": batch, "cache": cache, "both": both}
    figures = ("sure_usd", "likely_usd", "ceiling_usd")
    told = {
        kind: saving and {figure: exact(getattr(saving, figure)) for figure in figures}
        for kind, saving in kinds.items()
    }
    return {**told, **_why(*why)}


def _realised(saved: Realised | None) -> Object | None:
    return None if saved is None else {"batch_usd": exact(saved.batch_usd), "cache_usd": exact(saved.cache_usd)}


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
        "unpriced_tokens": coverage.unpriced_tokens,
        "uncertain_usd": None if view.totals.as_billed_usd is None else money(coverage.uncertain_usd),
        **_why(view.totals.as_billed_why),
        "unpriced": [
            {"model": each.model, "why": each.why, "requests": each.requests, "tokens": each.tokens}
            for each in view.left_out.unpriced
        ],
        "reject_reasons": [{"reason": reason, "lines": lines} for reason, lines in view.left_out.reject_reasons],
        "fields": dict(coverage.fields),
    }


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
        **_why(None if found else invoice.why_not(view)),
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
        **_why(price_words.unseen(card)),
    }


def _workload(workload: Workload) -> Object:
    return {
        "workload_id": workload.workload_id,
        "name": workload.name,
        "owner": None,
        "provider": workload.provider,
        "workspace": workload.workspace,
        "api_key": workload.api_key,
        "app": workload.app,
        "model": workload.model,
        "models": list(workload.models),
        "component": workload.component,
        "kind": workload.kind,
        "verdict": workload.verdict,
        "score": workload.score,
        "confidence": workload.confidence,
        "level": workload.level,
        "band": workload.band,
        "settle": workload.settle,
        "hangs_usd": money(workload.hangs_usd),
        "questions": [
            {"question": each.question, "field": each.field, "asks": each.asks} for each in workload.questions
        ],
        "requests": workload.requests,
        "unbilled_requests": workload.unbilled_requests,
        "unpriced_requests": workload.unpriced_requests,
        "first_at": instant(workload.first_at),
        "last_at": instant(workload.last_at),
        "tokens": tokens(workload.tokens),
        "scenarios": {each.scenario: _scenario(each) for each in workload.scenarios} | caching.scenarios(workload),
        "cheapest": caching.cheapest(workload.option),
        **blocking.moving(workload),
        "saving": _savings(
            workload.saving,
            workload.option.saving if workload.option else None,
            workload.both_saving,
            workload.saving_why,
            None if workload.option else f"caches: {caching.WHY_NOT}",
        ),
        "realised": _realised(workload.realised),
        "evidence": [
            {
                "rule": each.rule,
                "points_to": each.points_to,
                "weight": each.weight,
                "family": each.family,
                "says": each.says,
            }
            for each in workload.evidence
        ],
        "kind_evidence": [
            {"rule": each.rule, "kind": each.kind, "weight": each.weight, "basis": each.basis, "says": each.says}
            for each in workload.kind_evidence
        ],
        "signals": {each.name: _measure(each.value) for each in workload.signals},
        "decision": None,
        **_why(words.WORKLOAD_WHY, workload.kind_why and f"kind: {workload.kind_why}"),
    }


def tokens(counts: Tokens) -> dict[str, int]:
    """Token counts by kind, in the order of the canonical request."""
    return {name: getattr(counts, name) for name in price_words.TOKENS}


def _scenario(scenario: Scenario) -> Object:
    floor = {"floor_usd": exact(scenario.floor_usd)} if scenario.floor_usd is not None else {}
    return {
        "usd": money(scenario.usd),
        **floor,
        **_why(scenario.why),
        "lines": [
            {
                "price_card": line.price_card,
                "service_tier": line.service_tier,
                "geo": line.geo,
                "requests": line.requests,
                "billed_requests": line.billed_requests,
                "tokens": tokens(line.tokens),
                "web_search_requests": line.web_search_requests,
                "parts": [_part(each) for each in line.parts],
                "usd": money(line.usd),
                **({"kept_usd": exact(line.kept_usd)} if line.kept_usd is not None else {}),
                **_why(line.why),
            }
            for line in scenario.lines
        ],
    }


def _part(part: CostPart) -> Object:
    """number x price x factor = usd."""
    if part.kind == "web_search":
        return {"kind": part.kind, "requests": part.number, "usd_each": exact(part.price_usd), "usd": exact(part.usd)}
    return {
        "kind": part.kind,
        "tokens": part.number,
        "usd_per_mtok": exact(part.price_usd),
        "factor": str(part.factor.normalize()),
        "usd": exact(part.usd),
    }


def _measure(value: object) -> object:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
