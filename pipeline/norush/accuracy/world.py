"""What traffic is made with: a world of one kind behind one key, and a client whose calls take time and may fail.

Reads nothing, writes nothing. A call takes a time to the first token that depends on the model, the prompt and the
hour, then its output at the model's speed; noise is lognormal with a heavy tail. Rate limits and bad hours of the
provider answer with 429 and 529, and the client tries again. Figures are invented, and of the size that public
benchmarks of such models show.
"""

from dataclasses import dataclass
from math import cos, exp, log, pi
from random import Random
from typing import NamedTuple, TypeVar

from norush.accuracy.calendar import EVERY_DAY, HOUR_S, ZONES, Month, Rhythm

Choice = TypeVar("Choice")


class Speed(NamedTuple):
    """Seconds to the first token, tokens a second after it, prompt tokens read a second."""

    first_token_s: float
    tokens_per_s: float
    prompt_tokens_per_s: float


SPEEDS = {
    "claude-haiku-4-5-20251001": Speed(0.45, 140, 30_000),
    "claude-sonnet-4-6": Speed(0.9, 70, 14_000),
    "claude-sonnet-5": Speed(0.8, 78, 16_000),
    "claude-opus-4-8": Speed(1.4, 50, 8_000),
    "claude-opus-5": Speed(1.2, 60, 9_000),
}
SMALL, OLDER, MIDDLE, LARGE_OLDER, LARGE = SPEEDS


USER_AGENTS = ("anthropic-sdk-python/0.71.0", "anthropic-sdk-typescript/0.66.1", "anthropic-sdk-java/2.9.0")
"""Clients, which say little: most jobs and most services use the first."""


class Call(NamedTuple):
    """One request as the provider saw it, in seconds of the month. `input_tokens` excludes cache reads and writes."""

    start_s: float
    first_s: float | None
    end_s: float
    model: str
    input_tokens: int
    read_tokens: int
    write_tokens: int
    output_tokens: int
    max_tokens: int
    status: str
    error: str | None
    stop: str | None
    streamed: bool
    session: str | None
    user: str | None
    tier: str
    tools: int | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """How often calls fail: always, and in the provider's bad hours."""

    share: float = 0.002
    bad_hours: int = 2
    bad_share: float = 0.15


