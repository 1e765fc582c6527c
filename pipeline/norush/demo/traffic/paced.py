"""Rate-limited jobs: a call every few seconds, whether or not the last one has ended.

Reads nothing, writes nothing.
"""

from dataclasses import dataclass

from norush.demo.calls import Client, draw
from norush.demo.clock import SECOND, Clock, Schedule


@dataclass(frozen=True, slots=True)
class Paced:
    """A scheduled job that spaces its starts. Tokens are medians."""

    schedule: Schedule
    rows: int
    every_s: float
    input_tokens: int
    output_tokens: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        step = self.every_s * SECOND
        for start in self.schedule.starts(rng, clock):
            for row in range(max(1, round(self.rows * scale))):
                at = start + round(row * step + rng.gauss(0.0, 0.02) * step)
                client.call(at, draw(rng, self.input_tokens, 0.25), draw(rng, self.output_tokens, 0.35))
