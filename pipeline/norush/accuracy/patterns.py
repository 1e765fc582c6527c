"""Ways in which programs make many calls: pools, loops, chunks, pace; and how conversations and agents go on.

Reads nothing, writes nothing. Each takes a client and a start, and gives when it was done. A row is a function from a
start to an end, so that a row may be one call, a chain of two, or a fan-out.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from math import inf

from norush.accuracy.world import LARGE, SMALL, Client, World

Row = Callable[[float], float]
Asking = Generator[float, float, None]
"""Somebody who asks and goes on when answered: yields when the next call is wanted, is sent when it may start, makes
it and yields its end."""


def pool(world: World, at: float, rows: Sequence[Row], workers: int, between_s: float = 0.006) -> float:
    """So many workers take the next row a moment after their last one is done (a thread pool, a semaphore)."""
    free = [at + 0.002 * worker + world.rng.random() * 0.02 for worker in range(min(workers, len(rows)))]
    heapify(free)
    end = at
    for row in rows:
        done = row(free[0])
        end = max(end, done)
        heapreplace(free, done + world.draw(between_s, 0.6))
    return end


def loop(world: World, at: float, rows: Sequence[Row], between_s: float = 0.02) -> float:
    """One row after the other (a for loop in a script)."""
    for row in rows:
        at = row(at) + world.draw(between_s, 0.7)
    return at


def chunks(world: World, at: float, rows: Sequence[Row], size: int, between_s: float = 0.05) -> float:
    """A chunk at once, and the next when the slowest of it is done (gather over slices of a list)."""
    for first in range(0, len(rows), size):
        ends = [row(at + world.rng.random() * 0.01) for row in rows[first : first + size]]
        at = max(ends) + world.draw(between_s, 0.6)
    return at


def paced(world: World, at: float, rows: Sequence[Row], every_s: float, noise: float = 0.03) -> float:
    """A row every so many seconds, whatever the others do (a client-side rate limiter)."""
    end = at
    for number, row in enumerate(rows):
        end = max(end, row(at + number * every_s + abs(world.rng.gauss(0.0, noise)) * every_s))
    return end


def at_once(world: World, at: float, rows: Sequence[Row], within_s: float = 0.02) -> float:
    """All rows together (an unbounded gather, a page that asks for all it needs)."""
    return max(row(at + world.rng.random() * within_s) for row in rows)


def adaptive(world: World, at: float, rows: Sequence[Row], most: int) -> float:
    """A pool that backs off: half as many workers after a bad minute, one more after a good one."""
    workers, done = float(max(2, most // 4)), 0
    while done < len(rows):
        part = rows[done : done + max(4, int(workers) * 6)]
        at = pool(world, at, part, max(1, int(workers)), between_s=0.01)
        done += len(part)
        workers = max(2.0, workers / 2) if world.rng.random() < 0.15 else min(float(most), workers + 1)
    return at


def queued(limit: int, asking: Iterable[Asking], overhead_s: float = 0.0) -> None:
    """Lets many ask at once through a gateway that runs `limit` calls at a time: who comes later waits for a free
    place."""
    free = [0.0] * limit
    waiting: list[tuple[float, int, Asking]] = []
    for number, one in enumerate(asking):
        wanted = next(one, None)
        if wanted is not None:
            heappush(waiting, (wanted, number, one))
    while waiting:
        wanted, number, one = heappop(waiting)
        end = one.send(max(wanted, heappop(free) + overhead_s))
        heappush(free, end)
        again = next(one, None)
        if again is not None:
            heappush(waiting, (again, number, one))


def rows_of(
    client: Client,
    count: int,
    prompt: float,
    output: float,
    *,
    fixed: int = 0,
    sigma: float = 0.5,
    out_sigma: float = 0.4,
) -> list[Row]:
    """Independent rows of one call each: a prompt that all share, and the row's own tokens."""
    world = client.world

    def row(at: float) -> float:
        return client.call(at, fixed + world.tokens(prompt, sigma), world.tokens(output, out_sigma))

    return [row] * count


