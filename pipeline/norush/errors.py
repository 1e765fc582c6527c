"""Every error that a user can cause, each a sentence: what, where, what to do.

Reads nothing, writes nothing. `cli.py` catches NorushError once and turns it into an exit code;
anything else that escapes is a bug and keeps its traceback. A bad *line* is not an error: it is a
row in `rejects`.
"""


class NorushError(Exception):
    """Something a user can act on. The message says what, where and what to do."""

    exit_code = 1


class UsageError(NorushError):
    """The command line is wrong: a missing input, an option that cannot be, two that exclude each other."""

    exit_code = 2


class SourceError(NorushError):
    """An input file cannot be used as a whole."""


class MappingError(NorushError):
    """A mapping file says something that cannot be done."""

    exit_code = 2


class PriceBookError(NorushError):
    """A price row is wrong: overlapping dates, a negative price, an unknown column."""


class RuleError(NorushError):
    """A rule names a signal that does not exist, or an operator that norush does not know."""


class OwnerError(NorushError):
    """A file of owners says something that cannot be done."""

    exit_code = 2


class DecisionError(NorushError):
    """A decision, or a file of them, says something that cannot be done."""

    exit_code = 2


class StepError(NorushError):
    """A SQL step failed; the message names its file."""


class CountError(NorushError):
    """Records went missing, or were counted twice: a mistake of norush, and no figure of it can be trusted."""


class ParameterError(NorushError):
    """A step asks for a parameter that nobody set."""


class DatabaseError(NorushError):
    """The database cannot be opened: busy, newer than this norush, or not a database."""


class GateError(NorushError):
    """A finding is new against a baseline, or a limit is exceeded: --fail-on new, --fail-over, norush check."""

    exit_code = 3
