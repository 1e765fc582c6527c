"""norush audit: load, judge, reprice, report."""

import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from norush.commands.stderr import warn
from norush.errors import GateError, SourceError, UsageError

if TYPE_CHECKING:
    from norush.sides import Side

_MORE = """
Examples:

  norush audit logs/ -o report                        every log in a folder, format recognised

  norush audit spend-*.jsonl.gz --month 2026-10       one month of LiteLLM spend logs

  norush audit calls.csv --map our-table.toml         any table, through a mapping file

  norush audit logs/ --owners owners.toml             each workload with its owner

  norush audit logs/ --decisions decisions.toml       what is kept on demand leaves the headline

  norush audit logs/ --db company.duckdb              a database that is kept, judged month by month

  norush audit calls/ --engine spark                  the Parquet of norush canonical, on a Spark

  norush audit logs/ --fail-over 500                  exit code 3 above $500 of sure saving

  norush audit logs/ --fail-on new --baseline baseline    exit code 3 if an earlier report lacks a finding
"""


def audit(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...", help="Files, folders or globs, .gz and .zst too; addresses (docs/places.md)."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the report goes.")] = Path(
        "norush-report"
    ),
    db: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A database that is kept and added to, judged by calendar month."),
    ] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format, if it is not recognised.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="A mapping file for a table of your own.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Judge from this day or time on.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Judge up to, not including, this day or time.")
    ] = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="Judge this calendar month.")] = None,
    replace: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM", help="Replace this month of --db by what INPUT says (docs/months.md)."),
    ] = None,
    zone: Annotated[str, typer.Option(metavar="ZONE", help="Time zone of days and months.")] = "UTC",
    prices: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Prices of your own, laid over the price book.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rules of your own, laid over the built-in ones.")
    ] = None,
    owners: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who owns what, by key, app and workspace (docs/owners.md).")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was decided about workloads (docs/decisions.md).")
    ] = None,
    salt: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Salt for hashing end users; change it to unlink two databases."),
    ] = "",
    show_end_users: Annotated[bool, typer.Option(help="Keep end users, and addresses in names, as logged.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 if any input file could not be used.")] = False,
    fail_over: Annotated[
        str | None, typer.Option(metavar="USD", help="Exit 3 if the sure batch saving is above this.")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(metavar="new", help="Exit 3 if a finding is not in --baseline (docs/gates.md).")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="REPORT", help="For --fail-on: an earlier audit.json, or its folder.")
    ] = None,
    memory_limit: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Most memory the database may take, such as 2GB.")
    ] = None,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="duckdb, or spark: what norush canonical wrote (docs/sizing.md).")
    ] = "duckdb",
    spark_master: Annotated[
        str | None, typer.Option(metavar="URL", help="For --engine spark: spark://..., sc://..., local[2].")
    ] = None,
) -> None:
    """Find the calls that were in no rush, price the rush, and write the report."""
    from norush import audit as auditing  # duckdb and polars: not for --help
    from norush import gates, render
    from norush.commands.progress import progress
    from norush.params import Params
    from norush.render import gating
    from norush.view.changed import side

    limit, before = usd(fail_over), _baseline(fail_on, baseline)
    if db and (since or until):
        raise UsageError("a kept database is judged by calendar month: give --month instead of --since and --until")
    if replace and not db:
        raise UsageError("--replace is about a month of a kept database: give that with --db")
    _check_choices(format_name, map_file, month, zone, replace)
    by = _engine(engine, spark_master, {"--db": db, "--format": format_name, "--map": map_file})
    params = Params(
        zone=zone,
        since=auditing.parse_instant(since, zone) if since else None,
        until=auditing.parse_instant(until, zone) if until else None,
    )
    make_folder(output)
    request = auditing.Request(
        inputs=tuple(inputs),
        database=db or output / "audit.duckdb",
        is_kept=db is not None,
        format_name=format_name,
        map_file=map_file,
        prices_file=prices,
        rules_file=rules,
        owners_file=owners,
        decisions_file=decisions,
        month=month or replace,
        replaces=replace,
        salt=salt,
        shows_end_users=show_end_users,
        fresh_salt=secrets.token_hex(16),
        output=output,
        memory_limit=memory_limit,
        engine=by,
        spark_master=spark_master,
        today=datetime.now(UTC).date(),
        params=params,
        command=_command(
            db, format_name, map_file, since, until, month or replace, zone, prices, rules, owners, decisions
        ),
    )
    with progress() as notify, ExitStack() as moving:  # the database is moved after the pages
        result = auditing.run(request, notify, lambda view: render.write_all(view, output, moving))
    render.print_summary(result.view, output, has_database=by == "duckdb")
    for warning in (*result.warnings, *render.warnings(result.view)):
        warn(warning)
    if strict and result.loaded.problems:
        raise SourceError(f"--strict: {len(result.loaded.problems)} input file(s) could not be used")
    found = gates.check(before, side(result.view), limit)
    if not found.is_passed:
        raise GateError(gating.sentence(found))


