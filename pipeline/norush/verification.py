"""Whether a report can be recomputed: every figure of an audit.json, and every page beside it, worked out anew.

Reads a report, and its database (a copy of it: nothing is changed there) or the logs; writes nothing that is kept.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from norush import audit as auditing
from norush import audit_json, render
from norush.errors import NorushError, UsageError
from norush.params import Params
from norush.view import AuditView

NOT_FIGURES = ("norush", "price_book", "command")
"""Who made the report, with what: named when it differs, but no figure."""
_IDS = ("workload_id", "sha256", "price_card", "verdict", "rule", "scenario")
"""What an item of a list is called by, so that one that is missing does not shift the others."""
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it lies in its folder. `pages`: the text of each other file that is to be verified, by its name."""

    folder: Path
    document: Mapping[str, object]
    pages: Mapping[str, str]

    def option(self, name: str) -> str | None:
        """What the command of the report gave as `name`."""
        words = [str(word) for word in _list(self.document.get("command"))]
        return words[words.index(name) + 1] if name in words[:-1] else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure, or a line of a page, that is another when it is worked out anew; None: it is not there."""

    where: str
    told: str | None
    recomputed: str | None
    is_line: bool = False


def read_report(path: Path) -> Report:
    """The report at `path`: audit.json, audit.html with audit.json beside it, or their folder with all that is in it.

    Raises UsageError where there is none, NorushError where it is no report of this schema.
    """
    if not path.is_dir() and path.suffix not in (".json", ".html") and path.is_file():
        raise UsageError(f"{path} is verified with its folder: give that, or an audit.json or audit.html")
    document = audit_json.read(audit_json.located(path))
    if path.is_dir():
        return Report(path, document, {name: audit_json.text(path / name) for name in _pages(path)})
    return Report(path.parent, document, {"audit.html": audit_json.text(path)} if path.suffix == ".html" else {})


def _pages(folder: Path) -> Iterator[str]:
    """Every file of a report but its audit.json that is there; what lies beside them and is not ours is left alone."""
    yield from (name for name in ("audit.html", "audit.md", "workloads.csv") if (folder / name).is_file())
    for path in sorted((folder / "workloads").glob("*")):
        if render.PAGE.fullmatch(path.name) and path.is_file():
            yield f"workloads/{path.name}"


def from_database(report: Report, database: Path, given: auditing.Request) -> AuditView:
    """Everything after the load, judged again from a copy of `database`. Raises NorushError and its children."""
    if not database.is_file():
        raise UsageError(f"{database} is not there: name the report's database with --db, or give the logs")
    with TemporaryDirectory(prefix="norush-") as scratch:
        copy = Path(scratch) / "audit.duckdb"
        for ending in ("", ".wal"):
            if (written := database.with_name(database.name + ending)).is_file():
                _copy(written, copy.with_name(copy.name + ending))
        request = auditing.Request(
            (),
            copy,
            prices_file=given.prices_file or _path(report.option("--prices")),
            rules_file=given.rules_file or _path(report.option("--rules")),
            owners_file=given.owners_file or _path(report.option("--owners")),
            decisions_file=given.decisions_file or _path(report.option("--decisions")),
            params=Params(zone=_zone(report)),
            command=_command(report),
        )
        return auditing.judge_again(request, _since(report), database)


def _copy(path: Path, target: Path) -> None:
    try:
        shutil.copyfile(path, target)
    except OSError as error:
        raise NorushError(f"{path} cannot be copied to {target.parent}: {error.strerror}") from error


def from_inputs(report: Report, inputs: Sequence[str], given: auditing.Request) -> AuditView:
    """The audit done again from its logs, with the options that the report names where `given` has none."""
    zone = _zone(report)
    since, until = report.option("--since"), report.option("--until")
    with TemporaryDirectory(prefix="norush-") as scratch:
        request = replace(
            given,
            inputs=tuple(inputs),
            database=Path(scratch) / "audit.duckdb",
            is_kept=report.option("--db") is not None,
            format_name=given.format_name or report.option("--format"),
            map_file=given.map_file or _path(report.option("--map")),
            prices_file=given.prices_file or _path(report.option("--prices")),
            rules_file=given.rules_file or _path(report.option("--rules")),
            owners_file=given.owners_file or _path(report.option("--owners")),
            decisions_file=given.decisions_file or _path(report.option("--decisions")),
            month=report.option("--month"),
            params=Params(
                zone=zone,
                since=auditing.parse_instant(since, zone) if since else None,
                until=auditing.parse_instant(until, zone) if until else None,
            ),
            fresh_salt="verify",
            command=_command(report),
        )
        return _with_names(auditing.run(request).view, report)


def differences(report: Report, view: AuditView) -> list[Difference]:
    """Every value of the report that `view` has otherwise, in the report's order."""
    pages = dict(render.outputs(view))
    anew = json.loads(pages["audit.json"], parse_float=Decimal)
    found = compared(report.document, anew)
    for name, page in report.pages.items():
        if name in pages:
            found += _differing_lines(name, _without_maker(page), _without_maker(pages[name]))
        else:
            found.append(Difference(name, "a page of the report", None, is_line=True))
    return found


