"""What a call is, who makes it, and a client that makes calls and retries the ones that fail.

Reads nothing, writes nothing. Latency is time to first token plus output over speed, with noise that
is lognormal as in real logs; the figures are invented and of the right size.
"""

from dataclasses import dataclass
from math import exp
from random import Random
from typing import NamedTuple, Protocol

from norush.demo.clock import Clock

OK = 200
RATE_LIMITED = 429
SERVER_ERROR = 500
OVERLOADED = 529


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, as the logs show it. Two workloads may share one caller: that is what mixes a key."""

    log: str  # 'litellm' or 'anthropic': the system that writes the log
    api_key: str
    workspace: str
    app: str
    model: str
    max_tokens: int
    streamed: bool = False
    user_agent: str = "anthropic-sdk-python/0.71.0"
    provider: str = "anthropic"
    operation: str = "acompletion"
    failure_share: float = 0.003


class Call(NamedTuple):
    """One call as the client saw it. A tuple, since there are a hundred thousand.

    `input_tokens` excludes cache reads and writes. `first_ms` is 0 where it was not streamed;
    `start_ms` equals `end_ms` where only the end is known (results of a batch).
    """

    start_ms: int
    first_ms: int
    end_ms: int
    call_id: int
    input_tokens: int
    read_tokens: int
    write_tokens: int
    output_tokens: int
    http_status: int
    stop_reason: str
    session: str
    user: str
    searches: int
    service_tier: str
    operation: str
    is_response_cache_hit: bool

    @property
    def is_request(self) -> bool:
        """Whether a model was asked: neither the proxy's own cache nor the sending of a batch is that."""
        return not self.is_response_cache_hit and self.operation != "acreate_batch"


class Traffic(Protocol):
    """A kind of traffic: frozen parameters and one method that makes a month of calls with a client."""

    def run(self, client: "Client", clock: Clock, scale: float) -> None:
        """Makes the calls of the whole month; `scale` multiplies how many, never how."""


class Speed(NamedTuple):
    """How quickly a model answers: milliseconds to the first token, then tokens a second."""

    first_token_ms: float
    tokens_per_s: float


SPEEDS = {
    "claude-haiku-4-5-20251001": Speed(320, 150),
    "claude-haiku-5-5": Speed(280, 180),
    "claude-sonnet-5": Speed(800, 75),
    "claude-sonnet-5-5": Speed(700, 85),
    "claude-opus-4-8": Speed(1_300, 55),
    "claude-opus-5": Speed(1_200, 60),
    "claude-opus-5-5": Speed(1_100, 65),
    "acme-private-7b": Speed(150, 45),
}
PREFILL_TOKENS_PER_MS = 40
MOST_RETRIES = 2


def draw(rng: Random, median: float, sigma: float) -> int:
    """A lognormal whole number, at least 1."""
    return max(1, round(median * exp(rng.gauss(0.0, sigma))))


class Client:
    """The API client of one workload: each `call` returns when it ended; `calls` remembers them all."""

    def __init__(self, caller: Caller, rng: Random, until_ms: int) -> None:
        self.caller = caller
        self.rng = rng
        self.calls: list[Call] = []
        self._until_ms = until_ms
        self._speed = SPEEDS[caller.model]

    def call(
        self,
        at: int,
        input_tokens: int,
        output_tokens: int,
        *,
        read: int = 0,
        write: int = 0,
        session: str = "",
        user: str = "",
        searches: int = 0,
        stop: str = "end_turn",
    ) -> int:
        """Makes a call at `at`, retries what fails with growing waits; the end of the last attempt."""
        rng = self.rng
        for attempt in range(MOST_RETRIES):
            if rng.random() >= self.caller.failure_share:
                break
            status = rng.choices((RATE_LIMITED, OVERLOADED, SERVER_ERROR), (7, 2, 1))[0]
            end = at + (draw(rng, 140, 0.4) if status != SERVER_ERROR else draw(rng, 4_000, 0.5))
            self._keep(Call(at, 0, end, self._id(), 0, 0, 0, 0, status, "", session, user, 0, "standard", "", False))
            at = end + int(500 * 2**attempt * rng.uniform(0.75, 1.25))
        if output_tokens >= self.caller.max_tokens:
            output_tokens, stop = self.caller.max_tokens, "max_tokens"
        first, end = self._answer(at, input_tokens + write, output_tokens)
        self._keep(
            Call(
                at,
                first if self.caller.streamed else 0,
                end,
                self._id(),
                input_tokens,
                read,
                write,
                output_tokens,
                OK,
                stop,
                session,
                user,
                searches,
                "standard",
                "",
                False,
            )
        )
        return end

    def collect(self, at: int, input_tokens: int, output_tokens: int, *, operation: str = "", took_ms: int = 0) -> None:
        """Notes the result of a batch that was fetched at `at`: its own start is not in any log."""
        end = at + took_ms
        self._keep(
            Call(
                at,
                0,
                end,
                self._id(),
                input_tokens,
                0,
                0,
                output_tokens,
                OK,
                "end_turn",
                "",
                "",
                0,
                "batch",
                operation,
                False,
            )
        )

    def repeat_from_response_cache(self, at: int, like: Call, session: str, user: str) -> int:
        """The proxy answers from its own cache: no call reaches the provider, yet a line is logged."""
        end = at + self.rng.randint(8, 30)
        self._keep(
            like._replace(
                start_ms=at,
                first_ms=0,
                end_ms=end,
                call_id=self._id(),
                session=session,
                user=user,
                is_response_cache_hit=True,
            )
        )
        return end

    def new_id(self) -> str:
        """A session id, shaped as a UUID."""
        return as_uuid(self._id())

    def _answer(self, at: int, fresh_tokens: int, output_tokens: int) -> tuple[int, int]:
        rng, speed = self.rng, self._speed
        first = at + int(speed.first_token_ms * exp(rng.gauss(0.0, 0.3)) + fresh_tokens / PREFILL_TOKENS_PER_MS)
        return first, first + int(1000 * output_tokens / (speed.tokens_per_s * exp(rng.gauss(0.0, 0.15)))) + 1

    def _id(self) -> int:
        return self.rng.getrandbits(128)

    def _keep(self, call: Call) -> None:
        if call.start_ms < self._until_ms:
            self.calls.append(call)


def as_uuid(number: int) -> str:
    """128 bits in the usual groups of hex digits."""
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
