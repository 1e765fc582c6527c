"""The stages of an audit, in order. The only file that knows the order; every stage reads and writes tables.

load -> prices -> of each period that changed, by itself: workloads -> signals -> verdicts -> kinds -> questions ->
costs -> findings; of all together: names -> owners -> reconciliation -> view -> pages
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from norush import (
    __version__,
    ahead,
    audits,
    database,
    judging,
    kinds,
    owners,
    periods,
    questions,
    reconciliation,
    scenarios,
    signals,
    usage_totals,
    verdicts,
    workloads,
)
from norush.batches import write_batch_delays
from norush.blockers import write_blockers
from norush.decisions import Decision, read_file
from norush.decisions import tables as decision_tables
from norush.errors import NorushError, UsageError
from norush.findings import write_drawn, write_findings, write_hours, write_options
from norush.params import Params
from norush.periods import Period
from norush.prices import PriceBook, checks, load_book, write_price_tables
from norush.rules import book as rule_book
from norush.rules import kind_book, question_book
from norush.sources import files, places
from norush.sources.hashes import Hashes
from norush.sources.load import Loaded, load
from norush.sources.mapping import Map, read_map
from norush.view import About, AuditView
from norush.view import build as build_view
from norush.warehouse import Warehouse

Notify = Callable[[str, int], None]
"""Told which stage begins, and how many bytes it will read (0 where that says nothing)."""
Deliver = Callable[[AuditView], object]
"""Writes the report, before its database takes the place of an earlier one."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asked for. Paths as given; `month` is YYYY-MM in `params.zone`."""

    inputs: tuple[str, ...]
    database: Path
    is_kept: bool = False
    format_name: str | None = None
    map_file: Path | None = None
    prices_file: Path | None = None
    rules_file: Path | None = None
    owners_file: Path | None = None
    decisions_file: Path | None = None
    month: str | None = None
    replaces: str | None = None
    """A month YYYY-MM of a kept database of which the inputs tell all there is."""
    salt: str = ""
    fresh_salt: str = ""
    """The salt of a new database that is given none: random, and so an argument."""
    shows_end_users: bool = False
    """Whether the database names end users as logged; no report does."""
    output: Path | None = None
    """Where the report goes: nothing there is input."""
    memory_limit: str | None = None
    today: date | None = None
    """The day of the audit, against which old prices are warned of; None: no such warning."""
    engine: Literal["duckdb", "spark"] = "duckdb"
    """What works on the calls. Spark reads the Parquet of `norush canonical`, and leaves no database."""
    spark_master: str | None = None
    left_out_folder: Path | None = None
    """A folder that file names are shown without: the demo's temporary one, whose name is another each time."""
    params: Params = field(default_factory=Params)
    command: tuple[str, ...] = ("norush", "audit")


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. `warnings`: what a user should know beside the report."""

    view: AuditView
    loaded: Loaded
    warnings: tuple[str, ...]


def run(
    request: Request,
    notify: Notify = lambda _stage, _bytes: None,
    deliver: Deliver = lambda _view: None,
) -> Audit:
    """Loads, judges and reprices, and has the report written. Raises NorushError and its children.

    What fails or is cut off before the end leaves an earlier database that is not kept, and its report, as they were.
    """
    request = _with_month(request)
    mapping = read_map(request.map_file) if request.map_file else None
    rules = rules_of(request)
    (
        _kind_book(request),
        _questions(request),
        _owners(request),
        _decisions(request),
    )  # what is wrong with them is said before the load
    book = load_book(request.prices_file)
    if request.engine == "spark":
        return _run_on_spark(request, rules, book, notify, deliver)
    with TemporaryDirectory(prefix="norush-") as scratch:
        names = _find(request, Path(scratch), notify)  # before anything is replaced: one may be missing
        place = nullcontext(request.database) if request.is_kept else database.made_afresh(request.database)
        with place as path:
            return _run(request, path, names, mapping, rules, book, notify, deliver)


def _find(request: Request, scratch: Path, notify: Notify) -> dict[Path, str]:
    """Every file to read, and what reports call it; what lies elsewhere is brought into `scratch`."""
    folder = request.left_out_folder
    is_called_otherwise = request.is_kept and request.database.name != files.DATABASE
    if is_called_otherwise and request.output and files.is_of_report(request.database, request.output):
        raise UsageError(
            f"--db {request.database} would be written over by the report: give another --db, or another -o"
        )
    # a kept database is judged month by month: it takes all there is
    window = None if request.is_kept else places.Window(request.params.since, request.params.until)
    names = files.find_anywhere(request.inputs, scratch, window, notify, left_out=request.output)
    if folder is None:
        return names
    return {path: str(path.relative_to(folder)) if folder in path.parents else name for path, name in names.items()}


def _run(
    request: Request,
    path: Path,
    names: Mapping[Path, str],
    mapping: Map | None,
    rules: Sequence[rule_book.Rule],
    book: PriceBook,
    notify: Notify,
    deliver: Deliver,
) -> Audit:
    ahead.fetch(request.params.zone)
    with (
        Warehouse(path, memory_limit=request.memory_limit, called=request.database) as warehouse,
        Hashes(names) as hashes,
    ):
        salt = database.open_up(
            warehouse,
            salt=request.salt,
            fresh_salt=request.fresh_salt,
            is_kept=request.is_kept,
            shows_end_users=request.shows_end_users,
        )
        loaded = load(
            warehouse,
            list(names),
            request.params,
            format_name=request.format_name,
            mapping=mapping,
            salt=salt,
            shows_end_users=request.shows_end_users,
            notify=notify,
            # what is kept must be known again, even where this audit is cut off after the load
            hashes=None if request.is_kept else hashes,
            names=names,
            replaces=periods.month(request.replaces, request.params.zone) if request.replaces else None,
        )
        try:
            found = judge(warehouse, request, rules, book, notify)
        finally:
            if not request.is_kept:
                hashes.write(warehouse)
        notify("writing the report", 0)
        view = report(warehouse, request, found, book)
        warehouse.rows("checkpoint")  # what has no room fails before the report is written
        deliver(view)
    return _audit(view, loaded, book, request)


def _run_on_spark(
    request: Request, rules: Sequence[rule_book.Rule], book: PriceBook, notify: Notify, deliver: Deliver
) -> Audit:
    """The same with the calls on a Spark, from the Parquet of `norush canonical`."""
    from norush.spark import session

    session.require()
    from norush.spark import canonical  # which takes the extra for granted
    from norush.spark.engine import SparkWarehouse

    names = canonical.find(request.inputs, left_out=request.output)
    local = {path: name for path, name in names.items() if isinstance(path, Path)}
    notify("starting Spark", 0)
    spark = session.connect(request.spark_master)
    ahead.fetch(request.params.zone)
    with (
        database.made_afresh(request.database),  # and none is: what an earlier audit left there is not of this one
        SparkWarehouse(spark, memory_limit=request.memory_limit) as warehouse,
        Hashes(local) as hashes,
    ):
        database.open_up(warehouse, salt=request.salt, fresh_salt=request.fresh_salt, is_kept=False)
        loaded = canonical.load(warehouse, names, notify)
        hashes.begin(local)
        found = judge(warehouse, request, rules, book, notify)
        hashes.write(warehouse)
        notify("writing the report", 0)
        view = report(warehouse, request, found, book)
        deliver(view)
    return _audit(view, loaded, book, request)


def _audit(view: AuditView, loaded: Loaded, book: PriceBook, request: Request) -> Audit:
    return Audit(view, loaded, (*_warnings(loaded), *_price_warnings(view, book, request.today)))


def report(warehouse: Warehouse, request: Request, found: Sequence[Period], book: PriceBook) -> AuditView:
    """What was judged of the period that `request` is about, which the database keeps in mind.

    Raises NorushError for a month that is not there; the database then keeps the latest one in mind.
    """
    about = _about(request, book)
    wanted = request.month if request.is_kept else None
    period = next((each for each in found if each.name == wanted), None) if wanted else _latest(found)
    if period is None:
        latest = _latest(found).name
        audits.write_about(warehouse, latest, replace(about, command=audits.of_month(about.command, latest)))
        there = latest if len(found) == 1 else f"{found[0].name} to {found[-1].name}"
        raise NorushError(
            f"the database has nothing of {wanted}: it has {there}. What was loaded is in it, and norush report shows "
            f"{latest}"
        )
    audits.write_about(warehouse, period.name, about)
    return build_view(warehouse, period.name, about)


def judge_again(request: Request, since: datetime, called: Path) -> AuditView:
    """The report of the period that begins at `since`, from the database alone, which is written to.

    `called`: the database of which that of `request` is a copy. Raises NorushError and its children.
    """
    rules = rules_of(request)
    book = load_book(request.prices_file)
    ahead.fetch(request.params.zone)
    with Warehouse(request.database, called=called) as warehouse:
        if not warehouse.has_table("periods"):
            raise NorushError("this database holds no audit: give the one that lies beside the report")
        database.bring_up_to_date(warehouse)
        is_kept = database.is_kept(warehouse)
        if not is_kept:
            first, last = warehouse.row("select since, until from periods")
            request = replace(request, params=replace(request.params, since=first, until=last))
        found = judge(warehouse, replace(request, is_kept=is_kept), rules, book, anew=True)
        period = next((each for each in found if each.since == since), None) if is_kept else found[-1]
        if period is None:
            raise NorushError(f"the database has no period that begins at {since:%Y-%m-%d %H:%M} UTC")
        return build_view(warehouse, period.name, _about(request, book))


def judge(
    warehouse: Warehouse,
    request: Request,
    rules: Sequence[rule_book.Rule],
    book: PriceBook,
    notify: Notify = lambda _stage, _bytes: None,
    *,
    anew: bool = False,
) -> list[Period]:
    """Every stage after the load, from the database alone; with `anew` of periods that did not change, too."""
    params = request.params
    notify("finding workloads", 0)
    database.unsettle(warehouse)
    write_price_tables(warehouse, book)
    found = periods.write_periods(warehouse, params, by_month=request.is_kept)
    terms = judging.terms(params, (request.prices_file, request.rules_file))
    for period in judging.changed(warehouse, found, terms, anew=anew):
        with judging.alone(warehouse, period, terms):
            _judge_period(warehouse, request, rules, book, notify)
    workloads.write_names(warehouse)
    owners.write_owners(warehouse, _owners(request))
    decision_tables.take_file(warehouse, _decisions(request))
    scenarios.write_terms(warehouse, book)
    reconciliation.write_reconciliation(warehouse, book)
    usage_totals.write_usage_totals(warehouse, book)
    return found


def _judge_period(
    warehouse: Warehouse, request: Request, rules: Sequence[rule_book.Rule], book: PriceBook, notify: Notify
) -> None:
    """Workloads, signals, verdicts, kinds, costs and findings of one period, whose requests are all there are."""
    params = request.params
    workloads.write_workloads(warehouse, params)
    notify("measuring how they behave", 0)
    signals.write_signals(warehouse, params)
    verdicts.write_verdicts(warehouse, rules, params)
    work = _kind_book(request)
    kinds.write_kinds(warehouse, work)
    questions.write_questions(warehouse, _questions(request), work)
    notify("pricing", 0)
    scenarios.write_costs(warehouse, params, book)
    write_options(warehouse, params)
    write_findings(warehouse)
    write_hours(warehouse)
    write_batch_delays(warehouse, params)
    write_drawn(warehouse, params)
    write_blockers(warehouse, params)


def rules_of(request: Request) -> tuple[rule_book.Rule, ...]:
    """The rules that ship, with the user's laid over them. Raises RuleError."""
    return rule_book.with_own(request.rules_file) if request.rules_file else rule_book.built_in()


