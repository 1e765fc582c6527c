"""Exports of the same days that cannot both be counted: which rows speak, and of which files the user is told."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from loads import add
from norush.view import tables
from norush.warehouse import Warehouse

Told = int | tuple[int, int]
"""Output tokens, or those and cache reads."""


def usage(path: Path, dimension: str, *days: dict[str, Told]) -> Path:
    """A usage report by that dimension alone: each day's tokens by its values, from 5 October."""
    data = [
        {"starting_at": f"2026-10-{day:02d}T00:00:00Z", "ending_at": f"2026-10-{day + 1:02d}T00:00:00Z",
         "results": [{"uncached_input_tokens": 10, "output_tokens": number, "cache_read_input_tokens": reads,
                      dimension: value}
                     for value, told in results.items()
                     for number, reads in [told if isinstance(told, tuple) else (told, 0)]]}
        for day, results in enumerate(days, start=5)
    ]  # fmt: skip
    path.write_text(json.dumps({"data": data, "has_more": False}))
    return path


A, B = "claude-sonnet-5", "claude-haiku-4-5"


@pytest.mark.one_in(6)
@pytest.mark.parametrize(
    ("one", "dimension", "other", "clashes"),
    [
        # two organisations by model: of each bucket the larger counts, and the user is told
        (
            [{A: 10, B: 20}, {A: 30}, {A: 30}], "model", [{A: 11, B: 19}, {A: 29}, {A: 29}],
            [("one", "other", 1, 5, 5), ("other", "one", 3, 5, 7)],
        ),
        # one key's usage by model, another key's by key
        ([{A: 10, B: 20}, {A: 30}], "api_key_id", [{"k": 9, "l": 9}, {"k": 9}], [("other", "one", 3, 5, 6)]),
        # the same usage, split in another way; a month that grew; the same month with a day more
        ([{A: 10, B: 10}, {A: 30}], "api_key_id", [{"k": 15, "l": 5}, {"k": 30}], []),
        ([{A: 10}, {A: 30}], "model", [{A: 10}, {A: 40}, {A: 50}], []),
        ([{A: 10}, {A: 30}], "api_key_id", [{"k": 10}, {"k": 40}, {"k": 50}], []),
        ([{A: 10}, {A: 30}], "model", [{A: 10}, {A: 30}, {A: 50}], []),
        # two organisations, the last day alone: what grows has no smaller count, here of reads
        ([{A: 30}], "model", [{A: (10, 15)}], [("other", "one", 1, 5, 5)]),
        ([{A: 30}], "api_key_id", [{"k": (10, 15)}], [("other", "one", 1, 5, 5)]),
        ([{A: (30, 15)}], "model", [{A: (10, 15)}], []),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_exports_that_tell_other_usage_of_the_same_days_are_named(
    one: list[dict[str, Told]], dimension: str, other: list[dict[str, Told]],
    clashes: list[tuple[str, str, int, int, int]], tmp_path: Path,
) -> None:  # fmt: skip
    first, second = usage(tmp_path / "one.json", "model", *one), usage(tmp_path / "other.json", dimension, *other)
    for loads in ([[first, second]], [[first], [second]], [[second], [first]]):
        with Warehouse() as warehouse:
            for paths in loads:
                add(warehouse, *paths)
            found = tables.clashes(warehouse)
        assert [
            (Path(it.file).stem, Path(it.beside).stem, it.rows, it.since.day, it.until.day) for it in found
        ] == clashes


def costs(path: Path, dimension: str, *days: dict[str, str]) -> Path:
    """A cost report by that dimension alone: each day's cents by its values, from 5 October."""
    data = [
        {"starting_at": f"2026-10-{day:02d}T00:00:00Z", "ending_at": f"2026-10-{day + 1:02d}T00:00:00Z",
         "results": [{"currency": "USD", "amount": amount, dimension: value} for value, amount in results.items()]}
        for day, results in enumerate(days, start=5)
    ]  # fmt: skip
    path.write_text(json.dumps({"data": data, "has_more": False}))
    return path


@pytest.mark.one_in(6)
@pytest.mark.parametrize(
    ("one", "dimension", "other", "usd", "clashes"),
    [
        # two organisations by model: of each line the larger counts, and the user is told
        (
            [{A: "1000", B: "300"}, {A: "50"}], "model", [{A: "900", B: "400"}, {A: "60"}], "14.6",
            [("one", "other", 2, 5, 6), ("other", "one", 1, 5, 5)],
        ),
        # one workspace's costs by model, another's by workspace
        ([{A: "1000"}, {A: "50"}], "workspace_id", [{"w": "700"}, {"w": "50"}], "10.5", [("other", "one", 1, 5, 5)]),
        # the same costs split in another way, but for what is rounded; a month that grew
        ([{A: "1000"}, {A: "50"}], "workspace_id", [{"w": "999.4"}, {"w": "50"}], "10.5", []),
        ([{A: "1000"}, {A: "50"}], "model", [{A: "1000"}, {A: "70"}, {A: "9"}], "10.79", []),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_exports_that_tell_other_costs_of_the_same_days_are_named(
    one: list[dict[str, str]], dimension: str, other: list[dict[str, str]], usd: str,
    clashes: list[tuple[str, str, int, int, int]], tmp_path: Path,
) -> None:  # fmt: skip
    first, second = costs(tmp_path / "one.json", "model", *one), costs(tmp_path / "other.json", dimension, *other)
    for loads in ([[first, second]], [[first], [second]], [[second], [first]]):
        with Warehouse() as warehouse:
            for paths in loads:
                add(warehouse, *paths)
            found = tables.clashes(warehouse)
            (total,) = warehouse.row("select sum(billed_usd) from invoice_lines where not superseded")
        assert total == Decimal(usd)
        assert [
            (it.what, Path(it.file).stem, Path(it.beside).stem, it.rows, it.since.day, it.until.day) for it in found
        ] == [("invoice line", *clash) for clash in clashes]
