"""How a workload moves to batches: which one is meant, whether it may move, what its log says of the way there.

Reads the database of an audit, and a log of request bodies line by line (its ids alone are looked at); writes nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from norush import __version__, audits
from norush.database import refuse_older
from norush.errors import NorushError, UsageError
from norush.prices import BOOK_VERSION
from norush.render import moving
from norush.render.numbers import short_model, visible
from norush.view import About, build
from norush.view.values import Period, Workload
from norush.warehouse import Warehouse

ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "bedrock": ("Amazon Bedrock", "https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference.html"),
    "vertex": ("Vertex AI", "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/batch"),
    "openai": ("OpenAI", "https://platform.openai.com/docs/guides/batch"),
    "gemini": ("Gemini", "https://ai.google.dev/api/batch-mode"),
}
"""By platform of the price book: whose batches work otherwise, and which page tells how."""

WAITING = {
    "interactive": "a person waits for its answers",
    "agentic": "each of its steps needs the answer to the one before",
    "latency_bound": "a program waits for its answers",
    "uncertain": "its log cannot show whether anyone waits",
}
SHOWN = 8
"""Names of workloads in a message; of more, their number."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the script of one workload needs. `objection`: why it should not move, None where it should."""

    workload: Workload
    period: Period
    about: About
    models: tuple[str, ...]
    """As Anthropic calls them, without their dates."""
    objection: str | None

    @property
    def stem(self) -> str:
        """The file's name without its ending: the same next month."""
        return (
            f"batch_{re.sub('[^a-z0-9]+', '_', self.workload.name.lower()).strip('_')[:40]}_{self.workload.workload_id}"
        )


def make(warehouse: Warehouse, wanted: str, *, month: str | None = None, anyway: bool = False) -> Plan:
    """The plan of the workload with this id, the beginning of an id, or this name.

    Raises UsageError where none or several are meant, NorushError where it should not move (unless `anyway`) or cannot,
    DatabaseError where an older norush wrote the tables.
    """
    refuse_older(warehouse)
    if not warehouse.has_table("blockers"):
        raise NorushError("this database holds no audit: audit the logs, or give them")
    period = _period(warehouse, month)
    about = About(
        norush=__version__,
        price_book=BOOK_VERSION,
        zone=_zone(warehouse, period),
        command=(),
        settings=audits.settings(warehouse),
    )
    view = build(warehouse, period, about)
    workload = choose(view.workloads, wanted)
    models = _models(warehouse, workload)
    if workload.verdict == "batched":
        raise NorushError(f"{visible(workload.name)} already runs as batches: there is nothing to move")
    objection = _objection(workload)
    if objection and not anyway:
        raise NorushError(
            f"{visible(workload.name)}: {objection}; norush plans no batches for it (if you know better: --anyway)"
        )
    return Plan(workload, view.period, about, models, objection)


def _objection(workload: Workload) -> str | None:
    """Why the workload should not move: who waits, what stops each of its calls, or what costs less than a batch."""
    if workload.verdict != "batchable":
        return f"{workload.verdict}, {WAITING[workload.verdict]}"
    if workload.decided and workload.decided.is_set_aside:
        given = workload.decided.given
        return f"stays on demand by decision of {given.decided_on} ({visible(given.decided_by)}: {visible(given.why)})"
    stops = "; ".join(visible(each.says).rstrip(".") for each in workload.blockers if each.stops_all)
    return stops or moving.instead(workload) or None


def choose(workloads: Sequence[Workload], wanted: str) -> Workload:
    """The workload that is meant. Raises UsageError."""
    found = (
        [each for each in workloads if each.workload_id == wanted]
        or [each for each in workloads if each.name == wanted]
        or [each for each in workloads if each.workload_id.startswith(wanted)]
    )
    if len(found) == 1:
        return found[0]
    listed = found or [each for each in workloads if each.verdict == "batchable"]
    names = ", ".join(f"{each.workload_id} ({visible(each.name)})" for each in listed[:SHOWN])
    more = f", and {len(listed) - SHOWN:,} more" if len(listed) > SHOWN else ""
    if found:
        raise UsageError(f"{len(found)} workloads may be meant by {wanted!r}: give the id of one: {names}{more}")
    could = f"those that could wait are {names}{more}" if listed else "and none here could wait"
    raise UsageError(f"there is no workload {wanted!r}: {could}")


def _period(warehouse: Warehouse, month: str | None) -> str:
    """The period asked for, or the latest."""
    found = [name for (name,) in warehouse.rows("select period from periods order by since")]
    if month and month not in found:
        raise UsageError(f"the database has no period {month!r}: it has {found[0]} to {found[-1]}")
    return month or str(found[-1])


def _zone(warehouse: Warehouse, period: str) -> str:
    return str(warehouse.row("select zone from periods where period = $period", {"period": period})[0])


def _models(warehouse: Warehouse, workload: Workload) -> tuple[str, ...]:
    """What Anthropic calls the models of a workload.

    Raises NorushError where the Message Batches API does not reach: each platform has its own way to batches.
    """
    rows = warehouse.rows(
        """
        select distinct p.platform, coalesce(p.model_id, p.model)
        from price_models as p
        join requests as r on r.provider is not distinct from p.provider and r.model = p.model
        where r.workload_id = $workload_id
        order by p.platform, coalesce(p.model_id, p.model)
        """,
        {"workload_id": workload.workload_id},
    )
    others = [platform for platform, _ in rows if platform != "anthropic"]
    if others:
        name, page = ELSEWHERE.get(others[0] or "", (workload.provider or "an unknown provider", None))
        where = f": {page} tells how batches are made there" if page else ""
        raise NorushError(
            f"{visible(workload.name)} runs on {visible(name)}; plan writes scripts for Anthropic's own API only{where}"
        )
    return tuple(sorted({short_model(model) for _, model in rows}))


class _Response(msgspec.Struct):
    """Of an answer, only what names it."""

    id: object = None
    request_id: object = None


class _Line(msgspec.Struct):
    """Of a logged call, only what names it: the text is skipped, not read."""

    id: object = None
    request_id: object = None
    response_id: object = None
    response: msgspec.Raw = msgspec.Raw(b"null")


def lines_of(warehouse: Warehouse, plan: Plan, log: Path) -> list[int]:
    """The lines of a log of request bodies that are this workload's calls, by the ids in it; the first line is 1.

    Raises UsageError where the log cannot be read, NorushError where no line is known.
    """
    rows = warehouse.rows(
        "select request_id from requests where workload_id = $workload_id", {"workload_id": plan.workload.workload_id}
    )
    known = {request_id for (request_id,) in rows}
    try:
        with log.open("rb") as file:
            found = [number for number, raw in enumerate(file, 1) if not known.isdisjoint(_ids(raw))]
    except OSError as error:
        raise UsageError(f"{log} cannot be read ({error.strerror}): give a file of JSON lines") from error
    if not found:
        raise NorushError(
            f"no line of {log} has the id of a call of {visible(plan.workload.name)}: give the log that was audited, "
            "as plain JSON lines; a file of this workload's requests alone goes straight to the script"
        )
    return found


def _ids(raw: bytes) -> Iterator[Any]:
    """Whatever may name the call of one line."""
    try:
        line = msgspec.json.decode(raw, type=_Line)
        answer = bytes(line.response)
        said = msgspec.json.decode(answer, type=_Response) if answer.startswith(b"{") else _Response()
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    named = (line.id, line.request_id, line.response_id, said.id, said.request_id)
    yield from (each for each in named if isinstance(each, str))
