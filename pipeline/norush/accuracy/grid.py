"""The grid of generated months: which split, level, keys, size and seed; each cell is one month, judged on its own.

Reads the kinds; writes a database in memory for each cell. The same cell gives the same ledger.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from norush import audit
from norush.accuracy import observe
from norush.accuracy.calendar import DAY_S, Month
from norush.accuracy.keys import Key, keys
from norush.accuracy.ledger import Label, Line, read_lines
from norush.accuracy.names import name
from norush.accuracy.observe import CLOCKS, Seen
from norush.accuracy.world import LARGE, MIDDLE, SMALL, Call, World
from norush.params import Params
from norush.prices import PriceBook, load_book
from norush.rules.book import Rule
from norush.sources.load import load
from norush.warehouse import Warehouse

GIVEN = "given"
"""The split of labels that a user brings."""

SPANS = {"month": 31, "week": 7, "day": 1}
"""How many days of the month the log has; the traffic is the same."""

SIZES = {"small": 0.35, "medium": 1.0, "large": 4.0}
FIRST_DAYS = (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))
"""Seeds take these months in turn: summer time ends in the first two, holidays fill the others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of the grid."""

    split: str
    keys: str
    level: str
    size: str
    seed: int
    span: str = "month"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger with the cell that it is from."""

    cell: Cell
    line: Line


def cells(
    splits: Sequence[str],
    which: Sequence[str],
    levels: Sequence[str],
    sizes: Sequence[str],
    seeds: Sequence[int],
    spans: Sequence[str] = ("month",),
) -> list[Cell]:
    """All combinations; the levels of one month follow each other, so that it is made once."""
    return [
        Cell(split, key, level, size, seed, span)
        for split, key, size, span, seed, level in product(splits, which, sizes, spans, seeds, levels)
    ]


def run(
    wanted: Sequence[Cell],
    rules: Sequence[Rule],
    only: str | None = None,
    keep: Path | None = None,
    notify: Callable[[str], None] = lambda _what: None,
) -> Iterator[Entry]:
    """Judges each cell. `only`: keys whose name contains it, and no others. `keep`: a folder for the databases."""
    book = load_book()
    made: tuple[Cell, list[Seen], list[Label]] | None = None
    for cell in wanted:
        same = replace(cell, level="")
        if made is None or made[0] != same:
            made = (same, *make(cell, only))
        _, seen, labels = made
        if not any(one.calls for one in seen):
            continue
        notify(f"{cell.split} {cell.keys} {cell.size} {cell.span} {cell.level}, seed {cell.seed}")
        for line in judge(cell, seen, labels, rules, book, keep):
            yield Entry(cell, line)


def make(cell: Cell, only: str | None = None) -> tuple[list[Seen], list[Label]]:
    """The calls of a month, and what is true of them."""
    seen: list[Seen] = []
    labels: list[Label] = []
    first, last = _window(cell)
    for key in keys(cell.split, cell.keys):
        if only and only not in key.name:
            continue
        dice = Random(f"{cell.seed}/{cell.keys}/{key.name}")  # noqa: S311  (a simulation)
        shared = dice.choice((SMALL, MIDDLE, LARGE)) if key.one_model else None
        clock = dice.choices(CLOCKS, (8, 1, 1))[0]
        api_key = f"{name(dice, key.kinds[0].verdict)}-{dice.getrandbits(16):04x}"
        has_cache = dice.random() < 0.5
        worlds = [world_of(cell, key, kind.name, shared) for kind in key.kinds]
        for kind, world in zip(key.kinds, worlds, strict=True):
            kind.run(world)
        clock = next((world.clock for world in worlds if world.clock), clock)  # one key, one gateway
        for kind, world in zip(key.kinds, worlds, strict=True):
            labels.append(Label(key.name, kind.name, kind.verdict, kind.also, kind.is_decidable, clock))
            calls = [call for call in _since_live(world, dice) if first <= call.start_s < last]
            seen.append(Seen(len(labels) - 1, api_key, clock, world.user_agent, calls, has_cache))
    return seen, labels


def _since_live(world: World, dice: Random) -> list[Call]:
    """Its calls since it went live, which some services do in mid-month; what would have hardly any was live before."""
    live = dice.uniform(0.1, 0.6) * world.month.length_s if dice.random() < 0.15 else 0.0
    calls = [call for call in world.calls if call.start_s >= live]
    return calls if 2 * len(calls) >= len(world.calls) else world.calls


def _window(cell: Cell) -> tuple[float, float]:
    """From which second to which the log goes: a day or a week somewhere in the month, from a midnight on."""
    month = month_of(cell)
    days = SPANS[cell.span]
    if days >= month.days:
        return 0.0, month.length_s
    first = Random(f"{cell.seed}/{cell.span}").randrange(month.days - days + 1)  # noqa: S311  (a simulation)
    return first * DAY_S, (first + days) * DAY_S


def month_of(cell: Cell) -> Month:
    """The month that a seed stands for."""
    return Month(FIRST_DAYS[(cell.seed - 1) % len(FIRST_DAYS)])


def world_of(cell: Cell, key: Key, kind: str, model: str | None = None) -> World:
    """The world of one kind behind a key: its own dice, so that a new kind changes no other."""
    dice = Random(f"{cell.seed}/{cell.keys}/{key.name}/{kind}")  # noqa: S311  (a simulation)
    return World(month_of(cell), dice, SIZES[cell.size], model=model)


def judge(
    cell: Cell,
    seen: Sequence[Seen],
    labels: Sequence[Label],
    rules: Sequence[Rule],
    book: PriceBook,
    keep: Path | None = None,
) -> list[Line]:
    """Loads what the level shows of these calls, judges it, and sets the truth beside it."""
    params = Params()
    with TemporaryDirectory(prefix="norush-accuracy-") as folder, Warehouse(_kept(keep, cell)) as warehouse:
        path = Path(folder) / "calls.parquet"
        label_of = observe.write(path, month_of(cell), seen, cell.level, str(cell.seed))
        load(warehouse, [path], params)
        request = audit.Request(inputs=(str(path),), database=path, params=params)
        audit.judge(warehouse, request, rules, book)
        lines, _ = read_lines(warehouse, labels, label_of.items(), params, book)
    return lines


def _kept(folder: Path | None, cell: Cell) -> Path | None:
    """Where the database of a cell is kept, made afresh; None for one in memory."""
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{cell.split}-{cell.keys}-{cell.level}-{cell.size}-{cell.span}-{cell.seed}.duckdb"
    path.unlink(missing_ok=True)
    return path
