"""Worker pools: a job starts, each worker takes the next row a moment after its last answer came.

Reads nothing, writes nothing. A pool of one is a plain loop.
"""

from dataclasses import dataclass
from heapq import heapify, heapreplace

from norush.demo.calls import Client, draw
from norush.demo.clock import Clock, Schedule


@dataclass(frozen=True, slots=True)
class Pool:
    """A scheduled closed loop. Tokens are medians; `fixed_tokens` is the prompt that all rows share."""

    schedule: Schedule
    workers: int
    rows: int
    fixed_tokens: int
    row_tokens: int
    output_tokens: int
    row_sigma: float = 0.5
    output_sigma: float = 0.4
    rows_vary: float = 0.15
    between_ms: float = 6  # a worker's own work between an answer and its next call

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        for start in self.schedule.starts(rng, clock):
            rows = max(1, round(self.rows * scale * rng.uniform(1 - self.rows_vary, 1 + self.rows_vary)))
            free = [start + 3 * worker + rng.randint(0, 2) for worker in range(self.workers)]
            heapify(free)
            for _ in range(rows):
                end = client.call(
                    free[0],
                    self.fixed_tokens + draw(rng, self.row_tokens, self.row_sigma),
                    draw(rng, self.output_tokens, self.output_sigma),
                )
                heapreplace(free, end + draw(rng, self.between_ms, 0.5))
