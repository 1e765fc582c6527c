"""Invoices that tests write, and the comparison of what some files hold."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from loads import add, call, write
from norush.params import Params
from norush.periods import COLUMNS
from norush.prices import load_book, write_price_tables
from norush.reconciliation import write_reconciliation
from norush.scenarios import write_costs
from norush.view.charges import Beside, Compared, Reconciliation
from norush.view.reconciled import beside, reconciliation
from norush.warehouse import Warehouse

HEADER = (
    "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,"
    "inference_geo,speed"
)
TOKENS_HEADER = (
    "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,"
    "usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,"
    "usage_output_tokens,web_search_count"
)
ONE_MILLION = {"model": "claude-sonnet-4-6", "input_tokens": 1_000_000, "output_tokens": 100_000}
"""$3 of input and $1.50 of output, list price."""
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
_DIMENSIONS = "period, platform, day, model_id, workspace, token_kind"
GRAINS = {
    "computed_amounts": f"{_DIMENSIONS}, is_stated",
    "bucketed_tokens": f"{_DIMENSIONS}, is_by_workspace",
    "invoiced_amounts": _DIMENSIONS,
    "compared_amounts": _DIMENSIONS,
    "reconciliation": _DIMENSIONS,
    "not_compared": "period, platform, day, why",
}
"""What a row of each table is: one of each of these."""
PARTS = ("recomputed", "at_terms", "not_in_log", "unchecked", "unexplained", "over", "credited", "not_compared")


def invoiced(
    folder: Path,
    *lines: str,
    workspace: str = "Default",
    geo: str = "global",
    list_usd: str | None = None,
    name: str = "cost.csv",
) -> Path:
    """A Console cost export of "day kind dollars[ model]" lines; a second call adds to the file."""
    path = folder / name
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else [HEADER]
    for line in lines:
        day, kind, usd, *named = line.split()
        model = named[0].replace("_", " ") if named else "Claude Sonnet 4.6"
        rows.append(f"2026-10-{day},{model},{workspace},bot,message,≤ 200k,{kind},{usd},{list_usd or usd},token,{geo},")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def cost_report(folder: Path, *results: str, day: int = 5, workspace: str | None = None) -> Path:
    """Anthropic's cost report of a day: "token_type cents model tier" results; "fee cents" ones have no model."""
    made = []
    for result in results:
        kind, cents, *named = result.split()
        model, tier = (named[0], named[1]) if named else (None, None)
        made.append(
            {
                "amount": cents,
                "currency": "USD",
                "description": kind,
                "cost_type": "tokens" if model else kind,
                "token_type": kind if model else None,
                "model": model,
                "service_tier": tier,
                "context_window": "0-200k" if model else None,
                "inference_geo": "global" if model else None,
                "workspace_id": workspace,
            }
        )
    span = {"starting_at": f"2026-10-{day:02d}T00:00:00Z", "ending_at": f"2026-10-{day + 1:02d}T00:00:00Z"}
    path = folder / f"report-{day}-{workspace}.json"
    path.write_text(json.dumps({"data": [{**span, "results": made}], "has_more": False, "next_page": None}))
    return path


def totals(folder: Path, *rows: str) -> Path:
    """The Console's token export: "model input output workspace" of the fifth."""
    path = folder / "tokens.csv"
    lines = [TOKENS_HEADER]
    for row in rows:
        model, number, output, workspace = row.split()
        lines.append(f"2026-10-05,{model},bot,{workspace},standard,≤ 200k,{number},0,0,0,{output},0")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def one_call(day: int, at: int = 0, **changes: object) -> dict[str, object]:
    """A call at noon of a day of October."""
    return call(at, **{**ONE_MILLION, "provider": "anthropic", "started_at": noon(day), "ended_at": None, **changes})


def calls(folder: Path, *days: int, **changes: object) -> Path:
    """One call at noon of each day of October."""
    return logged(folder, *(one_call(day, at, **changes) for at, day in enumerate(days)))


def logged(folder: Path, *lines: dict[str, object]) -> Path:
    return write(folder / "calls.jsonl", *lines)


def noon(day: int) -> str:
    return f"{datetime(2026, 10, day, 12, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"


def reconciled(
    *inputs: Path, map_file: Path | None = None, window: tuple[datetime, datetime] | None = None
) -> tuple[Reconciliation | None, Beside]:
    """The comparison of what these files hold: a workload a workspace, from the first day of a call to the last."""
    book = load_book()
    with Warehouse() as warehouse:
        add(warehouse, *inputs, map_file=map_file)
        since, until = window or (FIRST, LAST)
        warehouse.run_step("2_workloads/assign_period", {"period": "all", "since": since, "until": until})
        first, last = warehouse.row(
            "select min(coalesce(started_at, ended_at))::date, max(coalesce(started_at, ended_at))::date from requests"
        )
        span = window or (midnight(first), midnight(last) + timedelta(days=1))
        warehouse.replace_table("periods", COLUMNS, [("all", *span, "UTC")])
        warehouse.rows("update requests set workload_id = coalesce(workspace, 'w')")
        warehouse.rows("create or replace table workloads as select distinct workload_id, workspace from requests")
        write_price_tables(warehouse, book)
        write_costs(warehouse, Params(), book)
        write_reconciliation(warehouse, book)
        (computed,) = warehouse.row("select coalesce(sum(usd), 0) from computed_amounts where period = 'all'")
        found, others = reconciliation(warehouse, "all"), beside(warehouse, "all")
        for table, key in GRAINS.items():
            assert not warehouse.rows(f"select {key} from {table} group by all having count(*) > 1"), table
    if found:
        adds_up(found, others, computed)
    return found, others


def adds_up(found: Reconciliation, others: Beside, computed: Decimal) -> None:
    """What holds of every comparison: nothing of what was billed, and nothing of what was computed, disappears."""
    billed = [each for each in found.rows if each.billed_usd is not None]
    for each in billed:
        parts = (each.recomputed_usd, each.at_terms_usd, each.not_in_log_usd, each.unchecked_usd, each.unexplained_usd)
        assert total(parts) == each.billed_usd
        assert each.over_usd is not None
        assert each.over_usd >= 0
    assert sum(found.usd(part) for part in PARTS) == found.whole_usd == total(usd for _, usd in found.parts)
    assert all(found.usd(part) >= 0 for part in PARTS)
    five = total(found.usd(part) for part in PARTS[:5])
    assert five - found.usd("credited") == found.billed_usd == total(each.billed_usd for each in billed)
    assert (
        total(each.computed_usd for each in billed) + total(each.computed_usd for each in others.not_compared)
        == computed
    )


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((each or Decimal(0) for each in amounts), Decimal(0))


def compared(*inputs: Path, map_file: Path | None = None) -> Reconciliation:
    found, _ = reconciled(*inputs, map_file=map_file)
    assert found is not None
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def by_kind(rows: Sequence[Compared], day: int) -> dict[str | None, str | None]:
    return {each.token_kind: each.explained_by for each in rows if each.day.day == day}


def shown(found: Reconciliation) -> dict[str, Decimal]:
    """The parts that there are, in dollars."""
    return {part: found.usd(part) for part in PARTS if found.usd(part)}
