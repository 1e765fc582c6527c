"""Server-sent events, as an API streams them and as loggers write them down, gathered to streams.

Load; reads lines; writes nothing. Of pieces of content only the kind and the time are looked at.
"""

import json
import re
from collections.abc import Iterable, Iterator

import msgspec

from norush.sources.source import Record

_TIME = rb"\W*(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.]\d+)?(?:Z|[+-]\d\d:?\d\d))"
_COMMENT = re.compile(rb":" + _TIME)
"""A time in a comment of the stream (": 2026-10-05T09:14:03Z")."""

_BARE = rb'\{\s*"type"\s*:\s*"(content_block_\w+|ping|message_stop)"'
"""Events of which only the kind and the time count."""

_DATA = re.compile(rb"(?:" + _TIME + rb".{0,40}?)?data:\s*(?:" + _BARE + rb"|(?:\[DONE\]\s*)?$)?")
"""An event, perhaps with a time in front of it, as loggers write it."""

_DATA_WITHIN = 128
"""Bytes of a line in which `data:` must begin for `_DATA` to match it: a time, forty characters, and room."""


def streams(lines: Iterable[bytes]) -> Iterator[Record]:
    """`{"events": [...]}` for each stream: from one `message_start` to the next.

    A time that stands in front of an event, or in a comment before it, becomes its field `at`. Of pieces of content and
    pings in a row the first piece and the last event stay.
    """
    events: list[dict[str, object]] = []
    at: bytes | None = None
    is_over, is_spare, has_content = False, False, False
    for line in lines:
        # two lines of three are names of events, or empty: told apart without the pattern, which is slow where it fails
        found = _DATA.match(line) if b"data:" in line[:_DATA_WITHIN] else None
        if not found:
            if comment := line.startswith(b":") and _COMMENT.match(line):
                at = comment[1]
            continue
        time, bare = found.groups()
        at = time or at
        if (end := found.end()) == len(line):
            continue
        event = {"type": bare.decode()} if bare else _event(line[end:])
        kind = event["type"]
        if events and (is_over or kind == "message_start"):
            yield {"events": events}
            events, is_spare, has_content = [], False, False
        is_over = kind in ("message_stop", "error")
        if at:
            event["at"] = at.decode()
            at = None
        if is_spare:
            events.pop()
        events.append(event)
        is_first_content = kind == "content_block_delta" and not has_content
        has_content |= is_first_content
        is_spare = bare is not None and not is_over and not is_first_content
    if events:
        yield {"events": events}


def _event(data: bytes) -> dict[str, object]:
    try:
        event = msgspec.json.decode(data)
    except ValueError:
        try:
            event = json.loads(data.decode("utf-8", errors="replace"))
        except (ValueError, RecursionError):
            return {"type": "unreadable"}
    if not isinstance(event, dict):
        return {"type": "unreadable"}
    if not isinstance(kind := event.get("type"), str):
        return {"type": "unknown"}
    return {"type": kind} if kind.startswith("content_block") else event
