"""Loads exports into the database: every record becomes a request, a repeat, a reject, or is counted as no request.

Load; reads files; writes `files`, `requests`, `versions`, `rejects`, `usage_buckets`, `invoice_lines`, `names`,
`spans`, `dialects`. All of one load happens in one transaction: an interrupted load leaves the database as it was.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from norush.database import unsettle
from norush.errors import SourceError
from norush.params import Params
from norush.sources import containers, coverage, files, profile
from norush.sources.files import BrokenFileError, Input
from norush.sources.hashes import Hashes
from norush.sources.mapping import Map
from norush.sources.outcome import finish_files, settle
from norush.sources.reading import UnreadableGroupError, append, groups, probe
from norush.sources.rejecting import keep_rejects
from norush.sources.secrets import KEY_PATTERN, secret_pattern
from norush.warehouse import Warehouse

TABLES = ("requests", "versions", "files", "rejects", "usage_buckets", "invoice_lines", "names", "spans", "dialects")
_WITH_FILE = ("files", "requests", "versions", "rejects", "usage_buckets", "invoice_lines", "names")
_MACROS = (
    *(
        "told_usage",
        "with_compactions",
        "usage_parts",
        "has_offset",
        "time_with_offset",
        "logged_time",
        "mapped_time",
        "cents_as_usd",
        "ranked_part",
        "unknown_dimensions",
        "proof_of_cache",
        "larger_count",
    ),
    *("named_end_user", "masked_name", "masked_key", "masked_word", "masked_tags"),
    *("bare_model", "model_family", "is_providers_id"),
    *("as_label", "as_name", "as_client"),
    *("error_kind", "is_personal", "joined_tags", "tags_without_people", "tags_in_json", "app_of_tags"),
    *("count_problem", "unreadable_amount"),
)
"""What several formats have in common."""

_USELESS = "coalesce(records_read > 0 and rejects = records_read, false)"

Notify = Callable[[str, int], None]
"""Told what is being read, and how many bytes of it are done."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load did. `problems`: name -> why the file could not be used."""

    files: int
    already_loaded: int
    problems: Mapping[str, str]
    replaced: int = 0
    """Records of earlier exports that this load told anew."""

    lacking: Mapping[str, str] = field(default_factory=dict)
    """Name -> what the file cannot tell although its format can."""


def load(
    warehouse: Warehouse,
    paths: Sequence[Path],
    params: Params,
    *,
    format_name: str | None = None,
    mapping: Map | None = None,
    salt: str = "",
    shows_end_users: bool = False,
    notify: Notify = lambda _what, _bytes: None,
    hashes: Hashes | None = None,
    names: Mapping[Path, str] | None = None,
    replaces: tuple[datetime, datetime] | None = None,
) -> Loaded:
    """Adds these files to the database, all or nothing. Whoever hands `hashes` in writes them to the database later.

    `names`: what to call files whose path says nothing, such as those fetched from elsewhere. `replaces`: a time
    [since, until) of which they tell all there is, so that what earlier exports of their formats said of it goes.

    Raises SourceError when no file at all could be used, or where they tell nothing of what they are to replace.
    """
    for step in (*TABLES, *_MACROS):
        warehouse.run_step(f"1_load/{step}")
    called = names or {}
    found = [
        replace(files.identify(path, format_name=format_name, mapping=mapping), shown=called.get(path))
        for path in paths
    ]
    _set_variables(warehouse, params, mapping, salt, shows_end_users)
    with Hashes(called) as own, TemporaryDirectory(prefix="norush-") as scratch:
        wanted = hashes or own
        usable = [entry for entry in found if not entry.problem]
        _find_unused(warehouse, usable, wanted, "true" if replaces else _USELESS)
        fresh = _not_yet_loaded(warehouse, usable, wanted, "true" if replaces else _USELESS)
        if not hashes:
            own.begin(entry.path for entry in found)
        good, broken, replaced = _load_what_can_be_read(
            warehouse, fresh, found, params, Path(scratch), notify, own if not hashes else None, replaces
        )
        wanted.begin(entry.path for entry in found)
    problems = {entry.name: problem for entry in found if (problem := entry.problem or broken.get(entry.path))}
    if problems and len(problems) == len(found):
        raise SourceError(_nothing_usable(problems))
    lacking = {entry.name: coverage.without(entry.source, entry.lacking) for entry in usable if entry.lacking}
    return Loaded(len(good), len(usable) - len(fresh), problems, replaced, lacking)


