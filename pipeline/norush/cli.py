"""The command line: one command a file in `commands/`, one catch for every error a user can cause.

Nothing heavy is imported here: `norush --help` must answer at once.
"""

import gc
import sys

import typer

from norush.commands import (
    accuracy,
    audit,
    calc,
    canonical,
    check,
    decide,
    decisions,
    demo,
    diff,
    explain,
    export,
    formats,
    plan,
    prices,
    pull,
    redact,
    report,
    schema,
    verify,
)
from norush.commands.stderr import say
from norush.errors import NorushError

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""

app = typer.Typer(
    name="norush",
    help="Which of these API calls were in no rush, what did the rush cost, and how do you know?",
    epilog="Start with: norush demo   ·   then: norush audit LOGS -o report",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("audit")(audit.audit)
app.command("demo")(demo.demo)
app.command("formats")(formats.formats)
app.command("report")(report.report)
app.command("explain")(explain.explain)
app.command("export")(export.export)
app.command("canonical")(canonical.canonical)
app.command("diff")(diff.diff)
app.command("plan")(plan.plan)
app.command("decide")(decide.decide)
app.command("decisions")(decisions.decisions)
app.command("check")(check.check)
app.command("calc")(calc.calc)
app.command("prices")(prices.prices)
app.command("pull")(pull.pull)
app.command("accuracy")(accuracy.accuracy)
app.command("verify")(verify.verify)
app.command("redact")(redact.redact)
app.command("schema")(schema.schema)


@app.callback(invoke_without_command=True)
def main_options(
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    """Options that go before the command."""
    if version:
        from norush import __version__

        typer.echo(f"norush {__version__}")
        raise typer.Exit


def main() -> None:
    """Runs norush; turns every NorushError into one sentence on stderr and its exit code."""
    gc.disable()  # a command ends before cycles of garbage could matter; looking for them costs it a twentieth
    try:
        app()
    except NorushError as error:
        say(f"norush: {error}")
        sys.exit(error.exit_code)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            typer.echo("norush: nothing that was loaded before is lost; run the same command again", err=True)
        raise
