"""Agents with tools: each step's prompt is the last prompt, its answer, and what the tool returned.

Reads nothing, writes nothing. Either people start the runs (open loop), or a nightly job runs a queue
of them through a few workers: the calls depend on each other all the same.
"""

from dataclasses import dataclass
from heapq import heapify, heapreplace

from norush.demo.calls import Client, draw
from norush.demo.clock import MINUTE, SECOND, Clock, Rhythm, Schedule

CACHE_LIFE = 5 * MINUTE
MOST_CONTEXT_TOKENS = 160_000
UNCACHED_TAIL_TOKENS = 3  # what is left after the last cache breakpoint


@dataclass(frozen=True, slots=True)
class Agent:
    """How one run goes. Tokens and times are medians."""

    steps: float
    system_tokens: int
    task_tokens: int
    answer_tokens: int
    result_tokens: int
    tool_s: float
    is_cached: bool
    person_share: float = 0.0  # how often a person reads and answers between two steps
    has_sessions: bool = True

    def run(self, client: Client, at: int, user: str = "") -> int:
        """One run from `at`; its end."""
        rng = client.rng
        session = client.new_id() if self.has_sessions else ""
        cached = self.system_tokens if rng.random() < 0.7 else 0  # somebody else's run keeps the prefix warm
        context = self.system_tokens + draw(rng, self.task_tokens, 0.8)
        steps = draw(rng, self.steps, 0.6)
        end = at
        for step in range(steps):
            answer = draw(rng, self.answer_tokens, 0.7)
            tail = UNCACHED_TAIL_TOKENS if self.is_cached else context
            end = client.call(
                at,
                tail,
                answer,
                read=cached if self.is_cached else 0,
                write=context - cached if self.is_cached else 0,
                session=session,
                user=user,
                stop="end_turn" if step == steps - 1 else "tool_use",
            )
            is_person = rng.random() < self.person_share
            started, at = at, end + draw(rng, 70 * SECOND if is_person else self.tool_s * SECOND, 0.9)
            cached = context if at < started + CACHE_LIFE else 0
            context += answer + draw(rng, self.result_tokens, 0.9)
            if context > MOST_CONTEXT_TOKENS:
                break
        return end


@dataclass(frozen=True, slots=True)
class StartedByPeople:
    """Runs that developers start when they please, several at once."""

    agent: Agent
    rhythm: Rhythm
    runs_a_day: float
    users: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        for at in self.rhythm.arrivals(client.rng, clock, self.runs_a_day * scale):
            self.agent.run(client, at, user=f"dev-{client.rng.randrange(self.users):03d}")


@dataclass(frozen=True, slots=True)
class StartedByJob:
    """A queue of runs that a job works off with a few workers."""

    agent: Agent
    schedule: Schedule
    runs: int
    workers: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        for start in self.schedule.starts(rng, clock):
            free = [start + rng.randint(0, 900) for _ in range(self.workers)]
            heapify(free)
            for _ in range(max(1, round(self.runs * scale))):
                end = self.agent.run(client, free[0])
                heapreplace(free, end + draw(rng, 2 * SECOND, 0.5))
