"""A rolling summary: every hour a handful of calls, each fed with the summary of the hour before.

Reads nothing, writes nothing. The state does not show in the token counts, and five calls an hour are too
few to measure: the honest verdict from a log is `uncertain`.
"""

from dataclasses import dataclass

from norush.demo.calls import Client, draw
from norush.demo.clock import Clock, Schedule


@dataclass(frozen=True, slots=True)
class Digests:
    """One call a channel and hour, one after the other. Tokens are medians."""

    schedule: Schedule
    channels: int
    news_tokens: int
    summary_tokens: int

    def run(self, client: Client, clock: Clock, scale: float) -> None:
        rng = client.rng
        summaries = [self.summary_tokens] * max(1, min(self.channels, round(self.channels * scale)))
        for start in self.schedule.starts(rng, clock):
            at = start
            for channel, before in enumerate(summaries):
                after = draw(rng, self.summary_tokens, 0.2)
                at = client.call(at, before + draw(rng, self.news_tokens, 0.6), after) + draw(rng, 300, 0.8)
                summaries[channel] = after
