"""The command line: one command a file in `commands/`, one catch for every error a user can cause.

Nothing heavy is imported here: `norush --help` must answer at once.
"""

import errno
import gc
import os
import sys
from typing import Any

import typer
from typer.core import TyperCommand

from norush.__main__ import INTERRUPTED
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
from norush.errors import NorushError, UsageError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Where no writer of a file has told of it, it was about standard output."""


class Command(TyperCommand):
    """A command whose texts are texts: bytes that are no UTF-8 may stand in the name of a file to read alone."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401  (typer hides the class)
        """Raises UsageError where such bytes stand elsewhere: no database takes them, and no page shows them."""
        for param in self.params:
            given = ctx.params.get(param.name or "")
            if isinstance(given, list):  # inputs: a pattern may mean files called anyhow
                given = " ".join(str(each) for each in given if not (os.path.lexists(each) or {*"*?["} & {*str(each)}))
            if not _is_text(str(given)):
                raise UsageError(
                    f"{param.opts[0]} {given} holds bytes that are no UTF-8: only files to read may be called so"
                )
        return super().invoke(ctx)


def _is_text(text: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in text)


app = typer.Typer(
    name="norush",
    help="Which of these API calls were in no rush, what did the rush cost, and how do you know?",
    epilog="Start with: norush demo   ·   then: norush audit LOGS -o report",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    audit.audit,
    demo.demo,
    formats.formats,
    report.report,
    explain.explain,
    export.export,
    canonical.canonical,
    diff.diff,
    plan.plan,
    decide.decide,
    decisions.decisions,
    check.check,
    calc.calc,
    prices.prices,
    pull.pull,
    accuracy.accuracy,
    verify.verify,
    redact.redact,
    schema.schema,
):
    app.command(cls=Command)(_command)


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
    """Runs norush; turns every NorushError into one sentence on stderr and its exit code.

    Raises KeyboardInterrupt for a Ctrl-C, which `__main__` tells of.
    """
    gc.disable()  # a command ends before cycles of garbage could matter; looking for them costs it a twentieth
    try:
        app()
    except NorushError as error:
        say(f"norush: {error}")
        sys.exit(error.exit_code)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            raise KeyboardInterrupt from stop
        raise
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        say(
            f"norush: the output cannot be written: {error.strerror}. Free some space, or send it elsewhere, and run "
            "the same command again"
        )
        _let_go_of_stdout()
        sys.exit(1)


def _let_go_of_stdout() -> None:
    """What it still holds would fail once more when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
