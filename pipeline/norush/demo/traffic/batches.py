"""Work that is in the Batch API already: results that are fetched some hours after the job was sent.

Reads nothing, writes nothing.
"""

from dataclasses import dataclass

from norush.demo.calls import Client, draw
from norush.demo.clock import MINUTE, Clock, Schedule


@dataclass(frozen=True, slots=True)
class BatchResults:
    """An application that logs each result of a batch as it reads the results file. Tokens are medians."""

    schedule: Schedule
    rows: int
    input_tokens: int
    output_tokens: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        for sent in self.schedule.starts(rng, clock):
            at = sent + rng.randint(25, 190) * MINUTE
            for _ in range(max(1, round(self.rows * scale * rng.uniform(0.8, 1.2)))):
                at += rng.randint(1, 3)
                client.collect(at, draw(rng, self.input_tokens, 0.4), draw(rng, self.output_tokens, 0.4))


@dataclass(frozen=True, slots=True)
class ProxyBatches:
    """Batches sent through the proxy: one line when sent (no tokens), one with the sums when fetched."""

    schedule: Schedule
    rows: int
    input_tokens: int
    output_tokens: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        for sent in self.schedule.starts(rng, clock):
            client.collect(sent, 0, 0, operation="acreate_batch", took_ms=draw(rng, 900, 0.3))
            rows = range(max(1, round(self.rows * scale)))
            read = sum(draw(rng, self.input_tokens, 0.3) for _ in rows)
            written = sum(draw(rng, self.output_tokens, 0.3) for _ in rows)
            fetched = sent + rng.randint(40, 300) * MINUTE
            client.collect(fetched, read, written, operation="aretrieve_batch", took_ms=draw(rng, 700, 0.3))
