"""Stage 5, what blocks a batch: what of it the log shows, call by call, and what has to be asked.

Reads `requests`, `priced_requests`, `price_cards`, `rates`, `verdicts`, `workloads` and the blockers of `rules`; writes
`blockers`. Changes no verdict; what it stops stays as billed in every scenario of a batch (`is_stopped` of `costs`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from norush.params import Params
from norush.rules import blocker_book
from norush.rules.blocker_book import BlockerRule
from norush.warehouse import Warehouse

COLUMNS = {
    **dict.fromkeys(("period", "workload_id"), "text"),
    "place": "bigint",
    **dict.fromkeys(("blocker", "effect"), "text"),
    **dict.fromkeys(("calls", "of_calls"), "bigint"),
    **dict.fromkeys(("usd", "of_usd"), "decimal(38, 16)"),
    "stopped_calls": "bigint",
    "stopped_usd": "decimal(38, 16)",
    **dict.fromkeys(("says", "source"), "text"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Of `of_calls` calls `calls` show something, `told_calls` say whether they do. USD as billed; None: no price."""

    calls: int
    told_calls: int
    of_calls: int
    usd: Decimal | None
    of_usd: Decimal | None


def write_blockers(warehouse: Warehouse, params: Params) -> None:
    """Makes `blockers`: in order, what stands between each workload that is not batched yet and a batch.

    calls and usd of what is only asked are null. of_calls and of_usd: all of the workload. stopped_calls and
    stopped_usd: what all that stops stops together, each call once.
    """
    for step in ("manners", "shown_calls"):
        warehouse.run_step(f"4_costs/{step}", params.named())
    rows: list[tuple[object, ...]] = []
    for (period, workload_id), (verdict, platform, shown) in _workloads(warehouse).items():
        found = list(_found(verdict, platform, shown))
        stopped = _stopped(found, shown)
        rows += [
            (period, workload_id, place, *each[:6], stopped.calls, stopped.usd, *each[6:])
            for place, each in enumerate(found, 1)
        ]
    warehouse.replace_table("blockers", COLUMNS, rows)


def _found(verdict: str, platform: str | None, shown: Mapping[str, Shown]) -> Iterator[tuple[object, ...]]:
    """What stands against one workload: blocker, effect, calls, of_calls, usd, of_usd, says, source."""
    whole = shown["all"]
    for rule in blocker_book.built_in():
        if rule.is_about(verdict, platform):
            told = _told(rule, shown[rule.shows] if rule.shows else None)
            if told:
                effect, says, calls, usd = told
                yield rule.id, effect, calls, whole.of_calls, usd, whole.of_usd, says, rule.source


def _stopped(found: Iterable[tuple[object, ...]], shown: Mapping[str, Shown]) -> Shown:
    """Whatever stops calls, together: all of them where the verdict does."""
    is_all = any(effect == "stops" and calls == of_calls for _, effect, calls, of_calls, *_ in found)
    return shown["all"] if is_all else shown["stopped"]


def _told(rule: BlockerRule, shown: Shown | None) -> tuple[str, str, int | None, Decimal | None] | None:
    """Effect, sentence, calls and USD; None where nothing stands against the workload."""
    if shown is None:
        return rule.effect, rule.says, None, None
    if shown.calls:
        return rule.effect, rule.sentence(shown.calls, shown.of_calls), shown.calls, shown.usd
    if rule.unknown and not shown.told_calls:
        return "asks", rule.unknown, None, None
    return None


def _workloads(
    warehouse: Warehouse,
) -> dict[tuple[str, str], tuple[str, str | None, dict[str, Shown]]]:
    """By period and workload: verdict, platform, and what its calls show."""
    rows = warehouse.rows(
        """
        select
            s.period, s.workload_id, v.verdict, s.platform, s.shows, s.calls, s.told_calls, s.of_calls, s.usd, s.of_usd
        from shown_calls as s
        join verdicts as v on v.period = s.period and v.workload_id = s.workload_id
        where v.verdict <> 'batched'
        order by s.period, s.workload_id
        """
    )
    found: dict[tuple[str, str], dict[str, Shown]] = defaultdict(dict)
    about: dict[tuple[str, str], tuple[str, str | None]] = {}
    for period, workload_id, verdict, platform, shows, *counts in rows:
        found[period, workload_id][shows] = Shown(*counts)
        about[period, workload_id] = (verdict, platform)
    return {key: (*about[key], shown) for key, shown in found.items()}