def _load_what_can_be_read(
    warehouse: Warehouse,
    fresh: Sequence[Input],
    found: Sequence[Input],
    params: Params,
    scratch: Path,
    notify: Notify,
    hashes: Hashes | None,
    replaces: tuple[datetime, datetime] | None,
) -> tuple[list[Input], dict[Path, str], int]:
    """Loads in one transaction, begun again without (or with a mended copy of) each file that cannot be read."""
    good, broken = _each(lambda entry: files.made_readable(entry, scratch), fresh)
    alone: set[Path] = set()
    while True:
        first_file_id = int(warehouse.row("select coalesce(max(file_id), 0) + 1 from files")[0])
        warehouse.connection.execute("set variable first_file_id = $id", {"id": first_file_id})
        try:
            with warehouse.transaction():
                if _forget_unused(warehouse) or good:  # where no row changes, the last report still says what there is
                    unsettle(warehouse)
                _register(warehouse, good, first_file_id)
                for group in groups(good, alone):
                    notify(group[0].name.rpartition("/")[2], sum(entry.size_bytes for entry in group))
                    keep_rejects(warehouse, group, nested_as_text=append(warehouse, group))
                replaced = settle(warehouse, good, params, first_file_id, replaces)
                finish_files(warehouse, good, found, broken, first_file_id)
                if hashes:
                    hashes.write(warehouse)
                if changed := next(filter(files.why_changed, good), None):
                    raise BrokenFileError(changed)
            return good, broken, replaced
        except BrokenFileError as error:
            broken |= {error.entry.path: error.problem or _damaged(error.entry), **_changed(good)}
            good = [entry for entry in good if entry.path not in broken]
        except UnreadableGroupError as error:
            tables = {
                entry.path for entry in error.group if entry.sample.shape is containers.Shape.TABLE and not entry.mended
            }
            if tables:
                mended, newly = _each(
                    lambda entry: files.mend(entry, scratch), [each for each in good if each.path in tables]
                )
                broken |= newly
                good = [*(each for each in good if each.path not in tables), *mended]
                continue
            newly = probe(warehouse, error.group)
            if not newly and len(error.group) == 1:
                newly = {error.group[0].path: "it cannot be read to its end: export it again"}
            broken |= newly | _changed(error.group)
            alone |= {entry.path for entry in error.group}
            good = [entry for entry in good if entry.path not in broken]


def _each(made: Callable[[Input], Input], entries: Sequence[Input]) -> tuple[list[Input], dict[Path, str]]:
    """The files with their copies, and why others cannot have one."""
    good: list[Input] = []
    broken: dict[Path, str] = {}
    for entry in entries:
        try:
            good.append(made(entry))
        except BrokenFileError as error:
            broken[entry.path] = error.problem or _damaged(entry)
    return good, broken


def _changed(entries: Sequence[Input]) -> dict[Path, str]:
    return {entry.path: why for entry in entries if (why := files.why_changed(entry))}


def _damaged(entry: Input) -> str:
    if why := files.why_changed(entry):
        return why
    if entry.compression != "none":
        return containers.damaged(entry.compression)
    if entry.sample.shape is containers.Shape.DOCUMENT:
        return containers.damaged_document(entry.path, entry.compression)
    is_archive = entry.sample.shape is containers.Shape.ARCHIVE
    return containers.damaged("zip" if is_archive else str(entry.sample.shape))


