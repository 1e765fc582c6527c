"""Code completion: an editor asks at each pause in the typing and drops what comes too late.

Reads nothing, writes nothing.
"""

from dataclasses import dataclass

from norush.demo.calls import Client, draw
from norush.demo.clock import SECOND, Clock, Rhythm


@dataclass(frozen=True, slots=True)
class Completion:
    """Spells of typing by many people; within a spell a call every few seconds. Tokens are medians."""

    rhythm: Rhythm
    spells_a_day: float
    calls_a_spell: float
    pause_s: float
    input_tokens: int
    output_tokens: int
    users: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        for start in self.rhythm.arrivals(rng, clock, self.spells_a_day * scale):
            user = f"dev-{rng.randrange(self.users):03d}"
            at = start
            for _ in range(1 + int(rng.expovariate(1 / (self.calls_a_spell - 0.5)))):
                client.call(at, draw(rng, self.input_tokens, 0.45), draw(rng, self.output_tokens, 0.6), user=user)
                at += 400 + int(rng.expovariate(1 / (self.pause_s * SECOND)))
