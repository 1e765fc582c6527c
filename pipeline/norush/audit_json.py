"""Reading an audit.json: its text, its schema, and as typed values what a comparison of two audits reads of it.

Reads a file; writes nothing. Whatever is wrong with one is a single sentence: it is handed around, edited, cut off.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from norush.errors import NorushError, UsageError
from norush.money import ZERO
from norush.sides import Calls, Judged, Priced, Side

SCHEMA = "norush.audit/1"
Document = dict[str, Any]
"""An audit.json as it was written: what is missing or of another sort than it should be shows when it is read."""
_WRONG = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)
MOST_USD = Decimal(10) ** 15
MOST_COUNT = 10**18
"""Above these, a figure is damage."""


def located(path: Path) -> Path:
    """The audit.json of a report: `path` itself, in the folder `path`, or beside an audit.html. Raises UsageError."""
    given = path / "audit.json" if path.is_dir() else path
    file = given.with_name("audit.json") if given.suffix == ".html" else given
    if not given.is_file() or not file.is_file():
        missing = file if given.is_file() else given
        raise UsageError(f"{missing} is not there: give an audit.json, or the folder of a report")
    return file


def read(file: Path) -> Document:
    """The document in `file`. Raises NorushError where it is none of this schema."""
    try:
        document = json.loads(text(file), parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_object)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise NorushError(f"{file} is no JSON ({error}): give the audit.json that norush audit wrote") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise NorushError(f"{file} is no report of the schema {SCHEMA}: give one that norush audit wrote")
    return document


def text(path: Path) -> str:
    """Every character that the file has: a line's end is part of it. Raises NorushError."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise NorushError(f"{path} cannot be read ({error}): give a report that norush audit wrote") from error


def read_side(path: Path) -> Side:
    """What a comparison reads of the report at `path`. Raises UsageError where there is none, NorushError."""
    file = located(path)
    return side(read(file), str(file))


def side(document: Document, called: str) -> Side:
    """What a comparison reads of a document. Raises NorushError where something that it needs is missing or wrong."""
    try:
        return _side(document)
    except _WRONG as error:
        raise NorushError(
            f"{called} is not whole ({_why(error)}): give an audit.json as norush audit wrote it"
        ) from error


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    if isinstance(error, ValueError | ArithmeticError):
        return str(error)[:200]
    return "a part of it is not of the sort that it should be"


def _side(document: Document) -> Side:
    totals, told = document["totals"], document.get("usage_totals") or {}
    batch, realised = totals["saving"]["batch"] or {}, totals.get("realised") or {}
    workloads = [(_judged(entry), entry["scenarios"]["as_billed"]["lines"]) for entry in _list(document["workloads"])]
    spent = _usd(totals["as_billed_usd"])
    zone = document["period"]["zone"]
    return Side(
        norush=_text(document["norush"]),
        price_book=_text(document["price_book"]),
        since=_instant(document["period"]["since"], zone),
        until=_instant(document["period"]["until"], zone),
        zone=zone,
        spent_usd=_usd(told.get("as_billed_usd")) if spent is None else spent,
        missed_usd=_usd(batch.get("likely_usd")),
        sure_usd=_usd(batch.get("sure_usd")) or ZERO,
        made_usd=_usd(realised.get("batch_usd")),
        workloads=tuple(judged for judged, _ in workloads),
        cards={
            _text(card["price_card"]): {
                kind: _known(usd) for kind, usd in card["usd_per_mtok"].items() if usd is not None
            }
            for card in _list(document["price_cards"])
        },
        priced=tuple(priced for _, lines in workloads for line in _list(lines) for priced in _priced(line)),
    )


def _judged(entry: Mapping[str, Any]) -> Judged:
    batch, realised = entry["saving"]["batch"] or {}, entry.get("realised") or {}
    decision, tokens = entry.get("decision") or {}, {kind: _count(each) for kind, each in entry["tokens"].items()}
    output = tokens["output_tokens"]
    return Judged(
        workload_id=_text(entry["workload_id"]),
        name=_text(entry["name"]),
        owner=_text_or_none(entry["owner"]),
        key=tuple(_text_or_none(entry[name]) for name in ("provider", "workspace", "api_key", "app")),
        models=frozenset(map(_text, _list(entry["models"]))),
        verdict=_text(entry["verdict"]),
        band=_text_or_none(entry.get("band")),
        calls=Calls(_count(entry["requests"]), sum(tokens.values()) - output, output),
        as_billed_usd=_usd(entry["scenarios"]["as_billed"]["usd"]),
        saving_usd=_usd(batch.get("likely_usd")),
        sure_usd=_usd(batch.get("sure_usd")),
        batch_realised_usd=_usd(realised.get("batch_usd")) or ZERO,
        is_set_aside=decision.get("is_set_aside") is True,
    )


def _priced(line: Mapping[str, Any]) -> list[Priced]:
    return [
        Priced(
            _text(line["price_card"]),
            _text(part["kind"]),
            _count(part["tokens"]),
            _known(part["usd_per_mtok"]),
            _known(part["factor"]),
        )
        for part in _list(line.get("parts", []))
        if "usd_per_mtok" in part
    ]


def _usd(value: object) -> Decimal | None:
    return None if value is None else _known(value)


def _known(value: object) -> Decimal:
    if isinstance(value, str | Decimal | int) and not isinstance(value, bool):
        try:
            amount = Decimal(value)
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and abs(amount) < MOST_USD:
            return amount
    raise ValueError(f"{_shown(value)} is no amount")


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_COUNT:
        return value
    raise ValueError(f"{_shown(value)} is no count")


def _text(value: object) -> str:
    """Raises ValueError for half a character, too: it can be written nowhere."""
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)} is no text")
    value.encode()
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{_shown(value)} is no list")
    return value


def _instant(value: object, zone: object) -> datetime:
    """An instant that can be shown in the zone of the report."""
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError(f"{_shown(value)} is no instant: it has no offset")
    try:
        instant.astimezone(ZoneInfo(_text(zone)))
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"{_shown(zone)} is no time zone") from error
    return instant


def _shown(value: object) -> str:
    return repr(value)[:60]


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; of a key that stands twice, readers would see one or the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)!r} stands twice in one object")
    return found
