"""What a format module declares: its name, the fields it reads, and how to know it by its content.

Reads nothing, writes nothing. The meaning of the fields stands in `sql/1_load/from_<name>.sql`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Content = bytes | bytearray | memoryview
"""What a file or a member of an archive holds; it can be parsed without a copy of it."""

Record = Mapping[str, object]
"""One parsed record of a file: a JSON object, or a table row by column name."""

FieldType = str | Mapping[str, "FieldType"] | Sequence["FieldType"]
"""The type to read a field as: a DuckDB type, the fields of an object in it, or a list with the type of its items."""


class Grain(StrEnum):
    """What a record of a format is about. Also the order of loading: names first, because others look them up."""

    NAMES = "names"
    """What an id means: API keys, workspaces, traces, batches."""

    REQUEST = "request"
    BUCKET = "bucket"
    """Token totals of an hour or a day."""

    INVOICE = "invoice"
    """What was billed for a day and token kind."""


@dataclass(frozen=True, slots=True)
class Source:
    """One export format."""

    name: str
    """Also the name of its SQL file, `from_<name>.sql`."""

    title: str
    """What people call it."""

    record: str
    """What one record of the file is, in the sums of the report ("a line", "a row")."""

    columns: Mapping[str, FieldType]
    """Top-level field -> DuckDB type to read it as. Text, so that nothing is rounded or guessed on the way in."""

    recognises: Callable[[Record], bool]
    """Whether one parsed record is of this format."""

    unread: Callable[[Record], Iterable[str]] = lambda _: ()
    """Fields of a recognised record that it does not read and that change what others mean: such a file is not used."""

    records_at: str | None = None
    """The field that holds the list of records in a JSON document (API pages), if there is such a shape."""

    parts_at: tuple[str, ...] = ()
    """The way to a list inside of a record that may be very long, and can be read in parts."""

    lines: Callable[[Iterable[Content], str], Iterator[bytes]] | None = None
    """A file's documents, and its name, as JSON lines: for logs that are archives, or mostly text. The lines have its
    columns and nothing else; one of them is `file`, the name."""

    across_files: bool = False
    """Whether one file may say what a record of another comes to: then rejects are located by reading all of them."""

    grain: Grain = Grain.REQUEST

    how_to_export: str = ""
    """What a user does to get such a file, in one sentence."""

    tells: tuple[str, ...] = ()
    """The columns of its grain that it can fill: the coverage matrix, held to the fixtures by a test."""

    told_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Top-level field -> the columns of `tells` that no other field tells: a file without it tells nothing of them."""

    refused: str | None = None
    """Why files of this format cannot be used, and what to do instead: it is recognised only to say so."""
