"""What a command says beside its result, on stderr: names of files and texts of logs can do nothing to a terminal."""

import typer


def say(text: str) -> None:
    """One sentence, or some lines; control and bidi characters are written out."""
    from norush.render.numbers import visible  # not for --help

    typer.echo("\n".join(visible(line) for line in text.split("\n")), err=True)


def warn(text: str) -> None:
    """What a user should know beside the result."""
    say(f"warning: {text}")
