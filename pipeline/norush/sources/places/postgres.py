"""LiteLLM's own database: the rows of LiteLLM_SpendLogs, streamed as Arrow into a Parquet file.

Load; reads a PostgreSQL database through ADBC; writes one Parquet file, every column as the text that COPY writes. So
`sql/1_load/from_litellm.sql` reads it as it reads a CSV export, and only the columns that it reads are asked for.

One statement in a read-only transaction: the rows of one moment, and nothing sorted on somebody's production database.
Rows come and go in batches of some 16 MB; memory does not grow with the table.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

import adbc_driver_postgresql.dbapi as postgres
import pyarrow.parquet as pq
from adbc_driver_manager import Error

from norush.errors import NorushError, SourceError, UsageError
from norush.sources.formats import litellm
from norush.sources.places import Fetched, Window, is_full, no_room
from norush.sources.places.address import Address, parse

TABLE = "LiteLLM_SpendLogs"
CONNECT_TIMEOUT_S = 15

_OF_PRISMA = frozenset({
    "schema", "connection_limit", "pool_timeout", "pgbouncer", "socket_timeout", "statement_cache_size", "sslidentity",
    "sslaccept",
})  # fmt: skip
"""What LiteLLM's own DATABASE_URL may say to Prisma, which libpq does not know."""


def fetch(url: str, scratch: Path, window: Window) -> list[Fetched]:
    """The table as one Parquet file; with `window`, only the rows that start inside it.

    Raises UsageError for an address that cannot be, SourceError when the database cannot be reached or read.
    """
    address = parse(url)
    name = f"{address.shown.rstrip('/')}/{TABLE}"
    options = dict(parse_qsl(address.query, keep_blank_values=True))
    target = scratch / "spend_logs.parquet"
    try:
        with postgres.connect(_libpq_uri(address, options)) as connection, connection.cursor() as cursor:
            cursor.execute("set transaction read only")
            cursor.execute(_query(*_table(cursor, name, options.get("schema")), window))
            with (
                cursor.fetch_record_batch() as batches,
                pq.ParquetWriter(target, batches.schema, compression="zstd") as writer,
            ):
                for batch in batches:
                    writer.write_batch(batch)
    except (Error, OSError) as error:  # in the middle of the rows, errors of the driver are pyarrow's OSError
        raise (no_room(name, scratch) if is_full(error) else _as_sentence(error, name)) from error
    return [Fetched(target, name)]


def _libpq_uri(address: Address, options: dict[str, str]) -> str:
    known = {"connect_timeout": str(CONNECT_TIMEOUT_S)} | {k: v for k, v in options.items() if k not in _OF_PRISMA}
    user = f"{address.user}@" if address.user else ""
    return f"postgresql://{user}{address.hosts}{address.path}?{urlencode(known, quote_via=quote)}"


def _table(cursor: postgres.Cursor, name: str, schema: str | None) -> tuple[str, list[str]]:
    """The schema of the table, and those of its columns that are read."""
    cursor.execute(
        f"select table_schema::text, column_name::text from information_schema.columns where table_name = '{TABLE}'"
    )
    columns: dict[str, set[str]] = {}
    for found_schema, column in cursor.fetchall():
        columns.setdefault(found_schema, set()).add(column)
    if schema is not None:
        columns = {found: names for found, names in columns.items() if found == schema}
    if not columns:
        raise SourceError(f"there is no {name} that this user may read: give the database that LiteLLM writes to")
    if len(columns) > 1:
        raise UsageError(f"{name} is there in several schemas: add one of ?schema={', '.join(sorted(columns))}")
    ((found_schema, names),) = columns.items()
    return found_schema, [column for column in litellm.SOURCE.columns if column in names]


def _query(schema: str, columns: list[str], window: Window) -> str:
    as_text = ", ".join(f'"{column}"::text as "{column}"' for column in columns)
    bounds = [
        f"\"startTime\" {operator} timestamp '{_utc(instant)}'"
        for operator, instant in ((">=", window.since), ("<", window.until))
        if instant
    ]
    where = f" where {' and '.join(bounds)}" if bounds else ""
    return f'select {as_text} from "{schema.replace(chr(34), chr(34) * 2)}"."{TABLE}"{where}'


def _utc(instant: datetime) -> str:
    """As LiteLLM keeps times: UTC, without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


def _as_sentence(error: Exception, name: str) -> NorushError:
    """What a user can do. The driver's own words may quote the address: they are not passed on."""
    text = str(error)
    if re.search(r"invalid (URI|percent)|separator|connection info string", text):
        return UsageError(f"the address of {name} cannot be read: write special characters as %XX")
    if re.search(r"password|authentication|SASL|role .* does not exist", text):
        return SourceError(
            f"{name}: the server does not take this user and password: give them in the address, "
            "or in PGUSER and PGPASSWORD"
        )
    if re.search(r"database .* does not exist", text):
        return SourceError(f"{name}: there is no such database on that server")
    if "42501" in text or "permission denied" in text:
        return SourceError(f"{name}: this user may not read the table: grant select on it")
    if "Failed to connect" in text:
        return SourceError(f"{name}: no connection: is the server there, and are port, user and database right?")
    return SourceError(f"{name}: reading broke off; nothing was loaded: run the same command again")