def _kind_book(request: Request) -> kind_book.KindBook:
    return kind_book.with_own(request.rules_file) if request.rules_file else kind_book.built_in()


def _questions(request: Request) -> tuple[question_book.QuestionRule, ...]:
    return question_book.with_own(request.rules_file) if request.rules_file else question_book.built_in()


def _owners(request: Request) -> tuple[owners.Owner, ...]:
    return owners.read_owners(request.owners_file) if request.owners_file else ()


def _decisions(request: Request) -> tuple[Decision, ...]:
    return read_file(request.decisions_file) if request.decisions_file else ()


def _about(request: Request, book: PriceBook) -> About:
    return About(
        norush=__version__,
        price_book=book.version,
        zone=request.params.zone,
        command=request.command,
        settings=_settings(request.params),
    )


def _with_month(request: Request) -> Request:
    """--month as --since and --until, so that a window has one form from here on."""
    params = request.params
    if request.month is None or request.is_kept:
        return request
    if params.since or params.until:
        raise UsageError("--month and --since/--until exclude each other: give one of them")
    since, until = periods.month(request.month, params.zone)
    return replace(request, params=replace(params, since=since, until=until))


def _latest(found: Sequence[Period]) -> Period:
    """The last period with calls: the totals of a month may come before its log does. Without any call, the last."""
    return next((each for each in reversed(found) if each.has_calls), found[-1])


