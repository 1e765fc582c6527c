"""Stage 5, when the traffic runs: requests by weekday and hour of the report's zone, as two maps of one scale.

Reads hours_of_week and verdicts; writes nothing. A map is 7 days (Monday first) of 24 hours.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from norush.view.charts import MapCell, MapRow, WeekMap, WeekMaps
from norush.view.sums import share
from norush.view.values import Period
from norush.warehouse import Warehouse

NO_RUSH = ("batchable", "batched")
WAITING = ("interactive", "agentic", "latency_bound")
LEAST_DAYS = 7
"""A map of fewer days would show which days the log has, not when the traffic runs."""

_DAYS, _HOURS, _WINDOW = 7, 24, 6
_ROW_PX = 22
_STEPS = (1, 2, 4, 8)
Grid = tuple[tuple[int, ...], ...]


def week_maps(warehouse: Warehouse, period: Period) -> WeekMaps:
    """Both maps, and the requests of every verdict by weekday and hour."""
    grids = _grids(warehouse, period.period)
    no_rush, waiting = (_sum(grids, verdicts) for verdicts in (NO_RUSH, WAITING))
    unit = scale_unit(max((number for grid in (no_rush, waiting) for row in grid for number in row), default=0))
    return WeekMaps(
        is_long_enough=period.days >= LEAST_DAYS,
        thresholds=tuple(step * unit for step in _STEPS),
        no_rush=_map(no_rush, unit),
        waiting=_map(waiting, unit),
        by_verdict=tuple(sorted(grids.items())),
    )


def scale_unit(largest: int) -> int:
    """The first threshold: 1, 2 or 5 times a power of ten, and at most a tenth of the largest cell (but at least 1)."""
    unit = 1
    for power in (10**exponent for exponent in range(19)):
        for step in (1, 2, 5):
            if step * power * 10 <= largest:
                unit = step * power
    return unit


def _grids(warehouse: Warehouse, name: str) -> dict[str, Grid]:
    rows = warehouse.rows(
        """
        select coalesce(v.verdict, 'uncertain') as verdict, h.weekday, h.hour, cast(sum(h.requests) as bigint)
        from hours_of_week as h
        left join verdicts as v on v.period = h.period and v.workload_id = h.workload_id
        where h.period = $period
        group by verdict, h.weekday, h.hour
        """,
        {"period": name},
    )
    counts: dict[str, list[list[int]]] = defaultdict(lambda: [[0] * _HOURS for _ in range(_DAYS)])
    for verdict, weekday, hour, requests in rows:
        counts[verdict][weekday - 1][hour] = requests
    return {verdict: tuple(tuple(row) for row in grid) for verdict, grid in counts.items()}


def _sum(grids: Mapping[str, Grid], verdicts: Sequence[str]) -> Grid:
    kept = [grids[verdict] for verdict in verdicts if verdict in grids]
    return tuple(tuple(sum(grid[day][hour] for grid in kept) for hour in range(_HOURS)) for day in range(_DAYS))


def _map(grid: Grid, unit: int) -> WeekMap:
    whole = sum(map(sum, grid))
    by_hour = [sum(row[hour] for row in grid) for hour in range(_HOURS)]
    windows = [sum(by_hour[(start + at) % _HOURS] for at in range(_WINDOW)) for start in range(_HOURS)]
    busiest = max(range(_HOURS), key=lambda start: (windows[start], -start))
    return WeekMap(
        requests=whole,
        rows=tuple(
            MapRow(
                day,
                day * _ROW_PX,
                tuple(
                    MapCell(hour, Decimal(hour) / _HOURS, number, sum(number >= step * unit for step in _STEPS))
                    for hour, number in enumerate(row)
                ),
                tuple(sum(row[start : start + _WINDOW]) for start in range(0, _HOURS, _WINDOW)),
                sum(row),
            )
            for day, row in enumerate(grid)
        ),
        quarters=tuple(sum(by_hour[start : start + _WINDOW]) for start in range(0, _HOURS, _WINDOW)),
        busiest_from=busiest,
        busiest_until=(busiest + _WINDOW) % _HOURS,
        busiest_share=share(Decimal(windows[busiest]), Decimal(whole)),
        weekend_share=share(Decimal(sum(map(sum, grid[5:]))), Decimal(whole)),
    )
