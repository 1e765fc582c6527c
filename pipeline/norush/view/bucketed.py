"""Stage 5, what usage totals alone can say: spend by model and day, what ran as a batch, cache share, hours, a ceiling.

Reads placed_buckets and bucket_costs of one period; writes nothing. No verdict: totals do not show who waited.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from norush.money import ZERO
from norush.view.costs import Tokens
from norush.view.sums import missed, share
from norush.view.usage import Cell, Hour, Line, Unpriced, UsageTotals
from norush.warehouse import Warehouse

HOURLY = timedelta(hours=1)
NIGHT_FROM, NIGHT_UNTIL = 22, 6
"""Hours of the local day: when few people are at work. A hint where to look, no verdict."""
_KINDS = ("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens")
_CELL = (
    *("day", "provider", "model", "platform", "service_tier", "is_tier_told", "price_card"),
    *_KINDS,
    *("web_search_requests", "requests", "as_billed_usd", "why", "batch_usd", "why_no_batch"),
)


def usage_totals(warehouse: Warehouse, period: str, zone: str) -> UsageTotals | None:
    """What the usage totals of that period say; None without any."""
    cells = _cells(warehouse, period)
    if not cells:
        return None
    hours = _hours(warehouse, period, zone)
    priced = [each.as_billed_usd for each in cells if each.as_billed_usd is not None]
    as_billed = sum(priced, ZERO) if priced else None
    ceilings = [each.ceiling_usd for each in cells if each.ceiling_usd is not None]
    ceiling = sum(ceilings, ZERO) if ceilings else None
    counts = [each.requests for each in cells]
    tokens = _add(cells)
    models = _lines(cells, lambda each: each.model or "no model name")
    days = _lines(cells, lambda each: each.day.isoformat())
    sources, platforms, buckets = _origin(warehouse, period)
    return UsageTotals(
        sources=sources,
        platforms=platforms,
        buckets=buckets,
        left_out=_left_out(warehouse, period),
        is_hourly=bool(hours),
        requests=None if None in counts else sum(count or 0 for count in counts),
        tokens=tokens,
        as_billed_usd=as_billed,
        on_demand_usd=_spend(each for each in cells if not each.is_batched),
        batched_usd=_spend(each for each in cells if each.is_batched),
        batched_share=share(
            Decimal(sum(each.tokens.total for each in cells if each.is_batched)), Decimal(tokens.total)
        ),
        untold_tier_usd=_spend(each for each in cells if not each.is_tier_told),
        cache_share=_cache_share(tokens),
        ceiling_usd=ceiling,
        ceiling_share=None if ceiling is None or as_billed is None else share(ceiling, as_billed),
        no_batch_price=_unpriced(cells, lambda each: each.why_no_batch),
        unpriced=_unpriced(cells, lambda each: each.why),
        models=tuple(sorted(models, key=lambda line: (-(line.as_billed_usd or ZERO), -line.tokens.total, line.name))),
        models_rounding_usd=_rounding(models, as_billed),
        days=tuple(sorted(days, key=lambda line: line.name)),
        days_rounding_usd=_rounding(days, as_billed),
        hours=hours,
        night_share=_night_share(hours),
        cells=cells,
    )


def _cells(warehouse: Warehouse, period: str) -> tuple[Cell, ...]:
    rows = warehouse.rows(
        f"select {', '.join(_CELL)} from bucket_costs where period = $period "
        "order by day, platform, model, service_tier, price_card, is_tier_told, speed, inference_geo, context_window",
        {"period": period},
    )
    made = []
    for row in rows:
        named = dict(zip(_CELL, row, strict=True))
        tokens = Tokens(**{kind: named.pop(kind) for kind in _KINDS})
        made.append(Cell(tokens=tokens, **named))
    return tuple(made)


def _origin(warehouse: Warehouse, period: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """(formats, platforms, buckets) of what stands in the report."""
    rows = warehouse.rows(
        "select source, coalesce(platform, provider), count(*) from placed_buckets "
        "where period = $period and left_out is null group by all",
        {"period": period},
    )
    return (
        tuple(sorted({row[0] for row in rows})),
        tuple(sorted({row[1] for row in rows if row[1]})),
        sum(row[2] for row in rows),
    )


def _left_out(warehouse: Warehouse, period: str) -> tuple[tuple[str, int], ...]:
    rows = warehouse.rows(
        "select left_out, count(*) from placed_buckets where left_out is not null "
        "and coalesce(period, $period) = $period group by left_out order by left_out",
        {"period": period},
    )
    return tuple((why, count) for why, count in rows)


def _hours(warehouse: Warehouse, period: str, zone: str) -> tuple[Hour, ...]:
    """Tokens by hour of the local day; none where a bucket is longer than an hour."""
    rows: list[tuple[datetime, timedelta, int]] = warehouse.rows(
        "select bucket_start, max(bucket_end - bucket_start), sum(tokens)::bigint from placed_buckets "
        "where period = $period and left_out is null group by bucket_start",
        {"period": period},
    )
    if not rows or max(width for _, width, _ in rows) > HOURLY:
        return ()
    local, found = ZoneInfo(zone), [0] * 24
    for start, _, tokens in rows:
        found[start.astimezone(local).hour] += tokens
    whole, most = Decimal(sum(found)), Decimal(max(found))
    return tuple(
        Hour(hour, Decimal(hour) / 24, tokens, share(Decimal(tokens), whole), share(Decimal(tokens), most) or ZERO)
        for hour, tokens in enumerate(found)
    )


def _night_share(hours: Sequence[Hour]) -> Decimal | None:
    night = sum(each.tokens for each in hours if each.hour >= NIGHT_FROM or each.hour < NIGHT_UNTIL)
    return share(Decimal(night), Decimal(sum(each.tokens for each in hours)))


def _lines(cells: Sequence[Cell], name_of: Callable[[Cell], str]) -> list[Line]:
    groups: dict[str, list[Cell]] = defaultdict(list)
    for each in cells:
        groups[name_of(each)].append(each)
    is_priced = any(each.as_billed_usd for each in cells)

    def size(group: Sequence[Cell]) -> Decimal:
        return _spend(group) if is_priced else Decimal(_add(group).total)

    most = max(size(group) for group in groups.values())
    made = []
    for name, group in groups.items():
        ceilings = [each.ceiling_usd for each in group if each.ceiling_usd is not None]
        is_known = any(each.as_billed_usd is not None for each in group)
        made.append(
            Line(
                name,
                _add(group),
                _spend(group) if is_known else None,
                _spend(each for each in group if each.is_batched),
                sum(ceilings, ZERO) if ceilings else None,
                _cache_share(_add(group)),
                share(size(group), most) or ZERO,
            )
        )
    return made


def _unpriced(cells: Sequence[Cell], why_of: Callable[[Cell], str | None]) -> tuple[Unpriced, ...]:
    groups: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for each in cells:
        if why := why_of(each):
            groups[each.model or "", why].append(each)
    made = [
        Unpriced(
            model or None,
            why,
            _add(group).total,
            _spend(group) if any(each.as_billed_usd is not None for each in group) else None,
        )
        for (model, why), group in groups.items()
    ]
    return tuple(
        sorted(made, key=lambda each: (-(each.as_billed_usd or ZERO), -each.tokens, each.model or "", each.why))
    )


def _rounding(lines: Sequence[Line], whole: Decimal | None) -> Decimal | None:
    amounts = [line.as_billed_usd for line in lines if line.as_billed_usd is not None]
    return None if whole is None else missed(amounts, whole) or None


def _spend(cells: Iterable[Cell]) -> Decimal:
    return sum((each.as_billed_usd or ZERO for each in cells), ZERO)


def _add(cells: Iterable[Cell]) -> Tokens:
    rows = [each.tokens for each in cells]
    return Tokens(
        sum(each.input_tokens for each in rows),
        sum(each.cache_read_tokens for each in rows),
        sum(each.cache_write_5m_tokens for each in rows),
        sum(each.cache_write_1h_tokens for each in rows),
        sum(each.output_tokens for each in rows),
    )


def _cache_share(tokens: Tokens) -> Decimal | None:
    return share(Decimal(tokens.cache_read_tokens), Decimal(tokens.total - tokens.output_tokens))
