"""JSON documents cut down to some of their fields, where nearly all of a document is text that nobody needs.

Load; reads documents; writes nothing. The parser skips what is not asked for, so that it is neither copied nor kept.
"""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from norush.sources.source import FieldType

NOT_THERE = msgspec.Raw()
"""What a field holds that the document does not have. Any other scalar is the JSON text as it stands there."""


class Projection:
    """Parses documents to objects with these fields alone: JSON text, further objects, lists of them, or None."""

    def __init__(self, fields: Mapping[str, FieldType]) -> None:
        self._fields = fields
        self._decoder = msgspec.json.Decoder(_type(fields))

    def __call__(self, document: Any) -> Any:  # noqa: ANN401  (bytes-like; an object made from the fields)
        """The document's fields; one that is of another shape is None. Raises ValueError for what is no JSON object."""
        try:
            return self._decoder.decode(document)
        except msgspec.DecodeError:
            return self._decoder.decode(_cut_down(document, self._fields))


def _type(kind: FieldType) -> Any:  # noqa: ANN401  (types are made here)
    if isinstance(kind, str):
        return msgspec.Raw
    if not isinstance(kind, Mapping):
        return list[_type(kind[0])]  # type: ignore[misc]
    fields = [
        (name, msgspec.Raw, NOT_THERE) if inner == "VARCHAR" else (name, _type(inner) | None, None)
        for name, inner in kind.items()
    ]
    return msgspec.defstruct("Fields", fields, omit_defaults=True, gc=False)  # a document has no cycles


def _cut_down(document: Any, fields: Mapping[str, FieldType]) -> bytes:  # noqa: ANN401  (bytes-like)
    """The same by the standard library, far slower: it takes NaN, half a surrogate, and a field of another shape."""
    try:
        value = json.loads(bytes(document), parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("no JSON object")
    return json.dumps(_fit(value, fields), ensure_ascii=False).encode("utf-8", errors="replace")


def _fit(value: Any, kind: FieldType) -> Any:  # noqa: ANN401  (JSON)
    if isinstance(kind, str):
        return value
    if isinstance(kind, Mapping):
        if not isinstance(value, dict):
            return None
        return {name: _fit(value[name], inner) for name, inner in kind.items() if name in value}
    if not isinstance(value, list):
        return None
    return [fitting for item in value if (fitting := _fit(item, kind[0])) is not None]
