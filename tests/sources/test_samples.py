"""Every sample of the reference loads without a flag, with the totals that a person worked out by hand.

The totals stand in `samples/*.toml`, one file a family of formats: [what they hold](samples/README.md).
"""

import shutil
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import traces_folder
from loads import RECORDS, add
from norush.errors import SourceError
from norush.warehouse import Warehouse

SAMPLES = traces_folder().parent / "reference" / "format_samples"
ROWS: dict[str, dict[str, Any]] = {
    name: row
    for path in sorted((Path(__file__).parent / "samples").glob("*.toml"))
    for name, row in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
LOADED = sorted(name for name, row in ROWS.items() if "refused" not in row)
REFUSED = sorted(ROWS.keys() - LOADED)

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples: they stand beside the folder NORUSH_TRACES")


def test_every_sample_has_its_totals() -> None:
    there = {path.name for path in SAMPLES.iterdir()}
    assert ROWS.keys() == there


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", LOADED)
def test_a_sample_holds_what_was_worked_out_by_hand(name: str, tmp_path: Path) -> None:
    row = ROWS[name]
    copies = [Path(shutil.copy(SAMPLES / file, tmp_path / f"export-{at}")) for at, file in enumerate(row_files(name))]
    with Warehouse() as warehouse:
        add(warehouse, *copies)
        found = read_back(warehouse, copies[0])
    assert found == expected(row)


def row_files(name: str) -> list[str]:
    """The sample, and those that it is to be read with."""
    return [name, *ROWS[name].get("with", [])]


def expected(row: Mapping[str, Any]) -> dict[str, object]:
    """What the row says, with what it leaves out: a number is zero, an amount or a kind of record is not there."""
    wanted = {key: value for key, value in row.items() if key != "with"}
    wanted["records"] = {name: row.get("records", {}).get(name, 0) for name in RECORDS}
    return wanted


TOTALS: Mapping[str, str] = {
    "tokens": """
        select
            sum(input_tokens) as input, sum(cache_read_tokens) as cache_read,
            sum(cache_write_5m_tokens) as cache_write_5m, sum(cache_write_1h_tokens) as cache_write_1h,
            sum(output_tokens) as output, sum(web_search_requests) as web_searches
        from requests where file_id = $file_id
        """,
    "usage": """
        select
            sum(requests) as requests, sum(input_tokens) as input, sum(cache_read_tokens) as cache_read,
            sum(cache_write_5m_tokens) as cache_write_5m, sum(cache_write_1h_tokens) as cache_write_1h,
            sum(output_tokens) as output, sum(web_search_requests) as web_searches
        from usage_buckets where file_id = $file_id
        """,
    "statuses": """
        select
            sum((status = 'succeeded')::integer) as succeeded, sum((status = 'errored')::integer) as errored,
            sum((status = 'canceled')::integer) as canceled, sum((status = 'expired')::integer) as expired
        from requests where file_id = $file_id
        """,
}
AMOUNTS: Mapping[str, str] = {
    "billed_usd": "select sum(billed_usd) from requests where file_id = $file_id",
    "usage_usd": "select sum(billed_usd) from usage_buckets where file_id = $file_id",
    "invoiced_usd": "select sum(billed_usd) from invoice_lines where file_id = $file_id",
    "list_usd": "select sum(list_usd) from invoice_lines where file_id = $file_id",
}


def read_back(warehouse: Warehouse, path: Path) -> dict[str, object]:
    """What the database holds of this file, in the shape of a row of totals; zero and nothing are left out."""
    counts = ", ".join(RECORDS)
    file_id, name, *numbers = warehouse.row(f"select file_id, format, {counts} from files where path = '{path}'")
    found: dict[str, object] = {"format": name, "records": dict(zip(RECORDS, numbers, strict=True))}
    for part, query in TOTALS.items():
        result = warehouse.connection.execute(query, {"file_id": file_id})
        values = dict(zip((column[0] for column in result.description), result.fetchone() or (), strict=False))
        found[part] = {name: int(value) for name, value in values.items() if value}
    for part, query in AMOUNTS.items():
        (amount,) = warehouse.connection.execute(query, {"file_id": file_id}).fetchall()[0]
        if amount is not None:
            found[part] = plain(amount)
    return {part: value for part, value in found.items() if value != {}}


def plain(amount: Decimal) -> str:
    """The amount without zeros at its end.

    >>> plain(Decimal("1.2300"))
    '1.23'
    """
    return f"{amount.normalize():f}"


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_sample_says_why(name: str, tmp_path: Path) -> None:
    copy = Path(shutil.copy(SAMPLES / name, tmp_path / "export"))
    with Warehouse() as warehouse, pytest.raises(SourceError, match=ROWS[name]["refused"]):
        add(warehouse, copy)