@dataclass(frozen=True, slots=True)
class Talk:
    """How a conversation goes. Tokens and times are medians; `turns` is a mean."""

    turns: float
    system: int
    question: float
    answer: float
    think_s: float
    is_cached: bool = False

    def run(self, client: Client, at: float, session: str | None = None, user: str | None = None) -> float:
        """One conversation from `at`; its end."""
        asking, end = self.asking(client, at, session, user), at
        for wanted in asking:
            end = asking.send(wanted)
        return end

    def asking(self, client: Client, at: float, session: str | None = None, user: str | None = None) -> Asking:
        """One conversation from `at`, call by call: a person reads, thinks and writes."""
        world, rng = client.world, client.world.rng
        history, cached = 0, 0
        left = 1 + int(rng.expovariate(1 / max(self.turns - 0.5, 0.1)))
        end = at
        while left > 0:
            question, answer = world.tokens(self.question, 0.8), world.tokens(self.answer, 0.55)
            before = self.system + history
            at = yield at
            warm = cached if at - end < 290 else 0
            if self.is_cached:
                end = client.call(at, question, answer, read=warm, write=before - warm, session=session, user=user)
            else:
                end = client.call(at, before + question, answer, session=session, user=user)
            yield end
            cached = before
            history += question + answer
            # reading takes as long as the answer is, thinking and typing as long as they take
            at = end + 2 + answer / 8 * rng.uniform(0.2, 0.9) + world.draw(self.think_s, 0.9)
            left -= 1


@dataclass(frozen=True, slots=True)
class Steps:
    """How an agent's run goes. Tokens and times are medians."""

    steps: float
    system: int
    task: float
    answer: float
    result: float
    tool_s: float
    is_cached: bool = True
    most_context: int = 150_000
    person_share: float = 0.0
    names_tools: bool = True  # false: tools are asked for in the text, and no stop reason tells

    def run(self, client: Client, at: float, session: str | None = None, user: str | None = None) -> float:
        """One run from `at`: each prompt is the last one, its answer, and what the tool gave; its end."""
        world, rng = client.world, client.world.rng
        context, cached, end = self.system + world.tokens(self.task, 0.8), 0, at
        steps = world.tokens(self.steps, 0.6)
        for step in range(steps):
            answer = world.tokens(self.answer, 0.8)
            stop = "end_turn" if step == steps - 1 or not self.names_tools else "tool_use"
            tools = 9 if self.names_tools else None
            warm = cached if step and at - end < 290 else 0
            if self.is_cached:
                end = client.call(
                    at, 4, answer, read=warm, write=context - warm, session=session, user=user, stop=stop, tools=tools
                )
            else:
                end = client.call(at, context, answer, session=session, user=user, stop=stop, tools=tools)
            cached = context
            is_person = rng.random() < self.person_share
            at = end + (world.draw(45, 1.0) if is_person else world.draw(self.tool_s, 1.1))
            context += answer + world.tokens(self.result, 1.0)
            if context > self.most_context:  # the client summarises and goes on
                context, cached = self.system + world.tokens(4_000, 0.4), 0
        return end


@dataclass(slots=True)
class Prefix:
    """What calls have in common and mark for the cache: those that begin before it is there write it, later ones read
    it, until nobody has for five minutes. What is too short for its model is plain input."""

    tokens: int
    _from_s: float = -inf
    _until_s: float = -inf

    def call(
        self,
        client: Client,
        at: float,
        own_tokens: int,
        output_tokens: int,
        *,
        session: str | None = None,
        user: str | None = None,
        stop: str = "end_turn",
        tools: int | None = None,
    ) -> float:
        """One call with this before its own tokens; its end. Calls are made in the order of their starts."""
        if self.tokens < {SMALL: 4_096, LARGE: 512}.get(client.model, 1_024):
            return client.call(
                at, self.tokens + own_tokens, output_tokens, session=session, user=user, stop=stop, tools=tools
            )
        read = self.tokens if self._from_s <= at < self._until_s else 0
        write = self.tokens - read
        end = client.call(
            at, own_tokens, output_tokens, read=read, write=write, session=session, user=user, stop=stop, tools=tools
        )
        if at >= self._until_s:
            self._from_s = end
        self._until_s = max(self._until_s, at + 290)
        return end
