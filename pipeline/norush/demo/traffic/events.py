"""One call an event: something happens (a payment, a ticket), a program asks the model about it.

Reads nothing, writes nothing. Whether the program waits inline or the answer could come tomorrow is not
in the arrivals: that is the point of having both in the demo.
"""

from dataclasses import dataclass

from norush.demo.calls import Client, draw
from norush.demo.clock import DAY, Clock, Rhythm


@dataclass(frozen=True, slots=True)
class Events:
    """Poisson arrivals with the rhythm of those who cause them. Tokens are medians."""

    rhythm: Rhythm
    events_a_day: float
    input_tokens: int
    output_tokens: int
    from_day: int = 1  # the day of the month on which it went live

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        live = clock.since_ms + (self.from_day - 1) * DAY
        for at in self.rhythm.arrivals(rng, clock, self.events_a_day * scale):
            if at >= live:
                client.call(at, draw(rng, self.input_tokens, 0.3), draw(rng, self.output_tokens, 0.35))
