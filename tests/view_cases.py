"""Hand-made stage tables for the tests of the view and of the renderers: small, varied, hostile.

`filled(*workloads)` returns a Warehouse whose tables hold those workloads; nothing is computed by norush itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache

from cache_cases import replayed
from norush import blockers, owners
from norush.rules.sentences import without_brackets
from norush.view import About, AuditView, build
from norush.warehouse import Warehouse
from rows import insert

PERIOD = "2026-10"
ABOUT = About(
    norush="0.1.0",
    price_book="2026-11-22",
    zone="UTC",
    command=("norush", "audit", "logs/2026-10.jsonl", "-o", "out dir"),
    settings={
        "zone": "UTC",
        "high_confidence": Decimal("0.90"),
        "medium_confidence": Decimal("0.65"),
        "idle_gap_s": 60,
    },
)
HOSTILE = "<script>alert(1)</script>|`=cmd`@octocat [x](http://evil.example) \u202egpj.exe\x1b[31m"

_TOKENS = "input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens"
_MONEY = "decimal(38, 16)"


@dataclass(frozen=True, slots=True)
class Case:
    """One workload to be put into the tables. `as_billed` None: no price."""

    id: str
    name: str
    verdict: str = "batchable"
    as_billed: str | None = "10"
    confidence: float | None = 0.94
    band: str | None = "high"
    score: float | None = 2.75
    level: str | None = "rich"
    settle: str | None = None
    requests: int = 3
    failed: int = 0
    model: str | None = "claude-sonnet-4-5-20250929"
    models: tuple[str, ...] = ("claude-sonnet-4-5-20250929",)
    component: str = "on_demand"
    api_key: str | None = "key-1a2b3c4d"
    workspace: str | None = "search-platform"
    half: str = "0.5"
    """What batch costs of as billed."""
    has_batch_price: bool = True
    floor: str | None = None
    """What batch costs of as billed with no luck from caches."""
    has_tokens: bool = True
    stated: str | None = None
    """What the log says was charged for each request."""
    says: tuple[tuple[str, float], ...] = (
        ("31 of 34 runs start within 38 s after 01:00:00", 1.1),
        ("0 of 412,560 requests carry text from an earlier answer", 0.9),
        ("3 runs, 12,660 requests (3.1 %), 10:17 to 15:41", -0.45),
    )
    tags: dict[str, str] = field(default_factory=dict, hash=False)
    kind: str | None = None
    kind_why: str | None = None
    kind_evidence: tuple[tuple[str, str, float, str, str], ...] = ()
    """(kind, rule, weight, basis, says) of what speaks for a kind."""
    owner: str | None = None
    channel: str | None = None
    option: str | None = None
    """The cheapest way, where the workload was replayed."""
    blockers: tuple[tuple[str, str, int | None, str], ...] = ()
    """(blocker, effect, calls, says) of what stands between it and a batch."""


SETTLED = {"interactive", "agentic", "latency_bound", "batched"}

USUAL = (
    Case(
        "a1",
        "nightly-doc-enrichment",
        as_billed="5495.305",
        owner="search-platform",
        channel="#search",
        requests=9,
        failed=2,
        option="batch_cache_5m",
        blockers=(
            ("streamed", "asks", 3, "Does somebody read along? 3 of 9 calls (33.3\N{NO-BREAK SPACE}%) are streamed."),
            ("fast-mode", "stops", 9, HOSTILE),
            ("zero-data-retention", "asks", None, "Is zero data retention agreed for this workspace?"),
        ),
        kind="overnight analytics",
        kind_evidence=(
            ("overnight analytics", "begins-every-night", 1.2, "behaviour", "On 20 days its runs began at night."),
            ("overnight analytics", "called-overnight-analytics", 1.5, "name", "Its app name says “nightly”."),
        ),
    ),
    Case(
        "a2",
        "eval-regression-suite",
        as_billed="3801.4849",
        model=None,
        models=("claude-haiku-4-5", "claude-opus-4-7"),
        kind="evaluation",
        kind_evidence=(("evaluation", "called-evaluation", 1.5, "name", "Its app name says “eval”."),),
    ),
    Case("a3", "weekly-account-summaries", as_billed="994.3051", confidence=0.78, band="medium", score=1.3),
    Case(
        "b1",
        "support-chat-assistant",
        "interactive",
        "10169.361",
        0.97,
        "high",
        -3.2,
        kind_why="no rule fired",
        option="cache_1h",
    ),
    Case("b2", "code-review-agent", "agentic", "11001.48", 0.99, "high", -6.0),
    Case("b3", "autocomplete", "latency_bound", "1211.19", 0.91, "high", -2.5),
    Case("b4", "monthly-tagging", "batched", "4380.2", None, None, None, component="batch"),
    Case(
        "c1",
        "shared-dev-key",
        "uncertain",
        "1418.98",
        0.41,
        "low",
        0.2,
        "poor",
        settle="end times would show how many requests were in flight",
    ),
    Case(
        "d1",
        "partner-export",
        "uncertain",
        None,
        None,
        None,
        None,
        "poor",
        model="brand-new-model",
        models=("brand-new-model",),
    ),
    Case(
        "e1",
        HOSTILE,
        as_billed="0.004",
        workspace="=1+1",
        api_key="+key|x",
        owner=HOSTILE,
        channel=HOSTILE,
        says=((HOSTILE, 2.0), ("nothing", 0.0)),
    ),
)


def filled(
    cases: Sequence[Case] = USUAL,
    *,
    since: datetime = datetime(2026, 10, 1, tzinfo=UTC),
    until: datetime = datetime(2026, 11, 1, tzinfo=UTC),
    rejects: Sequence[str] = ("no token counts", "no token counts", "a negative count"),
    invoice: bool = False,
) -> Warehouse:
    """A database in memory whose stage tables hold `cases` in one period."""
    warehouse = Warehouse()
    for table in (
        "files",
        "requests",
        "rejects",
        "usage_buckets",
        "invoice_lines",
        "names",
        "ranked_usage_buckets",
        "ranked_invoice_lines",
        "clashing_usage",
        "clashing_costs",
    ):
        warehouse.run_step(f"1_load/{table}")
    if invoice:
        warehouse.connection.execute("insert into invoice_lines (provider, billed_usd) values ('anthropic', 1)")
    warehouse.replace_table(
        "periods",
        {"period": "text", "since": "timestamptz", "until": "timestamptz", "zone": "text"},
        [(PERIOD, since, until, "UTC")],
    )
    _workloads(warehouse, cases)
    _requests(warehouse, cases, since, until)
    _costs(warehouse, cases)
    replayed(warehouse, PERIOD, [(each.id, each.option, Decimal(each.as_billed or 0)) for each in cases if each.option])
    _charges(warehouse)
    warehouse.run_step("5_findings/hours_of_week")
    _files(warehouse, sum(case.requests for case in cases), rejects, invoice=invoice)
    return warehouse


@cache
def viewed(cases: tuple[Case, ...] = USUAL) -> AuditView:
    """The view of `cases`, made once: many tests look at the same one."""
    with filled(cases) as warehouse:
        return build(warehouse, PERIOD, ABOUT)


def _workloads(warehouse: Warehouse, cases: Sequence[Case]) -> None:
    texts = dict.fromkeys(("workload_id", "provider", "workspace", "api_key", "app", "model"), "text")
    warehouse.replace_table(
        "workloads",
        {**texts, "models": "text[]", "component": "text", "name": "text"},
        [
            (
                each.id,
                "anthropic",
                each.workspace,
                each.api_key,
                None,
                each.model,
                list(each.models),
                each.component,
                each.name,
            )
            for each in cases
        ],
    )
    warehouse.replace_table(
        "owners", owners.COLUMNS, [(each.id, each.owner, each.channel) for each in cases if each.owner]
    )
    warehouse.replace_table(
        "verdicts",
        {
            **dict.fromkeys(("period", "workload_id", "verdict"), "text"),
            "score": "double",
            "confidence": "double",
            **dict.fromkeys(("level", "band"), "text"),
        },
        [(PERIOD, each.id, each.verdict, each.score, each.confidence, each.level, each.band) for each in cases],
    )
    warehouse.replace_table(
        "evidence",
        {
            **dict.fromkeys(("period", "workload_id", "rule", "points_to"), "text"),
            "weight": "double",
            **dict.fromkeys(("family", "says", "briefly"), "text"),
        },
        [
            (
                PERIOD,
                each.id,
                f"rule_{at}",
                "batchable" if weight > 0 else "interactive",
                weight,
                "pace",
                says,
                without_brackets(says),
            )
            for each in cases
            for at, (says, weight) in enumerate(each.says)
        ],
    )
    warehouse.replace_table(
        "questions",
        {
            **dict.fromkeys(("period", "workload_id"), "text"),
            "place": "bigint",
            **dict.fromkeys(("question", "field", "asks"), "text"),
        },
        [(PERIOD, each.id, 1, "when-calls-ended", "ended_at", each.settle) for each in cases if each.settle],
    )
    warehouse.replace_table(
        "blockers",
        blockers.COLUMNS,
        [
            (
                PERIOD,
                each.id,
                place,
                name,
                effect,
                calls,
                each.requests,
                *_shared(each, calls),
                *_stopped(each),
                says,
                "batch processing",
            )
            for each in cases
            for place, (name, effect, calls, says) in enumerate(each.blockers, 1)
        ],
    )
    _drawn(warehouse, cases)
    keys = dict.fromkeys(("period", "workload_id", "kind"), "text")
    warehouse.replace_table(
        "kinds", {**keys, "why": "text"}, [(PERIOD, each.id, each.kind, each.kind_why) for each in cases]
    )
    warehouse.replace_table(
        "kind_evidence",
        {**keys, "rule": "text", "weight": "double", "basis": "text", "says": "text"},
        [(PERIOD, each.id, *rest) for each in cases for rest in each.kind_evidence],
    )
    warehouse.replace_table(
        "signals",
        {
            **dict.fromkeys(("period", "workload_id"), "text"),
            "requests": "bigint",
            "first_at": "timestamptz",
            "last_at": "timestamptz",
            "in_flight_fano": "double",
            "streamed_share": "double",
            "session_requests": "bigint",
        },
        [(PERIOD, each.id, each.requests, None, None, 0.0625, 1 / 3, None) for each in cases],
    )


def _drawn(warehouse: Warehouse, cases: Sequence[Case]) -> None:
    """What stays ran through the hours; the others ran in six runs, of which one was late."""
    keys = dict.fromkeys(("period", "workload_id"), "text")
    since = datetime(2026, 10, 2, 1, tzinfo=UTC)
    counts = dict.fromkeys(("steps", "step_s", "starts", "step", "in_flight", "peak"), "bigint")
    changes = ((0, 0, 4), (1, 4, 4), (2, 4, 5), (9, 2, None), (10, 0, None))
    warehouse.replace_table(
        "in_flight_profile",
        {**keys, "since_at": "timestamptz", **counts},
        [(PERIOD, each.id, since, 12, 5, 40 + len(each.id), *change) for each in cases for change in changes],
    )
    lengths = {"length_s": "bigint", "calls": "bigint", "episodes": "bigint", "is_hour": "boolean"}
    runs = [(timedelta(days=at, minutes=at, hours=12 * (at == 3)), 900 * at) for at in range(6)]
    warehouse.replace_table(
        "timeline",
        {**keys, "begins_at": "timestamptz", **lengths},
        [
            (PERIOD, each.id, since + after, length, max(each.requests // 6, 1), 6, False)
            if each.verdict not in SETTLED
            else (PERIOD, each.id, since + after, 3600, 1 + after.days, 200, True)
            for each in cases
            for after, length in runs
        ],
    )


def _stopped(case: Case) -> tuple[int, Decimal | None]:
    """Calls that the blockers of a case stop: as many as the one that stops most, and what they cost."""
    calls = max((calls or 0 for _, effect, calls, _ in case.blockers if effect == "stops"), default=0)
    return calls, _shared(case, calls)[0]


def _shared(case: Case, calls: int | None) -> tuple[Decimal | None, Decimal | None]:
    """What these calls and all calls cost, if each costs the same."""
    billed = None if case.as_billed is None else Decimal(case.as_billed)
    return None if calls is None or billed is None else billed * calls / case.requests, billed


def _requests(warehouse: Warehouse, cases: Sequence[Case], since: datetime, until: datetime) -> None:
    step = (until - since) / (max(each.requests for each in cases) + 1) if cases else timedelta(0)
    rows = [
        (
            f"{each.id}-{at}",
            since + step * at,
            each.models[at % len(each.models)],
            "errored" if at < each.failed else "succeeded",
            1_000_000 if each.has_tokens else 0,
            0,
            0,
            0,
            200_000 if each.has_tokens else 0,
            PERIOD,
            each.id,
            each.stated and Decimal(each.stated),
        )
        for each in cases
        for at in range(each.requests)
    ]
    columns = ("request_id", "started_at", "model", "status", *_TOKENS, "period", "workload_id", "billed_usd")
    insert(warehouse, "requests", columns, rows)


def _costs(warehouse: Warehouse, cases: Sequence[Case]) -> None:
    costs: list[tuple[object, ...]] = []
    prices: set[tuple[str, str, str, str, Decimal]] = set()
    sums: list[tuple[object, ...]] = []
    findings: list[tuple[object, ...]] = []
    for each in cases:
        billed = None if each.as_billed is None else Decimal(each.as_billed)
        why = None if billed is not None else f"{each.models[0]} is not in the price book"
        good = each.requests - each.failed
        for scenario in ("as_billed", "on_demand", "batch"):
            factor = {"as_billed": Decimal(1), "on_demand": Decimal("1.25"), "batch": Decimal(each.half)}[scenario]
            usd = None if billed is None else billed * factor
            floor = None
            if billed is not None and scenario == "batch" and not each.has_batch_price:
                usd, why = None, f"no verified batch price of {each.models[0]}"
            elif billed is not None and scenario == "batch" and each.floor:
                floor = billed * Decimal(each.floor)
            uncached = None if billed is None or scenario != "as_billed" else billed * Decimal("1.05")
            sums.append((PERIOD, each.id, scenario, usd, floor, uncached, why))
            # Two cards share the cost in thirds, so that exact cents never come out by themselves.
            parts = [None, None] if usd is None else [usd / 4, usd - usd / 4]
            # As many tokens, at a dollar per million, as cost this much: the lines' arithmetic is right.
            counts = [0, 0] if billed is None else [int(billed / 4 * 1_000_000), int(billed * 3 / 4 * 1_000_000)]
            names = [f"anthropic/claude-sonnet-4-5{'' if each.half == '0.5' else each.half}{at}" for at in ("", "/us")]
            for card, part, count in zip(names, parts, counts, strict=True):
                plain = (500_000 * good, 0, 0, 0, 100_000 * good) if billed is None else (count, 0, 0, 0, 0)
                tokens = plain if each.has_tokens else (0, 0, 0, 0, 0)
                prices.add((card, "standard", "us" if card.endswith("us") else "global", scenario, factor))
                costs.append(
                    (
                        PERIOD,
                        each.id,
                        None if usd is None else card,
                        "standard",
                        "us" if card.endswith("us") else "global",
                        scenario,
                        good,
                        good,
                        *tokens,
                        0,
                        part,
                        why,
                    )
                )
        if billed and each.verdict in ("batchable", "uncertain") and each.component == "on_demand":
            saving = billed - billed * Decimal(each.half)
            sure = (
                (billed - billed * Decimal(each.floor or each.half))
                if each.band == "high" and each.verdict == "batchable"
                else Decimal(0)
            )
            likely = saving if each.verdict == "batchable" else Decimal(0)
            move = "batch" if each.verdict == "batchable" else "ask"
            amounts = (billed - saving, sure, likely, saving) if each.has_batch_price else (None,) * 4
            findings.append((PERIOD, each.id, move, billed, *amounts, why, len(findings) + 1))
    keys = dict.fromkeys(("period", "workload_id"), "text")
    warehouse.replace_table(
        "costs",
        {
            **keys,
            **dict.fromkeys(("price_card", "service_tier", "geo", "scenario"), "text"),
            "requests": "bigint",
            "billed_requests": "bigint",
            **dict.fromkeys(_TOKENS, "bigint"),
            "web_search_requests": "bigint",
            "usd": _MONEY,
            "why": "text",
            "is_stopped": "boolean",
        },
        [(*each, False) for each in costs],
    )
    money = dict.fromkeys(("usd", "floor_usd", "all_uncached_usd"), _MONEY)
    warehouse.replace_table("scenario_costs", {**keys, "scenario": "text", **money, "why": "text"}, sums)
    _rates(warehouse, prices)
    warehouse.replace_table(
        "change_days",
        {
            **dict.fromkeys(("period", "platform", "model_id", "speed"), "text"),
            "changed_at": "timestamptz",
            "requests": "bigint",
        },
        [(PERIOD, "anthropic", "claude-sonnet-4-5", "standard", "2026-10-07 00:00:00Z", 2)] if cases else [],
    )
    columns = ("as_billed_usd", "scenario_usd", "saving_sure_usd", "saving_likely_usd", "saving_ceiling_usd")
    warehouse.replace_table(
        "findings",
        {**keys, "move_to": "text", **dict.fromkeys(columns, _MONEY), "why": "text", "position": "bigint"},
        findings,
    )
    warehouse.replace_table(
        "price_cards",
        {
            "price_card": "text",
            "model_id": "text",
            "input_usd_per_mtok": "decimal(12, 6)",
            "cache_read_usd_per_mtok": "decimal(12, 6)",
            "output_usd_per_mtok": "decimal(12, 6)",
            "source": "text",
            "seen_on": "date",
            "checked_on": "date",
            "valid_until": "timestamptz",
        },
        [
            (
                *("anthropic/claude-sonnet-4-5", "claude-sonnet-4-5", 3, "0.30", 15),
                *("anthropic.com/pricing", "2026-10-30", "2026-11-01", None),
            ),
            (
                "anthropic/claude-sonnet-4-5/us",
                "claude-sonnet-4-5",
                "3.3",
                "0.33",
                "16.5",
                "anthropic.com/pricing",
                *(None, None, None),
            ),
        ],
    )


def _charges(warehouse: Warehouse) -> None:
    """No charge was compared: tests that want some add rows."""
    named = ("period", "basis", "platform", "model_id", "workspace", "token_kind", "explained_by", "terms")
    text = dict.fromkeys(named, "text")
    counts = dict.fromkeys(("lines", "requests", "number", "unpriced_number", "bucket_tokens"), "bigint")
    parts = ("recomputed", "at_terms", "not_in_log", "unchecked", "unexplained", "over")
    money = ("computed", "billed", "list", "difference", "tolerance", *parts)
    days = dict.fromkeys(("day", "proved_on"), "date")
    amounts = {f"{each}_usd": _MONEY for each in money}
    warehouse.replace_table("reconciliation", {**text, **counts, **days, **amounts}, [])
    beside = {"lines": "bigint", "requests": "bigint"}
    amounts = dict.fromkeys(("billed_usd", "computed_usd", "usd"), _MONEY)
    warehouse.replace_table("not_compared", {"period": "text", "why": "text", **beside, **amounts}, [])
    bucketed = {"logged_tokens": "bigint", "bucket_tokens": "bigint", "day": "date", "is_by_workspace": "boolean"}
    warehouse.replace_table(
        "bucketed_tokens", {**dict.fromkeys(("period", "platform", "model_id", "token_kind"), "text"), **bucketed}, []
    )


def _rates(warehouse: Warehouse, prices: Iterable[tuple[str, str, str, str, Decimal]]) -> None:
    keys = dict.fromkeys(("price_card", "service_tier", "geo", "scenario"), "text")
    warehouse.replace_table(
        "rates", {**keys, "web_search_usd": "decimal(19, 16)"}, [(*key, Decimal("0.01")) for *key, _ in sorted(prices)]
    )
    warehouse.replace_table(
        "rate_parts",
        {**keys, "kind": "text", "usd_per_mtok": "decimal(12, 6)", "factor": "decimal(6, 4)"},
        [(*key, "input", Decimal(1), factor) for *key, factor in sorted(prices)],
    )
    warehouse.replace_table(
        "scenarios",
        dict.fromkeys(("scenario", "changes", "keeps", "assumption"), "text"),
        [(name, "The tier.", "The rest.", f"docs/scenarios.md#{name}") for name in ("as_billed", "on_demand", "batch")],
    )


def _files(warehouse: Warehouse, requests: int, rejects: Sequence[str], *, invoice: bool) -> None:
    read = requests + len(rejects) + 4 + invoice
    warehouse.connection.execute(
        "insert into files values (1, 'logs/<b>2026-10</b>.jsonl', repeat('ab', 32), 12345, 'canonical', "
        "?, ?, 3, ?, 1, 0, ?, 0, null, null)",
        [read, requests, len(rejects), int(invoice)],
    )
    for line, reason in enumerate(rejects, 7):
        warehouse.connection.execute(
            "insert into rejects (file_id, file, line, reason, excerpt) "
            "values (1, 'logs/2026-10.jsonl', ?, ?, '{\"model\": 5}')",
            [line, reason],
        )