audit.__doc__ = f"{audit.__doc__}\n{_MORE}"


def _engine(name: str, master: str | None, others: Mapping[str, object]) -> Literal["duckdb", "spark"]:
    """The engine that a user named. Raises UsageError for another, or for what only the other one does."""
    if name == "spark":
        if given := [option for option, value in others.items() if value]:
            raise UsageError(
                f"--engine spark takes no {given[0]}: it reads what norush canonical wrote, and keeps nothing"
            )
        return "spark"
    if name != "duckdb":
        raise UsageError(f"--engine {name!r} is none: write duckdb or spark")
    if master:
        raise UsageError("--spark-master is for --engine spark: give both")
    return "duckdb"


def usd(text: str | None) -> Decimal | None:
    """The amount that a user typed after --fail-over. Raises UsageError."""
    from norush.audit_json import MOST_USD

    try:
        amount = None if text is None else Decimal(text.lstrip("$").replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is not None and not (amount.is_finite() and 0 <= amount < MOST_USD):
        raise UsageError(f"--fail-over {text!r} is no amount: write dollars such as 500 or 99.50")
    return amount


def _baseline(fail_on: str | None, baseline: Path | None) -> "Side | None":
    """The report against which findings are new; read before it may be written over."""
    from norush.audit_json import read_side

    if fail_on is None and baseline is None:
        return None
    if fail_on not in (None, "new"):
        raise UsageError(f"--fail-on {fail_on!r} is nothing to fail on: write new")
    if fail_on is None or baseline is None:
        needs = "--baseline is for --fail-on new" if fail_on is None else "--fail-on new needs --baseline"
        raise UsageError(f"{needs}: give both, such as --fail-on new --baseline report")
    return read_side(baseline)


def _check_choices(
    format_name: str | None, map_file: Path | None, month: str | None, zone: str, replace: str | None
) -> None:
    from norush.audit import check_window

    check_format(format_name, map_file)
    check_window(zone, month)
    check_window(zone, replace, "--replace")


def check_format(format_name: str | None, map_file: Path | None) -> None:
    """Raises UsageError for a format that there is not, or one beside a mapping file."""
    from norush.sources.registry import by_name

    if format_name and map_file:
        raise UsageError("--format and --map exclude each other: a mapping file is a format of its own")
    if format_name and by_name(format_name) is None:
        raise UsageError(f"there is no format {format_name!r}: norush formats lists those there are")


def make_folder(output: Path) -> None:
    """Makes the folder for the report. Raises UsageError when it cannot."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the folder {output} cannot be made ({error.strerror}): give another -o") from error


def _command(
    db: Path | None,
    format_name: str | None,
    map_file: Path | None,
    since: str | None,
    until: str | None,
    month: str | None,
    zone: str,
    prices: Path | None,
    rules: Path | None,
    owners: Path | None,
    decisions: Path | None,
) -> tuple[str, ...]:
    """The command that makes this report again, without inputs and output: the report lists files by their hashes."""
    options = {
        "--db": "FILE" if db else None,
        "--format": format_name, "--map": map_file, "--since": since, "--until": until, "--month": month,
        "--zone": zone if zone != "UTC" else None, "--prices": prices, "--rules": rules, "--owners": owners,
        "--decisions": decisions,
    }  # fmt: skip
    given = [word for name, value in options.items() if value is not None for word in (name, str(value))]
    return ("norush", "audit", "INPUT...", *given)