def _set_variables(warehouse: Warehouse, params: Params, mapping: Map | None, salt: str, shows_end_users: bool) -> None:
    for name in ("earliest_at", "latest_at", "most_tokens", "longest_call_s", "shortest_global_id"):
        warehouse.connection.execute(f"set variable {name} = $value", {"value": params.named()[name]})
    warehouse.connection.execute("set variable salt = $value", {"value": salt})
    warehouse.connection.execute("set variable shows_end_users = $value", {"value": shows_end_users})
    warehouse.connection.execute("set variable key_pattern = $value", {"value": KEY_PATTERN})
    for name, value in (
        ("longest_label", profile.LONGEST_LABEL),
        ("longest_name", profile.LONGEST_NAME),
        ("name_pattern", profile.NAME_PATTERN),
        ("text_pattern", profile.TEXT_PATTERN),
        ("text_in_json_pattern", profile.TEXT_IN_JSON_PATTERN),
    ):
        warehouse.connection.execute(f"set variable {name} = $value", {"value": value})
    masked = secret_pattern(shows_end_users=shows_end_users)
    warehouse.connection.execute("set variable secret_pattern = $value", {"value": masked})
    if mapping:
        mapping.set_variables(warehouse)


def _find_unused(warehouse: Warehouse, usable: Sequence[Input], hashes: Hashes, which: str) -> None:
    """Notes in `unused_files` what to read anew: nothing in it could be used, but what it needs may be here by now.

    Where a month is replaced, all that was read before: its rows are to stay, whatever goes.
    """
    unused = [
        [file_id]
        for file_id, size, content in warehouse.rows(f"select file_id, size_bytes, sha256 from files where {which}")
        if any(entry.size_bytes == size and hashes.of(entry.path) == content for entry in usable)
    ]
    warehouse.connection.execute("create or replace temp table unused_files (file_id integer)")
    if unused:
        warehouse.connection.executemany("insert into unused_files values (?)", unused)


def _forget_unused(warehouse: Warehouse) -> bool:
    """Takes out all that came of these files; whether there is one."""
    if not warehouse.rows("select 1 from unused_files limit 1"):
        return False
    for table in _WITH_FILE:
        warehouse.connection.execute(f"delete from {table} where file_id in (select file_id from unused_files)")
    return True


def _not_yet_loaded(warehouse: Warehouse, usable: Sequence[Input], hashes: Hashes, unused: str) -> list[Input]:
    """The files whose content is new, each content once. Only files of equal size can be equal and wait for a hash."""
    loaded = {
        int(size): set(contents)
        for size, contents in warehouse.rows(
            f"select size_bytes, list(sha256) from files where problem is null and not ({unused}) group by size_bytes"
        )
    }
    sizes = Counter(entry.size_bytes for entry in usable)
    fresh: list[Input] = []
    seen: set[str | None] = set()
    for entry in usable:
        if sizes[entry.size_bytes] > 1 or entry.size_bytes in loaded:
            content = hashes.of(entry.path)
            if content in seen or content in loaded.get(entry.size_bytes, ()):
                continue
            seen.add(content)
        fresh.append(entry)
    return fresh


def _register(warehouse: Warehouse, good: Sequence[Input], first_file_id: int) -> None:
    warehouse.connection.execute(
        "insert into files (file_id, path, size_bytes, format) "
        "select unnest($ids), unnest($names), unnest($sizes), unnest($formats)",
        {
            "ids": [first_file_id + at for at in range(len(good))],
            "names": [entry.name for entry in good],
            "sizes": [entry.size_bytes for entry in good],
            "formats": [entry.format for entry in good],
        },
    )


def _nothing_usable(problems: Mapping[str, str]) -> str:
    shown = [f"{path}: {problem}" for path, problem in sorted(problems.items())]
    more = f" (and {len(shown) - 3} more files)" if len(shown) > 3 else ""
    return "nothing here can be used. " + "; ".join(shown[:3]) + more
