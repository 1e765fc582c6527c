"""How much may come out of a file: of one that is packed to hold far more than any log, nothing is read.

Load; reads nothing, writes nothing. The bounds are stated in docs/faults.md.
"""

from norush.sources.source import Content

SMALL_BYTES = 64 << 20
"""A packed file may always hold so much."""
MOST_TIMES = 200
"""Logs of the same few prompts over and over are packed to a hundredth with zstd; what is made to harm, to a thousandth
and less."""
SMALL_ROWS, MOST_ROWS_OF_A_BYTE = 50_000_000, 1
"""The times of calls alone take more."""
MOST_VALUES_OF_A_DOCUMENT = 50_000_000
MOST_VALUES_OF_A_MEMBER = 10_000_000
"""A document is held in memory at once, and each value of it costs some sixty bytes, however short it is."""

_LEAST_BYTES_OF_A_VALUE = 2


class TooLargeError(ValueError):
    """More would come out of a file than any log holds; the message says what to do."""


def most_bytes(packed_bytes: int) -> int:
    """How much a packed file of this size may hold."""
    return max(SMALL_BYTES, MOST_TIMES * packed_bytes)


def check_unpacked(unpacked_bytes: int, packed_bytes: int) -> None:
    """Raises TooLargeError where a packed file holds more than it may."""
    if unpacked_bytes > (most := most_bytes(packed_bytes)):
        raise TooLargeError(
            f"it unpacks to more than {most / 1e6:,.0f} MB, far more than a log of {packed_bytes / 1e6:,.1f} MB: "
            "if it is one, unpack it, and give what is in it"
        )


def check_rows(rows: int, packed_bytes: int) -> None:
    """Raises TooLargeError where a Parquet file says the same over and over."""
    if rows > max(SMALL_ROWS, MOST_ROWS_OF_A_BYTE * packed_bytes):
        raise TooLargeError(
            f"it has {rows:,} rows in {packed_bytes / 1e6:,.1f} MB, more than so many calls take: export it again"
        )


def check_values(document: Content, most: int) -> None:
    """Raises TooLargeError where a JSON document has more values than may be held in memory."""
    if len(document) <= most * _LEAST_BYTES_OF_A_VALUE:
        return
    content = bytes(document)
    if content.count(b",") + content.count(b"{") > most:
        raise TooLargeError(f"a JSON document of more than {most / 1e6:,.0f} million values: export it as JSON lines")
