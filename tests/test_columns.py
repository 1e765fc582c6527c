"""The canonical columns stand in several lists; an omission in one would lose or merge requests without a word."""

import re
from pathlib import Path

from norush.sources import mapping
from norush.sources.formats import canonical
from norush.warehouse import Warehouse

SQL = Path(__file__).resolve().parents[1] / "sql" / "1_load"
BOOKKEEPING = {
    "file_id",
    "kind",
    "reason",
    "span",
    "parent_span",
    "updated_at",
    "dialect",
    "cache_proof",
    "is_apart",
    "logged_id",
    "period",
    "workload_id",
}
NOT_COMPARED = {"request_id", "tags", "prefix_blocks"}
"""The id itself, and what is a list or a map: a copy of a call that differs in these alone is a copy."""


def table_columns() -> set[str]:
    """The columns of `requests`, as the database has them."""
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        return {row[0] for row in warehouse.rows("describe requests")}


def names(text: str) -> set[str]:
    return set(re.findall(r"[a-z_0-9]+", text))


def test_the_table_has_the_canonical_columns_and_its_bookkeeping() -> None:
    assert table_columns() == set(canonical.COLUMNS) | BOOKKEEPING


def test_every_canonical_column_reaches_the_table() -> None:
    """`checked` gives each a value, and its own source reads each."""
    checked = (SQL / "checked.sql").read_text(encoding="utf-8")
    final = checked[checked.rindex("\nselect\n") :]
    assert set(canonical.COLUMNS) - names(final) == set()
    assert set(canonical.COLUMNS) - names((SQL / "from_canonical.sql").read_text(encoding="utf-8")) == set()


def test_equal_rows_are_equal_in_everything() -> None:
    """What makes two rows without an id different: every column but the end user, whose hash hangs on the salt."""
    row_ids = (SQL / "row_ids.sql").read_text(encoding="utf-8")
    compared = names(row_ids[row_ids.index("md5(row(") : row_ids.index("as content")])
    assert set(canonical.COLUMNS) - NOT_COMPARED - {"end_user"} - compared == set()


def test_repeats_are_chosen_by_everything() -> None:
    """Which of several rows of one id stays must not hang on the order of files: every column takes part."""
    repeats = (SQL / "repeats.sql").read_text(encoding="utf-8")
    assert set(canonical.COLUMNS) - NOT_COMPARED - {"end_user"} - names(repeats) == set()


def test_a_mapping_can_fill_every_canonical_column_of_plain_values() -> None:
    assert set(canonical.COLUMNS) - set(mapping.FIELDS) == {"source", "tags", "prefix_blocks"}
