"""Events behind which somebody may wait, or nobody: no log says."""

from norush.accuracy.calendar import ALWAYS, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("uncertain", is_decidable=False)
def voicemails_in_words(w: World) -> None:
    """A telecom writes down what was said on the voicemails of its business customers: when a message is left, its
    words are put in order, and long ones get a line on what is wanted. It goes out as a mail. Some customers pick up
    the phone at once when they read it, many read it the next day."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=700)
    for rhythm, per_day in ((OFFICE, 44), (ALWAYS, 5)):
        for left in w.arrivals(per_day, rhythm):
            words = w.tokens(95, 0.8)
            end = client.call(left + 4 + w.draw(5, 0.6), 340 + words, max(8, round(words * 0.9)))
            if words > 110:
                client.call(end + w.draw(0.03, 0.5), 280 + words, w.tokens(24, 0.3))
