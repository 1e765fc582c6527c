"""Stage 5, the months in words and as JSON. Reads view values; returns text."""

from norush.money import exact
from norush.render.numbers import month_name, share, usd
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


def as_json(view: AuditView) -> list[dict[str, str | None]]:
    """The months, oldest first; empty without a database of several."""
    return [
        {
            "month": f"{each.first_day:%Y-%m}",
            "as_billed_usd": exact(each.spent_usd),
            "would_have_cost_usd": exact(each.would_have_cost_usd),
            "saving_likely_usd": exact(each.saving_usd),
        }
        for each in view.months
    ]
