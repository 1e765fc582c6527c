"""JSON documents taken apart into their records: a list, an API page, a list of pages; and records that are very long.

Load; reads documents; writes nothing. The parser only looks for where a record ends, so that a million take a second;
DuckDB takes many times as long to unpack one long list as to read its items as lines.
"""

from collections.abc import Iterator, Sequence

import msgspec

from norush.sources.source import Content

_LONG_BYTES = 1 << 20
"""Only a longer record is taken apart further: usual ones stay as they are."""

_TOGETHER = 100
"""So many items of a list inside of a record stay together: with each part stands again what they have in common."""

_items = msgspec.json.Decoder(list[msgspec.Raw]).decode
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_encoded = msgspec.json.Encoder().encode


def lines(document: Content, records_at: str | None, parts_at: Sequence[str] = ()) -> Iterator[bytes]:
    """The document's records as JSON lines. Raises ValueError where it is not one JSON value.

    `records_at`: the field that holds the list of records of a page. `parts_at`: the way to a list inside of a record
    that may be very long; such a record becomes several, with parts of that list.
    """
    for record in _records(bytes(document).strip(), records_at):
        for part in _parts(record, parts_at) if len(record) > _LONG_BYTES else (record,):
            yield (msgspec.json.format(part, indent=-1) if b"\n" in part else part) + b"\n"


def _records(document: bytes, records_at: str | None) -> Iterator[bytes]:
    is_list = document.startswith(b"[")
    for entry in map(bytes, _items(document)) if is_list else (document,):
        # without a name for the list of records in a page, a list is a list of records
        page = _fields(entry) if (records_at or not is_list) and entry.startswith(b"{") else {}
        inside = bytes(page.get(records_at or "data", b""))
        yield from map(bytes, _items(inside)) if inside.startswith(b"[") else (entry,)


def _parts(record: bytes, parts_at: Sequence[str]) -> Iterator[bytes]:
    first, *rest = parts_at or [""]
    fields = _fields(record) if first and record.startswith(b"{") else {}
    listed = bytes(fields.get(first, b""))
    items = _items(listed) if listed.startswith(b"[") else []
    if not items:
        yield record
    elif rest:
        for item in items:
            for part in _parts(bytes(item), rest):
                yield _encoded({**fields, first: [msgspec.Raw(part)]})
    else:
        for start in range(0, len(items), _TOGETHER):
            yield _encoded({**fields, first: items[start : start + _TOGETHER]})
