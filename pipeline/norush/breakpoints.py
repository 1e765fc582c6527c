"""Where cache breakpoints pay: up to three depths at the front of a workload's prompts. The fourth is kept for the end.

Reads nothing, writes nothing: `replay` hands over what each depth would read. A choice rests on averages; what the
choice costs is worked out request by request afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST_AT_THE_FRONT = 3
"""Four breakpoints a request are allowed (platform.claude.com/docs, prompt caching); one is for the prompt's end."""
MOST_CANDIDATES = 32
"""Depths that are compared in pairs: those after which most readers are lost."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How often there were blocks at one depth, and how often the prompt up to it was used within the cache's life."""

    depth: int
    requests: int
    reads: int
    tokens: int
    """Of the blocks at this depth alone."""


@dataclass(frozen=True, slots=True)
class CachePrices:
    """USD per million tokens."""

    input_usd_per_mtok: Decimal
    read_usd_per_mtok: Decimal
    write_usd_per_mtok: Decimal


def choose(depths: Sequence[Depth], prices: CachePrices, least_tokens: int) -> list[int]:
    """The depths whose breakpoints together save most, from the front; none if none saves. `depths`: 1 and on.

    A breakpoint decides about the tokens since the one before it: each request that finds the prompt up to it reads
    them, each other one writes them.
    """
    ends = _mean_ends(depths)
    gain_a_token = {
        each.depth: each.reads * (prices.input_usd_per_mtok - prices.read_usd_per_mtok)
        - (each.requests - each.reads) * (prices.write_usd_per_mtok - prices.input_usd_per_mtok)
        for each in depths
    }
    candidates = [depth for depth in _candidates(depths) if ends[depth] >= least_tokens and gain_a_token[depth] > 0]
    best: dict[int, tuple[Decimal, list[int]]] = {0: (Decimal(0), [])}
    whole: tuple[Decimal, list[int]] = (Decimal(0), [])
    for _ in range(MOST_AT_THE_FRONT):
        longer: dict[int, tuple[Decimal, list[int]]] = {}
        for depth in candidates:
            found = [
                (gain + (ends[depth] - ends[before]) * gain_a_token[depth], [*chosen, depth])
                for before, (gain, chosen) in best.items()
                if before < depth
            ]
            if found:
                longer[depth] = max(found, key=lambda each: each[0])
        for each in longer.values():
            if each[0] > whole[0]:
                whole = each
        best = longer
    return whole[1]


def _mean_ends(depths: Sequence[Depth]) -> dict[int, int]:
    """How many tokens an average prompt has up to each depth."""
    ends = {0: 0}
    for each in depths:
        ends[each.depth] = ends[each.depth - 1] + each.tokens // each.requests
    return ends


def _candidates(depths: Sequence[Depth]) -> list[int]:
    """The depths after which readers are lost, from the front: a breakpoint before one reads less for as many."""
    following = [each.reads for each in (*depths[1:], Depth(0, 0, 0, 0))]
    lost = [(each.reads - after, each.depth) for each, after in zip(depths, following, strict=False)]
    most = sorted((each for each in lost if each[0] > 0), key=lambda each: (-each[0], each[1]))[:MOST_CANDIDATES]
    return sorted(depth for _, depth in most)
