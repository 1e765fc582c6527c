"""Events behind which somebody may wait, or nobody: no log says."""

from norush.accuracy.calendar import ALWAYS, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import LARGE, MIDDLE, SMALL, World


@kind("uncertain", is_decidable=False)
def summaries_on_ingest(w: World) -> None:
    """A page of the wiki is saved, a file laid down, a note written: a worker takes it, sums it up, and gives it tags.
    One here and three there by day; some hundreds in a row when a folder is connected. Whoever saved it may look at the
    list at once, or never."""
    client, tags = w.client(w.model(MIDDLE, SMALL), max_tokens=400), w.client(w.model(SMALL), max_tokens=80)

    def document(at: float) -> float:
        text = min(60_000, w.tokens(2_600, 1.0))
        end = client.call(at, 380 + text, w.tokens(150, 0.35))
        return tags.call(end + w.draw(0.02, 0.5), 450 + min(text, 2_000), w.tokens(20, 0.3))

    for at in w.arrivals(26, OFFICE):
        document(at + w.draw(1.2, 0.6))
    for start in w.launches(2, OFFICE):
        rows: list[Row] = [document] * w.count(90, factor=2)
        pool(w, start, rows, 4, between_s=0.1)


@kind("uncertain", is_decidable=False)
def triage_of_a_shared_inbox(w: World) -> None:
    """Each mail to a firm's three addresses is put into a class as it comes, and nearly half get a draft of an answer
    a moment later. Mails come at night too, and by the dozen after a newsletter. The desk may look at the draft the
    next minute or on Monday: no log says."""
    classes = w.client(w.model(SMALL), max_tokens=60)
    drafts = w.client(w.model(MIDDLE, LARGE), max_tokens=900)

    def mail(at: float, drafted: float) -> None:
        words = w.tokens(330, 0.9)
        end = classes.call(at, 760 + words, w.tokens(18, 0.3), stop="tool_use", tools=1)
        if w.rng.random() < drafted:
            drafts.call(end + w.draw(0.4, 0.5), 1_900 + words, w.tokens(190, 0.4))

    for at in w.arrivals(42, OFFICE):
        mail(at, 0.45)
    for at in w.arrivals(7, ALWAYS):
        mail(at, 0.15)
    for sent in w.launches(3, OFFICE):
        for _ in range(w.count(28)):
            mail(sent + w.rng.gammavariate(1.2, 1_500), 0.1)


@kind("uncertain", is_decidable=False)
def alerts_in_words(w: World) -> None:
    """Each alert of a monitoring system is put into a sentence with the lines of its log, and goes into a channel:
    a few a day, and storms in which dozens come within minutes, and the same again when all is well. Somebody is on
    call and reads them at once, or has muted the channel months ago."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=300)
    for start in w.arrivals(9, ALWAYS):
        storm = 1 if w.rng.random() < 0.8 else w.tokens(16, 0.7)
        for _ in range(storm):
            at = start + (w.rng.expovariate(1 / 140) if storm > 1 else 0.0)
            client.call(at, 520 + w.tokens(1_700, 0.7), w.tokens(85, 0.35))
            if w.rng.random() < 0.6:
                client.call(at + 60 + w.draw(900, 1.0), 480 + w.tokens(380, 0.5), w.tokens(40, 0.3))
