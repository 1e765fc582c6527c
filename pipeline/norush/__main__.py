"""`norush`, and `python -m norush` without an installed one: a Ctrl-C is a sentence from the first line of ours on.

Imports nothing of norush before it can catch one: that takes a quarter of a second.
"""

import sys

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""


def main() -> None:
    """Runs the command line. Exits with 130 where a Ctrl-C stops it."""
    try:
        from norush import cli

        cli.main()
    except KeyboardInterrupt:
        sys.stderr.write("norush: nothing that was loaded before is lost; run the same command again\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
