"""Where breakpoints are put: by what each depth reads and costs."""

from dataclasses import replace
from decimal import Decimal

from norush.breakpoints import MOST_AT_THE_FRONT, CachePrices, Depth, choose

FIVE_MINUTES = CachePrices(Decimal(3), Decimal("0.3"), Decimal("3.75"))
AN_HOUR = replace(FIVE_MINUTES, write_usd_per_mtok=Decimal(6))


def depths(*of: tuple[int, int]) -> list[Depth]:
    """A hundred requests, and at each depth the readers and the tokens of a block."""
    return [Depth(number, 100, reads, 100 * tokens) for number, (reads, tokens) in enumerate(of, start=1)]


def test_before_what_is_not_shared() -> None:
    assert choose(depths((99, 500), (99, 1_500), (0, 900)), FIVE_MINUTES, 1_024) == [2]


def test_not_before_the_least_length() -> None:
    assert choose(depths((99, 1_023), (0, 900)), FIVE_MINUTES, 1_024) == []
    assert choose(depths((99, 1_024), (0, 900)), FIVE_MINUTES, 1_024) == [1]


def test_from_the_break_even_on() -> None:
    """21.74 % of hits for five minutes, 52.63 % for an hour, at a read price of a tenth."""
    for prices, least_reads in ((FIVE_MINUTES, 22), (AN_HOUR, 53)):
        assert choose(depths((least_reads - 1, 2_000)), prices, 1_024) == []
        assert choose(depths((least_reads, 2_000)), prices, 1_024) == [1]


def test_several_heads_of_several_lengths() -> None:
    """All share the first, groups the second; a third that few share costs more than it saves."""
    assert choose(depths((99, 2_000), (60, 1_000), (15, 1_000)), FIVE_MINUTES, 1_024) == [1, 2]


def test_no_more_than_are_allowed() -> None:
    found = choose(depths(*((99 - 5 * number, 2_000) for number in range(12))), FIVE_MINUTES, 1_024)
    assert len(found) == MOST_AT_THE_FRONT
    assert found == sorted(found)


def test_nothing_to_choose_from() -> None:
    assert choose([], FIVE_MINUTES, 1_024) == []
