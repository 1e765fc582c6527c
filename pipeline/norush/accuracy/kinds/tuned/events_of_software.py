"""Events behind which somebody may wait, or nobody: an issue that is filed, a merchant who joins, a detection that
fires."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def issues_labelled_as_they_are_filed(w: World) -> None:
    """A tracker of issues labels what is filed: a hook puts it into a queue, one call says which area, how bad, and
    another one which of the ten nearest issues is the same. Here the one on duty has the list open and takes what comes
    up with its label, there it is looked at in next week's round, and some come from a crawler of forums at night. Now
    and then a team moves in and brings hundreds. No log tells these apart."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=3)
    rules, workers = round(w.about(880)), w.pick(4, 6, 10)

    def issue(at: float) -> float:
        words = min(8_000, w.tokens(420, 0.8))
        end = client.call(at, rules + words, min(400, w.tokens(60, 0.3)), stop="tool_use", tools=1)
        return client.call(end + 0.06, 500 + words + 10 * w.tokens(190, 0.3), min(400, w.tokens(85, 0.5)))

    for at in sorted(w.arrivals(40, OFFICE) + w.arrivals(14, ALWAYS)):
        issue(at + w.draw(1.4, 0.6))
    for moved in w.launches(w.rng.randint(1, 3), OFFICE):
        rows: list[Row] = [issue] * w.count(70, factor=1.9)
        pool(w, moved, rows, workers, between_s=0.05)


@kind("uncertain", is_decidable=False)
def papers_of_merchants_who_join(w: World) -> None:
    """A payments company has the papers of new merchants read as they are handed in: register, passport, a bill with
    the address, all pages at once, and one more call that holds them against the form. One in four is asked for a
    better picture. Some sit before the form and want to sell today, others have sent it from a phone and come back on
    Monday, resellers hand in ten together; who it was is not in the log."""
    reader = w.client(w.model(MIDDLE, SMALL), max_tokens=900, retries=3)
    holder = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3)
    rules = round(w.about(760))

    def handed_in(at: float, pages: int) -> float:
        rows: list[Row] = [
            partial(
                reader.call,
                input_tokens=rules + w.rng.choice((1_300, 1_568, 1_568)),
                output_tokens=min(900, w.tokens(190, 0.5)),
            )
            for _ in range(pages)
        ]
        end = at_once(w, at + w.draw(2.5, 0.5), rows, within_s=0.3)
        return holder.call(end + 0.1, 1_400 + 200 * pages, min(1_200, w.tokens(240, 0.4)))

    starts = [(at, 1) for at in w.arrivals(9, OFFICE) + w.arrivals(7, HOME)]
    starts += [(at, w.rng.randint(4, 12)) for at in w.arrivals(0.35, OFFICE)]
    for start, merchants in sorted(starts):
        for _ in range(merchants):
            at, pages = start + w.rng.random() * 3 * (merchants - 1), w.rng.randint(2, 7)
            while True:
                at, pages = handed_in(at, pages), 1
                if w.rng.random() < 0.75:
                    break
                at += w.draw(5 * MINUTE_S, 1.0) if w.rng.random() < 0.5 else w.draw(DAY_S, 0.7)


@kind("uncertain", is_decidable=False)
def detections_told_as_they_fire(w: World) -> None:
    """A vendor of security tells each detection in words as it fires: what ran, who, what the same machine did before.
    Kept back for twenty seconds lest one matter be told five times. At some customers somebody watches the list around
    the clock and opens it at once, at others it is read on Monday, and those of the lowest weight by nobody; an agent
    that is rolled out wrongly fires on a hundred machines together."""
    w.user_agent = w.pick("anthropic-sdk-java/2.9.0", w.user_agent)
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=900, retries=3)
    rules, is_named = round(w.about(1_350)), w.rng.random() < 0.5
    fired = w.arrivals(40, ALWAYS) + w.arrivals(34, OFFICE)
    for storm in w.launches(w.rng.randint(2, 5), ALWAYS):
        fired += [storm + w.draw(3 * MINUTE_S, 0.8) for _ in range(w.count(38, factor=2.0))]
    for at in sorted(fired):
        user = f"tenant_{int(w.rng.paretovariate(1.2)) % 400}" if is_named else None
        found = rules + min(12_000, w.tokens(1_350, 0.7))
        client.call(at + 20 + w.draw(0.8, 0.6), found, min(900, w.tokens(230, 0.35)), user=user)
