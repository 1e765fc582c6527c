"""Writes the generated parts of docs/*.md: the commands, the formats, the signals, the rules, the score table.

Run `python docs/make/tables.py` after a change to one of them; `--check` (a test does it) only says which page is old.
Each part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import typer

DOCS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(DOCS.parent / "pipeline"), str(DOCS / "make")]

import articles  # noqa: E402
import situations  # noqa: E402
import thresholds  # noqa: E402
from norush import schema  # noqa: E402
from norush.cli import app  # noqa: E402
from norush.rules import blocker_book, kind_book, question_book  # noqa: E402
from norush.rules.book import Condition, built_in  # noqa: E402
from norush.signals import STEPS  # noqa: E402
from norush.sources import coverage  # noqa: E402
from norush.sources.registry import SOURCES  # noqa: E402
from norush.verdicts import PROBABILITY_BY_SCORE  # noqa: E402


def commands() -> str:
    """Each command with its options, from the command line itself."""
    parts = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        text = command.help or ""
        options = [
            (f"`{', '.join(_spellings(parameter))}`{_value(parameter)}", parameter.help or "", _default(parameter))
            for parameter in command.params
            if parameter.name != "help"
        ]
        examples = re.findall(r"^ *(?:Example: +)?(norush .*)$", text, re.M)
        parts.append(
            f"## norush {name}\n\n{text.split(chr(10))[0]}\n\n"
            + "```sh\n"
            + "\n".join(re.sub(r" {2,}", "   # ", example.strip(), count=1) for example in examples)
            + "\n```\n\n"
            + table(("option", "", "default"), options)
        )
    return "\n".join(parts)


def _spellings(parameter: typer.models.ParameterInfo) -> list[str]:
    """How the option is written; one that is on without it, as what turns it off too."""
    off: list[str] = parameter.secondary_opts if parameter.default is True else []  # type: ignore[attr-defined]
    return [*parameter.opts, *off]  # type: ignore[attr-defined]


def _value(parameter: typer.models.ParameterInfo) -> str:
    metavar = getattr(parameter, "metavar", None)
    return "" if not metavar or parameter.param_type_name == "argument" else f" {metavar}"  # type: ignore[attr-defined]


def _default(parameter: typer.models.ParameterInfo) -> str:
    default = parameter.default
    return "" if default in (None, False, "") or callable(default) else f"`{default}`"


def formats() -> str:
    """Each format: what a record is, and what its token counts mean (from the header of its SQL file)."""
    rows = []
    for source in SOURCES:
        meaning = (
            f"**Refused.** {source.refused}." if source.refused else coverage.meaning(source).get("token meaning", "")
        )
        rows.append((f"`{source.name}`", source.title, source.record, meaning))
    return table(("format", "what it is", "a record is", "token counts"), rows)


def tells() -> str:
    """The coverage matrix: what each format can and cannot tell, a table for each kind of record."""
    parts = []
    for grain, heads in coverage.HEADS.items():
        rows = [
            (f"`{source.name}`", *(coverage.mark(source, head) for head in heads)) for source in coverage.sources(grain)
        ]
        parts.append(f"**{coverage.ABOUT[grain]}**\n\n{table(('format', *heads), rows)}")
    return "\n".join(parts)


def exports() -> str:
    """How to get a file of each format."""
    return table(
        ("format", "how to export it"),
        [(f"`{source.name}`", source.how_to_export) for source in SOURCES if not source.refused],
    )


def signals() -> str:
    """Each family of signals: what it measures and what it cannot see, from the headers of sql/3_signals."""
    rows = []
    for step in STEPS:
        notes = coverage.header(f"3_signals/{step}")
        rows.append((f"[{step}](../sql/3_signals/{step}.sql)", notes["what"], notes.get("cannot see", "")))
    return table(("step", "what it measures", "what it cannot see"), rows)


def rules() -> str:
    """Every rule, by what it points to and then by weight."""
    order = sorted(built_in(), key=lambda rule: (rule.points_to, -rule.weight, rule.id))
    rows = [
        (
            f"`{rule.id}`{' **floor**' if rule.is_floor else ''}{' **blocks**' if rule.blocks else ''}",
            "<br>".join(map(_condition, rule.conditions)),
            rule.points_to,
            f"{rule.weight:g}",
            rule.family,
            rule.reason,
            rule.source,
        )
        for rule in order
    ]
    return table(("rule", "fires when", "points to", "weight", "family", "why", "where the number is from"), rows)


def kinds() -> str:
    """Each kind of work, what is meant by it and the verdicts it goes with."""
    rows = [(f"`{each.id}`", each.means, ", ".join(each.verdicts)) for each in kind_book.built_in().kinds]
    return table(("kind", "what is meant", "goes with"), rows)


def kind_rules() -> str:
    """Every rule of a kind, by kind and then by weight."""
    order = sorted(kind_book.built_in().rules, key=lambda rule: (rule.kind, -rule.weight, rule.id))
    rows = [
        (
            f"`{rule.id}`",
            rule.kind,
            f"{rule.weight:g}",
            "<br>".join(map(_condition, rule.conditions)) or _looked_for(rule),
            rule.reason,
            rule.source,
        )
        for rule in order
    ]
    return table(("rule", "speaks for", "weight", "fires when", "why", "where it is from"), rows)


def questions() -> str:
    """Every question, in the order in which they are asked."""
    rows = [
        (
            f"`{rule.id}`",
            ", ".join(rule.verdicts),
            _asked_where(rule),
            f"the log: `{rule.field}`" if rule.field else "the owner",
            rule.asks,
            rule.reason,
        )
        for rule in question_book.built_in()
    ]
    return table(("question", "of", "asked where", "to", "it asks", "why"), rows)


def blockers() -> str:
    """Everything that may stand against a batch, in the order of the pages."""
    rows = [
        (
            f"`{rule.id}`",
            rule.effect,
            ", ".join(rule.verdicts) or "any",
            "asked: no log tells" if rule.shows is None else f"calls ({rule.shows.replace('_', ' ')})",
            rule.reason,
            rule.source,
        )
        for rule in blocker_book.built_in()
    ]
    return table(("blocker", "effect", "of verdicts", "counts", "why", "where it is from"), rows)


def _asked_where(rule: question_book.QuestionRule) -> str:
    wheres = [
        *map(_condition, rule.conditions),
        *([f"rule `{rule.evidence}` fired"] if rule.evidence else []),
        *(["a name speaks of work that goes with another verdict"] if rule.is_about_name else []),
        *(["nothing else is asked of the owner"] if rule.is_last_resort else []),
    ]
    return "<br>".join(wheres)


def _looked_for(rule: kind_book.KindRule) -> str:
    fields = ", ".join(kind_book.FIELDS[field] for field in rule.fields)
    return f"{fields}: {', '.join(f'`{word}`' for word in rule.words)}"


def _condition(condition: Condition) -> str:
    numbers = [f"{number:g}" for number in condition.value]
    match condition.operator:
        case "is_null":
            return f"`{condition.signal}` is unknown"
        case "between":
            return f"{numbers[0]} < `{condition.signal}` <= {numbers[1]}"
        case operator:
            return f"`{condition.signal}` {operator} {numbers[0]}"


def probabilities() -> str:
    """The published table from score to probability."""
    return table(("score", "probability that nobody waits"), [(f"{s:g}", f"{p:g}") for s, p in PROBABILITY_BY_SCORE])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def tables() -> str:
    """The documented tables of the database, from sql/tables.toml and the headers of SQL files."""
    return table(("table", "a row", "grain"), [(f"`{each.name}`", each.what, each.grain) for each in schema.tables()])


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "formats": formats,
    "tells": tells,
    "exports": exports,
    "signals": signals,
    "tables": tables,
    "rules": rules,
    "situations_a": lambda: table(situations.HEAD, situations.rows("A")),
    "situations_b": lambda: table(situations.HEAD, situations.rows("B")),
    "thresholds": lambda: table(thresholds.HEAD, thresholds.rows()),
    "options": lambda: table(thresholds.PARAMS_HEAD, thresholds.options()),
    "questions": questions,
    "blockers": blockers,
    "kinds": kinds,
    "kind_rules": kind_rules,
    "probabilities": probabilities,
    "claims_a": lambda: table(articles.CLAIMS_HEAD, articles.claims("A")),
    "claims_b": lambda: table(articles.CLAIMS_HEAD, articles.claims("B")),
    "months": lambda: table(articles.MONTHS_HEAD, articles.months()),
    "worked_example": lambda: table(articles.EXAMPLE_HEAD, articles.worked_example()),
}


def main() -> int:
    """Writes the pages; with --check writes nothing and gives 1 if a page is old."""
    old = []
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        new = re.sub(
            r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)",
            lambda part: f"{part[1]}{PARTS[part[2]]()}{part[3]}",
            text,
            flags=re.S,
        )
        if new != text:
            old.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(new, encoding="utf-8", newline="\n")
    print(*(f"{'old' if '--check' in sys.argv else 'written'}: docs/{name}" for name in old), sep="\n")
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
