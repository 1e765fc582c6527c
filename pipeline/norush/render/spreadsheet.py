"""Stage 5, view -> workloads.csv: one row a workload, every amount exact. Reads the view; returns text.

A text cell that a spreadsheet would run as a formula gets a leading apostrophe.
"""

import csv
from decimal import Decimal
from io import StringIO

from norush import formulas
from norush.money import exact
from norush.render.json_values import instant, tokens
from norush.render.numbers import visible
from norush.render.price_words import TOKENS
from norush.view.decided import Decided
from norush.view.values import AuditView, Workload

_SCENARIOS = ("as_billed", "on_demand", "batch")
_COLUMNS = (
    *(
        "workload_id",
        "name",
        "provider",
        "workspace",
        "api_key",
        "app",
        "model",
        "models",
        "component",
        "kind",
        "owner",
    ),
    *(
        "verdict",
        "confidence",
        "band",
        "level",
        "score",
        "requests",
        "unbilled_requests",
        "unpriced_requests",
    ),
    *("first_at", "last_at"),
    *TOKENS,
    *(f"{scenario}_usd" for scenario in _SCENARIOS),
    *("saving_sure_usd", "saving_likely_usd", "saving_ceiling_usd", "effort", "settle", "why"),
    *("decision", "decision_holds", "decision_why", "decided_by", "decided_on", "decision_until"),
    *("set_aside_sure_usd", "set_aside_likely_usd", "set_aside_ceiling_usd"),
)


def table(view: AuditView) -> str:
    """All workloads in the view's order, with a header line."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_row(each) for each in view.workloads)
    return out.getvalue()


def _row(workload: Workload) -> list[str]:
    saving = workload.saving
    costs = [found.usd if (found := workload.scenario(name)) else None for name in _SCENARIOS]
    three = (saving.sure_usd, saving.likely_usd, saving.ceiling_usd) if saving else (None, None, None)
    return [
        *(
            _text(each)
            for each in (
                workload.workload_id,
                workload.name,
                workload.provider,
                workload.workspace,
                workload.api_key,
                workload.app,
                workload.model,
                " ".join(workload.models),
                workload.component,
                workload.kind,
                workload.owner,
                workload.verdict,
            )
        ),
        _number(workload.confidence),
        _text(workload.band),
        _text(workload.level),
        _number(workload.score),
        *(str(each) for each in (workload.requests, workload.unbilled_requests, workload.unpriced_requests)),
        instant(workload.first_at) or "",
        instant(workload.last_at) or "",
        *(str(each) for each in tokens(workload.tokens).values()),
        *(_usd(each) for each in (*costs, *three)),
        _text(workload.effort.grade if workload.effort else None),
        _text(workload.settle),
        _text(f"no price: {workload.saving_why}" if workload.as_billed_usd is None else workload.saving_why),
        *_decided(workload.decided),
    ]


def _decided(decided: Decided | None) -> list[str]:
    """What was decided, and the saving that it keeps out of the headline."""
    if decided is None:
        return [""] * 9
    given, aside = decided.given, decided.saving if decided.is_set_aside else None
    three = (aside.sure_usd, aside.likely_usd, aside.ceiling_usd) if aside else (None, None, None)
    return [
        *(given.decision, "true" if decided.held.holds else "false", _text(given.why), _text(given.decided_by)),
        given.decided_on.isoformat(),
        given.until.isoformat() if given.until else "",
        *(_usd(each) for each in three),
    ]


def _text(value: str | None) -> str:
    return visible(formulas.disarmed(value or ""))


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def _usd(value: Decimal | None) -> str:
    return "" if value is None else exact(value)
