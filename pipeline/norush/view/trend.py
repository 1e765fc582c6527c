"""Stage 5, the months of a kept database beside each other. Reads periods, scenario_costs and findings; writes nothing.

Each month is judged from its own requests and priced by the prices of its own days; USD are exact decimals.
"""

from decimal import Decimal

from norush.money import ZERO
from norush.view.charts import Month, Part
from norush.view.deciding import likely_set_aside
from norush.view.sums import share
from norush.view.tables import period as window
from norush.view.values import Period
from norush.warehouse import Warehouse

SHOWN_MONTHS = 6
LEAST_MONTHS = 2
_HIGHEST_PX = 145
_FOOT_PX = 172
TEXTURES = {
    "save": ("batchable",),
    "cache": ("batched",),
    "spent": ("interactive", "agentic", "latency_bound"),
    "unc": ("uncertain",),
}
"""How a part of a month's bar is drawn -> the verdicts that it is the cost of."""


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
                by_verdict=(by_verdict := _by_verdict(warehouse, name)),
                made_usd=_made(warehouse, name),
                bar=_bar(dict(by_verdict), highest),
            )
        )
    return tuple(made)


def _by_verdict(warehouse: Warehouse, period: str) -> tuple[tuple[str, Decimal], ...]:
    return tuple(
        warehouse.rows(
            "select v.verdict, sum(s.usd) as spent_usd from scenario_costs as s "
            "join verdicts as v on v.period = s.period and v.workload_id = s.workload_id "
            "where s.scenario = 'as_billed' and s.period = $period and s.usd is not null "
            "group by v.verdict order by spent_usd desc, v.verdict",
            {"period": period},
        )
    )


def _made(warehouse: Warehouse, period: str) -> Decimal | None:
    """On demand without caches, less as billed, of what has a price; None where some of it has no list price."""
    made, unknown = warehouse.row(
        """
        select sum(d.usd - a.usd), coalesce(sum(case when d.usd is null then 1 else 0 end), 0)
        from scenario_costs as a
        join scenario_costs as d on d.period = a.period and d.workload_id = a.workload_id and d.scenario = 'on_demand'
        where a.scenario = 'as_billed' and a.period = $period and a.usd is not null
        """,
        {"period": period},
    )
    return None if unknown else made


def _bar(spent: dict[str, Decimal], highest: Decimal) -> tuple[Part, ...]:
    parts, start = [], ZERO
    for texture, verdicts in TEXTURES.items():
        length = sum((max(spent.get(verdict, ZERO), ZERO) for verdict in verdicts), ZERO) / highest
        if length:
            parts.append(Part(texture, start, length))
        start += length
    return tuple(parts)


def month_before(warehouse: Warehouse, period: Period) -> str | None:
    """The last month before this one in which something was judged; None where it is no month, or the first."""
    rows = warehouse.rows("select max(period) from verdicts where period < $period", {"period": period.period})
    return rows[0][0] if period.is_month else None