def compared(told: Mapping[str, object], anew: Mapping[str, object]) -> list[Difference]:
    """Every value of the document `told` that is another in `anew`, or is in one of them only."""
    kept = ({key: value for key, value in each.items() if key not in NOT_FIGURES} for each in (told, anew))
    return list(_differing("", *kept))


def makers(report: Report, view: AuditView) -> list[str]:
    """What made the report and is not what recomputes it: a reason for a difference."""
    now = {"norush": view.about.norush, "price_book": view.about.price_book}
    return [
        f"the report was made with {name.replace('_', ' ')} {report.document.get(name)}; this is {value}"
        for name, value in now.items()
        if report.document.get(name) != value
    ]


def figures(value: object) -> int:
    """How many values a document holds."""
    if isinstance(value, Mapping):
        return sum(figures(each) for each in value.values())
    return sum(map(figures, value)) if isinstance(value, list) else 1


def _differing(where: str, told: object, anew: object) -> Iterator[Difference]:
    if isinstance(told, Mapping) and isinstance(anew, Mapping):
        for key in dict.fromkeys((*told, *anew)):
            yield from _differing(f"{where}.{key}".lstrip("."), told.get(key, _ABSENT), anew.get(key, _ABSENT))
    elif isinstance(told, list) and isinstance(anew, list):
        old, new = _by_id(told), _by_id(anew)
        yield from _differing(where, old, new)
        first, then = ([name for name in these if name in others] for these, others in ((old, new), (new, old)))
        if first != then:
            yield Difference(f"{where} (order)", ", ".join(first), ", ".join(then))
    elif told != anew or isinstance(told, bool) is not isinstance(anew, bool):
        yield Difference(where, _shown(told), _shown(anew))


_ABSENT = object()


def _by_id(items: Sequence[object]) -> Mapping[str, object]:
    """The items by what they are called, or by their place where a name is none or is taken."""
    found: dict[str, object] = {}
    for at, item in enumerate(items):
        name = next((str(item[key]) for key in _IDS if item.get(key)), None) if isinstance(item, Mapping) else None
        found[f"[{at}]" if name is None or name in found else name] = item
    return found


def _shown(value: object) -> str | None:
    return None if value is _ABSENT else value if isinstance(value, str) else json.dumps(value, default=str)


def _differing_lines(name: str, told: str, anew: str) -> Iterator[Difference]:
    """The lines of a page that differ, without their markup."""
    old, new = told.split("\n"), anew.split("\n")
    for at in range(max(len(old), len(new))):
        each, other = (lines[at] if at < len(lines) else None for lines in (old, new))
        if each != other:
            yield Difference(f"{name}:{at + 1}", each and _cut(each, other), other and _cut(other, each), is_line=True)


def _cut(line: str, other: str | None) -> str:
    """A line of a page from a little before where it begins to differ."""
    at = next((at for at, (a, b) in enumerate(zip(line, other or "", strict=False)) if a != b), 0)
    return " ".join(_TAG.sub(" ", line[max(at - 60, 0) : at + 60]).split())


def _without_maker(page: str) -> str:
    """The page without the version of norush."""
    return re.sub(r"norush \d+\.\d+\.\d+\S*", "norush", page)


def _with_names(view: AuditView, report: Report) -> AuditView:
    """The view with its files called what the report calls them: their content says which they are."""
    names = {
        str(each["sha256"]): str(each["path"])
        for each in _list(report.document.get("files"))
        if isinstance(each, Mapping) and each.get("sha256") and "path" in each
    }
    files = (replace(each, path=names.get(each.sha256 or "", each.path)) for each in view.files)
    return replace(view, files=tuple(sorted(files, key=lambda each: (each.path, each.sha256 or ""))))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _command(report: Report) -> tuple[str, ...]:
    return tuple(str(word) for word in _list(report.document.get("command")))


def _period(report: Report) -> Mapping[str, object]:
    period = report.document.get("period")
    return period if isinstance(period, Mapping) else {}


def _zone(report: Report) -> str:
    zone = report.option("--zone") or "UTC"
    auditing.check_window(zone, report.option("--month"))
    return zone


def _since(report: Report) -> datetime:
    try:
        since = datetime.fromisoformat(str(_period(report).get("since")))
    except ValueError:
        since = datetime.min
    if since.tzinfo is None:
        raise NorushError(f"{report.folder / 'audit.json'} does not say when its period begins, as an instant")
    return since