def _settings(params: Params) -> dict[str, object]:
    """The thresholds that shaped the result, for the report; the window stands in the period itself."""
    return {name: value for name, value in params.named().items() if name not in ("since", "until")}


def _warnings(loaded: Loaded) -> list[str]:
    lines = [f"{path}: {problem}" for path, problem in sorted(loaded.problems.items())]
    lines += [f"{path}: {lacks}" for path, lacks in sorted(loaded.lacking.items())]
    if loaded.already_loaded:
        lines.append(f"{loaded.already_loaded} file(s) with content that was already read were left out")
    if loaded.replaced:
        lines.append(f"{loaded.replaced:,} record(s) of earlier exports were replaced")
    return lines


def _price_warnings(view: AuditView, book: PriceBook, today: date | None) -> list[str]:
    """Gaps in the histories that were used, and used prices that nobody checked for long."""
    used = {card.price_card for card in view.price_cards}
    cards = [card for card in book.cards if card.price_card in used]
    series = {card.series for card in cards}
    lines = checks.gaps(card for card in book.cards if card.series in series)
    return lines + (checks.stale(cards, today) if today else [])


def parse_instant(text: str, zone: str) -> datetime:
    """A date or time that a user typed, in `zone` unless it has an offset of its own. Raises UsageError."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date: write 2026-10-01 or 2026-10-01T09:00:00Z") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(zone))


def check_window(zone: str, month: str | None, option: str = "--month") -> None:
    """Raises UsageError for a name that is no time zone, or a month that is none."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"--zone {zone!r} is no time zone: write one like Europe/Berlin or UTC") from error
    try:
        if month:
            periods.month(month, zone)
    except ValueError as error:
        raise UsageError(f"{option} {month!r} is no month: write it like 2026-10") from error
