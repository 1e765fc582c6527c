"""Rows for tables that are there already: one statement for all, because executemany is one insert a row."""

from collections.abc import Sequence

from norush.warehouse import Warehouse


def insert(warehouse: Warehouse, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Adds these rows, with null in every other column."""
    if rows:
        marks = ", ".join([f"({', '.join('?' for _ in columns)})"] * len(rows))
        warehouse.connection.execute(
            f"insert into {table} ({', '.join(columns)}) values {marks}", [value for row in rows for value in row]
        )
