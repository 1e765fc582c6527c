"""Stage 5, the months of a kept database beside each other. Reads periods, scenario_costs and findings; writes nothing.

Each month is judged from its own requests and priced by the prices of its own days; USD are exact decimals.
"""

from decimal import Decimal

from norush.view.charts import Month
from norush.view.deciding import likely_set_aside
from norush.view.sums import ZERO, share
from norush.view.tables import period as window
from norush.view.values import Period
from norush.warehouse import Warehouse

SHOWN_MONTHS = 6
LEAST_MONTHS = 2
_HIGHEST_PX = 145
_FOOT_PX = 172


def months(warehouse: Warehouse, period: Period, limit: Decimal) -> tuple[Month, ...]:
    """The period and the months before it, oldest first; none where the database holds no other month.

    `limit`: how many times as dear a workload may become before a decision on it no longer holds.
    """
    rows = warehouse.rows(
        """
        select p.period, a.spent_usd, coalesce(f.saving_usd, 0)
        from periods as p
        inner join (
            select period, sum(usd) as spent_usd from scenario_costs where scenario = 'as_billed' group by period
        ) as a on a.period = p.period
        left join (select period, sum(saving_likely_usd) as saving_usd from findings group by period) as f
            on f.period = p.period
        where p.since <= $since and a.spent_usd > 0
        order by p.since desc
        limit $shown
        """,
        {"since": period.since, "shown": SHOWN_MONTHS},
    )
    if not period.is_month or len(rows) < LEAST_MONTHS:
        return ()
    highest = max(spent for _, spent, _ in rows)
    width = 1 / Decimal(len(rows))
    made = []
    for place, (name, spent, offered) in enumerate(reversed(rows)):
        that = window(warehouse, name)
        saving = offered - likely_set_aside(warehouse, that, limit)
        kept = spent - saving
        kept_px, saved_px = (int(_HIGHEST_PX * max(usd, ZERO) / highest) for usd in (kept, saving))
        made.append(
            Month(
                that.first_day,
                spent_usd=spent,
                would_have_cost_usd=kept,
                saving_usd=saving,
                saved_share=share(saving, spent),
                start=width * place + width / 7,
                middle=width * place + width / 2,
                length=width * 5 / 7,
                kept_top_px=_FOOT_PX - kept_px,
                kept_px=kept_px,
                saved_top_px=_FOOT_PX - kept_px - saved_px,
                saved_px=saved_px,
                label_px=_FOOT_PX - kept_px - saved_px - 7,
            )
        )
    return tuple(made)


def month_before(warehouse: Warehouse, period: Period) -> str | None:
    """The last month before this one in which something was judged; None where it is no month, or the first."""
    rows = warehouse.rows("select max(period) from verdicts where period < $period", {"period": period.period})
    return rows[0][0] if period.is_month else None
