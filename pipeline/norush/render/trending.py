"""Stage 5, the months in words and as JSON. Reads view values; returns text."""

from decimal import Decimal

from norush.money import ZERO, exact
from norush.render.numbers import month_name, share, usd
from norush.render.words import WAITING
from norush.view import sums
from norush.view.charts import Month
from norush.view.values import AuditView


def finding(view: AuditView) -> str:
    """What the columns show: the change of spend, and of the share that was in no rush."""
    first, last = view.months[0], view.months[-1]
    change = last.spent_usd / first.spent_usd - 1
    way = f"risen {share(change)}" if change > 0 else f"fallen {share(-change)}" if change else "not changed"
    shares = [each.saved_share for each in view.months if each.saved_share is not None]
    least, most = share(min(shares)), share(max(shares))
    saved = f"{least} of each month" if least == most else f"{least} of a month at least and {most} at most"
    spent = f"from {usd(first.spent_usd)} to {usd(last.spent_usd)}"
    return f"Spend has {way} since {month_name(first.first_day)}, {spent}. The likely saving was {saved}."


def verdicts(view: AuditView) -> list[str]:
    """Those that any of the months has, in the order of the report."""
    return [name for name in WAITING if any(name in dict(each.by_verdict) for each in view.months)]


def spent(view: AuditView, verdict: str) -> list[Decimal | None]:
    """What a verdict cost in each of the months; None where nothing that has a price had it."""
    return [dict(each.by_verdict).get(verdict) for each in view.months]


def waited(view: AuditView) -> str:
    """What the bars show: how the share of spend that was in no rush, and what was saved, went."""
    first, last = view.months[0], view.months[-1]
    then, now = (share(_could_wait(each)) for each in (first, last))
    since, month = month_name(first.first_day), month_name(last.first_day)
    text = f"{then} of the spend of {since} could have waited, and {now} of {month}"
    if first.made_usd is None or last.made_usd is None:
        return f"{text}."
    return f"{text}. Batches and caches saved {usd(first.made_usd)} then and {usd(last.made_usd)} now."


def _could_wait(month: Month) -> Decimal | None:
    return sums.share(dict(month.by_verdict).get("batchable", ZERO), month.spent_usd)


def as_json(view: AuditView) -> list[dict[str, object]]:
    """The months, oldest first; empty without a database of several."""
    return [
        {
            "month": f"{each.first_day:%Y-%m}",
            "as_billed_usd": exact(each.spent_usd),
            "would_have_cost_usd": exact(each.would_have_cost_usd),
            "saving_likely_usd": exact(each.saving_usd),
            "saving_made_usd": None if each.made_usd is None else exact(each.made_usd),
            "as_billed_usd_by_verdict": {verdict: exact(spent) for verdict, spent in sorted(each.by_verdict)},
        }
        for each in view.months
    ]
