"""Conversations: people arrive on their own, read, think and answer; the context grows by each turn.

Reads nothing, writes nothing.
"""

from dataclasses import dataclass
from heapq import heappop, heappush

from norush.demo.calls import Call, Client, draw
from norush.demo.clock import MINUTE, SECOND, Clock, Rhythm

CACHE_LIFE = 5 * MINUTE


@dataclass(slots=True)
class _Conversation:
    turns_left: int
    session: str
    user: str
    history_tokens: int = 0
    cached_tokens: int = 0
    cached_until: int = 0


@dataclass(frozen=True, slots=True)
class Chat:
    """An open loop of conversations. Tokens are medians, `turns` is a mean."""

    rhythm: Rhythm
    conversations_a_day: float
    turns: float
    system_tokens: int
    question_tokens: int
    answer_tokens: int
    pause_s: float
    users: int
    is_cached: bool
    has_sessions: bool = True
    search_share: float = 0.0
    repeated_question_share: float = 0.0

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        """All conversations at once, in time order: the cached system prompt is shared by them."""
        rng = client.rng
        waiting: list[tuple[int, int, _Conversation]] = []
        number = 0
        for number, at in enumerate(self.rhythm.arrivals(rng, clock, self.conversations_a_day * scale)):
            turns = min(30, 1 + int(rng.expovariate(1 / (self.turns - 0.5))))
            named = self.has_sessions
            user = f"u_{rng.randrange(self.users):05d}" if named else ""
            heappush(waiting, (at, number, _Conversation(turns, client.new_id() if named else "", user)))
        system_cached_until = 0
        while waiting:
            at, _, talk = heappop(waiting)
            if talk.history_tokens == 0 and client.calls and rng.random() < self.repeated_question_share:
                client.repeat_from_response_cache(at, _last_success(client.calls), talk.session, talk.user)
                continue
            end = self._turn(client, at, talk, at < system_cached_until)
            system_cached_until = at + CACHE_LIFE
            if talk.turns_left:
                number += 1
                heappush(waiting, (end + draw(rng, self.pause_s * SECOND, 0.8), number, talk))

    def _turn(self, client: Client, at: int, talk: _Conversation, is_system_cached: bool) -> int:
        rng = client.rng
        question = draw(rng, self.question_tokens, 0.7)
        answer = draw(rng, self.answer_tokens, 0.5)
        before = self.system_tokens + talk.history_tokens
        read = write = 0
        if self.is_cached:
            warm = talk.cached_tokens if at < talk.cached_until else 0
            read = max(warm, self.system_tokens if is_system_cached else 0)
            write = before - read
        end = client.call(
            at,
            question + (0 if self.is_cached else before),
            answer,
            read=read,
            write=write,
            session=talk.session,
            user=talk.user,
            searches=1 if rng.random() < self.search_share else 0,
        )
        talk.cached_tokens, talk.cached_until = before, at + CACHE_LIFE
        talk.history_tokens += question + answer
        talk.turns_left -= 1
        return end


def _last_success(calls: list[Call]) -> Call:
    return next((call for call in reversed(calls) if call.output_tokens), calls[-1])
