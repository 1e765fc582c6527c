"""Anthropic's Admin API: usage by the hour, cost by the day, and the names of keys and workspaces.

Reads the Admin API; writes one JSON file a page, byte for byte as it came, which `norush audit` takes as they are. A
report is asked for in windows that begin on fixed days of the month, and a file is named for its window: so a later
pull of a longer time, or one that goes on after an interruption, finds what is there and asks for the rest only.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from norush.errors import SourceError, UsageError
from norush.pull.api import Api
from norush.pull.marking import of_one_key

URL = "https://api.anthropic.com"
KEY_VARIABLE = "ANTHROPIC_ADMIN_KEY"

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report in buckets. `span_days`: what fits into one page at the largest `limit` that the API allows."""

    name: str
    path: str
    span_days: int
    query: Query


def _grouped(*dimensions: str) -> Query:
    return tuple(("group_by[]", dimension) for dimension in dimensions)


USAGE = Report(
    "usage_report_messages",
    "/v1/organizations/usage_report/messages",
    7,
    (
        ("bucket_width", "1h"),
        ("limit", "168"),
        *_grouped("api_key_id", "context_window", "inference_geo", "model", "service_tier", "workspace_id"),
    ),
)
COST = Report(
    "cost_report",
    "/v1/organizations/cost_report",
    31,
    (("bucket_width", "1d"), ("limit", "31"), *_grouped("description", "workspace_id")),
)
NAMES = {
    "api_keys": ("/v1/organizations/api_keys", (("limit", "1000"),)),
    "workspaces": ("/v1/organizations/workspaces", (("limit", "1000"), ("include_archived", "true"))),
}

_HEADERS = {"anthropic-version": "2023-06-01"}
_SPEED_HEADERS = {"anthropic-beta": "fast-mode-2026-02-01"}
"""Without it there is no `speed` to group by."""


@dataclass(slots=True)
class Pulled:
    """What one pull did, in pages."""

    fetched: int = 0
    already_there: int = 0


def pull(
    since: date,
    until: date,
    folder: Path,
    *,
    today: date,
    by_speed: bool = True,
    key: str | None = None,
    url: str | None = None,
    sleep: Callable[[float], None] = time.sleep,
    notify: Callable[[str, int], None] = lambda _what, _bytes: None,
) -> Pulled:
    """Fetches the whole days of [since, until), in UTC as Anthropic counts them, into `folder`.

    Raises UsageError without a key, with days that cannot be, or where another key fetched what is in the folder;
    SourceError when the API refuses or does not answer.
    """
    key = key or os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        raise UsageError(f"set {KEY_VARIABLE} to an admin key (sk-ant-admin…): an admin makes one in the Console")
    if since >= until:
        raise UsageError("--since is not before --until")
    if until > today:
        raise UsageError(f"--until lies in the future: a day that is not over is not final, so at most {today}")
    usage = replace(USAGE, query=(*USAGE.query, *_grouped("speed"))) if by_speed else USAGE
    headers = _HEADERS | (_SPEED_HEADERS if by_speed else {})
    url = url or os.environ.get("ANTHROPIC_BASE_URL") or URL
    pulled = Pulled()
    with Api(url, headers, ("x-api-key", key), sleep=sleep, notify=notify) as api, of_one_key(folder, key):
        for report in (usage, COST):
            for start, end in windows(since, until, report.span_days):
                notify(f"fetching {report.name} of {start} to {end}", 0)
                _pull_window(api, report, start, end, folder, pulled)
        for name in NAMES:
            notify(f"fetching {name}", 0)
            _pull_names(api, name, folder, pulled)
    return pulled


def windows(since: date, until: date, span_days: int) -> Iterator[tuple[date, date]]:
    """[since, until) in pieces that begin on the same days of every month: the 1st, and every `span_days` after it."""
    start = since
    while start < until:
        end = start + timedelta(days=span_days - (start.day - 1) % span_days)
        next_month = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        end = min(end, next_month, until)
        yield start, end
        start = end


def _pull_window(api: Api, report: Report, start: date, end: date, folder: Path, pulled: Pulled) -> None:
    """One window of a report: what is there already stays, and says where to go on."""
    query = (("starting_at", f"{start}T00:00:00Z"), ("ending_at", f"{end}T00:00:00Z"), *report.query)
    number, token = 1, ""
    seen = {token}
    while True:
        file = folder / f"{report.name}_{start}_{end}{_suffix(number)}"
        page = _page_in(file)
        if page is None:
            page = _fetch(api, report.path, (*query, ("page", token)) if token else query, file)
            pulled.fetched += 1
        else:
            pulled.already_there += 1
        if not page.get("has_more"):
            return
        token = str(page.get("next_page"))
        _not_again(api, report.path, token, seen)
        number += 1


def _pull_names(api: Api, name: str, folder: Path, pulled: Pulled) -> None:
    """All names as they are today: they change, so what an earlier pull left is replaced."""
    path, query = NAMES[name]
    number, after = 1, ""
    seen = {after}
    while True:
        page = _fetch(api, path, (*query, ("after_id", after)) if after else query, folder / f"{name}{_suffix(number)}")
        pulled.fetched += 1
        number += 1
        if not page.get("has_more"):
            break
        after = str(page.get("last_id"))
        _not_again(api, path, after, seen)
    while (left := folder / f"{name}{_suffix(number)}").exists():
        left.unlink()
        number += 1


def _not_again(api: Api, path: str, token: str, seen: set[str]) -> None:
    """Raises SourceError when the API leads in a circle."""
    if token in seen:
        raise SourceError(f"{api.host}{path} gives the same page again and again: try again later")
    seen.add(token)


def _suffix(number: int) -> str:
    return ".json" if number == 1 else f"_page{number}.json"


def _page_in(file: Path) -> Mapping[str, object] | None:
    """A page that an earlier pull left, if it is whole."""
    try:
        page = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return page if isinstance(page, dict) and isinstance(page.get("data"), list) else None


def _fetch(api: Api, path: str, query: Query, file: Path) -> Mapping[str, object]:
    """Writes the page; a file that is there is whole, because it gets its name last."""
    content = api.get(path, query)
    part = file.with_name(f".{file.name}.part")  # hidden: no folder of inputs shows it
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise SourceError(f"{file} cannot be written ({error.strerror}): what came before is kept") from error
    page: Mapping[str, object] = json.loads(content)
    return page