class World:
    """One kind of traffic in one month behind one key. `scale` multiplies how much there is, never how it behaves."""

    def __init__(
        self, month: Month, rng: Random, scale: float, *, model: str | None = None, zone: str | None = None
    ) -> None:
        self.month = month
        self.rng = rng
        self.scale = scale
        self.zone = zone or rng.choice(ZONES)
        self.calls: list[Call] = []
        self.clock: str | None = None  # how its gateway notes times, where that is part of the kind
        self.user_agent = rng.choices(USER_AGENTS, (7, 2, 1))[0]
        self._model = model
        self._hours = _hours_of_load(rng, month.days * 24)

    # what differs from company to company

    def pick(self, *choices: Choice) -> Choice:
        """One of these."""
        return self.rng.choice(choices)

    def about(self, middle: float, factor: float = 1.6) -> float:
        """A number around `middle`, up to `factor` times more or less."""
        return middle * exp(self.rng.uniform(-1, 1) * log(factor))

    def count(self, middle: float, factor: float = 1.4) -> int:
        """A whole number of rows, runs, calls around `middle`, by this world's scale; at least 1."""
        return max(1, round(self.about(middle, factor) * self.scale))

    def draw(self, median: float, sigma: float) -> float:
        """A lognormal number."""
        return median * exp(self.rng.gauss(0.0, sigma))

    def tokens(self, median: float, sigma: float) -> int:
        """A lognormal number of tokens, at least 1."""
        return max(1, round(self.draw(median, sigma)))

    def model(self, *choices: str) -> str:
        """One of these models, unless the key is for one model only."""
        return self._model or self.rng.choice(choices)

    def name(self, prefix: str) -> str:
        """A name nobody else has (a session, say)."""
        return f"{prefix}-{self.rng.getrandbits(64):016x}"

    # when things begin

    def arrivals(
        self, per_day: float, rhythm: Rhythm, *, factor: float = 1.4, growth: float | None = None
    ) -> list[float]:
        """People or events that come on their own, about `per_day` of them by this world's scale."""
        grown = growth if growth is not None else self.about(1.15, 1.5)
        rate = self.about(per_day, factor) * self.scale
        return list(self.month.arrivals(self.rng, rate, rhythm, self.zone, grown))

    def timer(
        self,
        hours: tuple[int, ...],
        minute: int | None = None,
        weekdays: tuple[int, ...] = EVERY_DAY,
        late_s: float = 4.0,
    ) -> list[float]:
        """Starts of a scheduled job, in the zone of the company's servers."""
        when = self.pick(0, 0, 5, 15, 30, self.rng.randrange(60)) if minute is None else minute
        return list(self.month.timer(self.rng, hours, when, self.zone, weekdays, late_s))

    def launches(self, times: int, rhythm: Rhythm) -> list[float]:
        """Moments at which somebody launches something by hand, so many in the month."""
        weights = self.month.weights(rhythm, self.zone)
        hours = self.rng.choices(range(len(weights)), weights, k=times)
        return sorted((hour + self.rng.random()) * HOUR_S for hour in hours)

    # what the provider does

    def load(self, at: float) -> float:
        """How much slower than usual answers come at this time."""
        return self._hours[min(int(at // HOUR_S), len(self._hours) - 1)]

    def client(
        self,
        model: str,
        *,
        streamed: bool = False,
        max_tokens: int = 4096,
        retries: int = 2,
        tier: str = "standard",
        trouble: Trouble | None = None,
    ) -> "Client":
        """A client of the API for this model."""
        return Client(self, model, streamed, max_tokens, retries, tier, trouble or Trouble())


class Client:
    """Makes calls; each `call` gives when its last attempt ended."""

    def __init__(
        self, world: World, model: str, streamed: bool, max_tokens: int, retries: int, tier: str, trouble: Trouble
    ) -> None:
        self.world = world
        self.model = model
        self.streamed = streamed
        self.max_tokens = max_tokens
        self.retries = retries
        self.tier = tier
        self._share = trouble.share
        hours = world.month.days * 24
        self._bad = {world.rng.randrange(hours): trouble.bad_share for _ in range(trouble.bad_hours)}
        self._speed = SPEEDS[model]

    def call(
        self,
        at: float,
        input_tokens: int,
        output_tokens: int,
        *,
        read: int = 0,
        write: int = 0,
        session: str | None = None,
        user: str | None = None,
        stop: str = "end_turn",
        tools: int | None = None,
        model: str | None = None,
    ) -> float:
        """Calls at `at`; tries again what fails, with growing waits. The end of the last attempt, in seconds."""
        rng, world = self.world.rng, self.world
        for attempt in range(self.retries + 1):
            if rng.random() >= self._bad.get(int(at // HOUR_S), self._share):
                break
            error = rng.choices(("rate_limit_error", "overloaded_error", "api_error"), (5, 4, 1))[0]
            end = at + (world.draw(0.15, 0.4) if error != "api_error" else world.draw(6, 0.6))
            self._keep(at, None, end, model, 0, 0, 0, 0, "errored", error, None, session, user, tools)
            if attempt == self.retries:
                return end
            at = end + 0.5 * 2**attempt * rng.uniform(0.75, 1.25)
        if output_tokens >= self.max_tokens:
            output_tokens, stop = self.max_tokens, "max_tokens"
        first, end = self.times(at, input_tokens + write, output_tokens, model)
        self._keep(
            at,
            first,
            end,
            model,
            input_tokens,
            read,
            write,
            output_tokens,
            "succeeded",
            None,
            stop,
            session,
            user,
            tools,
        )
        return end

    def abort(
        self,
        at: float,
        input_tokens: int,
        output_tokens: int,
        after_s: float,
        user: str | None = None,
        *,
        read: int = 0,
        write: int = 0,
        session: str | None = None,
    ) -> float:
        """A call that the client hangs up on after `after_s` seconds: what was written by then is billed. One that
        was answered before ends earlier."""
        first, end = self.times(at, input_tokens + write, output_tokens, None)
        if end <= at + after_s:
            return self.call(at, input_tokens, output_tokens, read=read, write=write, session=session, user=user)
        cut = at + after_s
        written = _written(output_tokens, first, end, cut)
        seen = first if first <= cut else None
        self._keep(at, seen, cut, None, input_tokens, read, write, written, "canceled", None, None, session, user, None)
        return cut

    def hedge(self, at: float, input_tokens: int, output_tokens: int, after_s: float, user: str | None = None) -> float:
        """A call of which a second copy is sent if `after_s` seconds pass without an answer; the faster one is taken
        and the other hung up on. When the answer was there."""
        copies = [(start, *self.times(start, input_tokens, output_tokens, None)) for start in (at, at + after_s)]
        if copies[0][2] <= at + after_s:
            del copies[1]
        done = min(end for _, _, end in copies)
        for start, first, end in copies:
            is_taken = end == done
            written = output_tokens if is_taken else _written(output_tokens, first, end, done)
            status, stop = ("succeeded", "end_turn") if is_taken else ("canceled", None)
            seen = first if first <= done else None
            self._keep(start, seen, done, None, input_tokens, 0, 0, written, status, None, stop, None, user, None)
        return done

    def fetch(self, at: float, input_tokens: int, output_tokens: int) -> None:
        """A result of a batch, logged as it is read: its own start and duration are in no log."""
        self._keep(
            at, None, at, None, input_tokens, 0, 0, output_tokens, "succeeded", None, "end_turn", None, None, None
        )

    def expire(self, at: float) -> None:
        """A row that a batch did not get to within its day, read among its results: nothing is billed."""
        self._keep(at, None, at, None, 0, 0, 0, 0, "expired", None, None, None, None, None)

    def times(self, at: float, fresh_tokens: int, output_tokens: int, model: str | None) -> tuple[float, float]:
        """When the first and the last token of an answer would come."""
        world, rng = self.world, self.world.rng
        speed = SPEEDS[model] if model else self._speed
        load = world.load(at)
        tail = 1.0 if rng.random() > 0.01 else rng.paretovariate(1.5)
        first = (
            at
            + (speed.first_token_s * exp(rng.gauss(0.0, 0.3)) * tail + fresh_tokens / speed.prompt_tokens_per_s) * load
        )
        return first, first + output_tokens / (speed.tokens_per_s * exp(rng.gauss(0.0, 0.18))) * load + 0.004

    def _keep(
        self,
        start: float,
        first: float | None,
        end: float,
        model: str | None,
        input_tokens: int,
        read: int,
        write: int,
        output_tokens: int,
        status: str,
        error: str | None,
        stop: str | None,
        session: str | None,
        user: str | None,
        tools: int | None,
    ) -> None:
        if 0 <= start < self.world.month.length_s:
            self.world.calls.append(
                Call(
                    start, first if self.streamed else None, end, model or self.model, input_tokens, read, write,
                    output_tokens, self.max_tokens, status, error, stop, self.streamed, session, user, self.tier, tools,
                )
            )  # fmt: skip


def _written(output_tokens: int, first: float, end: float, cut: float) -> int:
    """How much of an answer is there when a client hangs up at `cut`: one token at least."""
    return max(1, int(output_tokens * max(0.0, cut - first) / (end - first)))


def _hours_of_load(rng: Random, hours: int) -> list[float]:
    """A factor on latency for each hour: a daily swing, and weather that changes slowly."""
    weather, factors = 0.0, []
    for hour in range(hours):
        weather = 0.85 * weather + rng.gauss(0.0, 0.06)
        factors.append(exp(weather - 0.12 * cos(2 * pi * (hour % 24 - 5) / 24)))
    return factors
