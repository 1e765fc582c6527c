"""Events behind which somebody may wait, or nobody: an item on a wire, a song that is handed in, a mail to a planning
desk."""

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def wire_items_given_topics_as_they_come(w: World) -> None:
    """A publisher with a dozen papers has the items of five agencies read as they come out of a queue: topics, places,
    people, how much it matters to which paper. At two papers the desk sees an item only once it has its topics and sits
    before the list; at the others the fields are for the search and for an evening's statistics. Bursts at the hour,
    when agencies send their summaries. Which paper looked is in no log."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=4)
    rules = round(w.about(1_500))
    items = w.arrivals(44, OFFICE) + w.arrivals(24, ALWAYS)
    items += [at - at % 3_600 + w.rng.expovariate(1 / 80) for at in w.arrivals(11, ALWAYS)]
    for at in sorted(items):
        own = min(4_000, w.tokens(430, 0.6))
        client.call(at + w.draw(0.9, 0.6), rules + own, min(400, w.tokens(95, 0.3)), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def songs_given_moods_as_they_are_handed_in(w: World) -> None:
    """A house that brings the songs of small labels to all stores reads what is handed in: words and notes of a song go
    to a model that gives mood, language, themes and whether it is explicit, a call for each track of an album, two or
    three at a time. Some artists keep the page open and want to see it before they press on; labels hand in a dozen
    albums by a file drop and look at it next week. The event is the same."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=350, retries=3)
    rules, workers = round(w.about(1_250)), w.pick(2, 3)

    def track(at: float) -> float:
        return client.call(at, rules + min(3_000, w.tokens(520, 0.4)), min(350, w.tokens(105, 0.3)))

    albums = [(at, w.rng.choices((1, 2, 5, 11), (10, 2, 3, 4))[0]) for at in w.arrivals(19, HOME)]
    for drop in w.launches(w.rng.randint(4, 7), OFFICE):
        albums += [(drop + w.rng.random() * 90, w.rng.randint(6, 14)) for _ in range(w.count(7, factor=1.7))]
    for at, tracks in sorted(albums):
        rows: list[Row] = [track] * tracks
        pool(w, at + w.draw(4, 0.7), rows, workers, between_s=0.1)


@kind("uncertain", is_decidable=False)
def dates_read_out_of_mails_to_a_planning_desk(w: World) -> None:
    """Press conferences, premieres, trials: what is mailed to a broadcaster's planning desk goes through a flow of a
    no-code tool that asks for date, place, who speaks and whether to go, then a second time for two lines for the
    diary. In the morning the desk has the diary open and takes what is for today; what comes in the evening or for next
    month is seen some day. Mails that came while the flow was switched off are all done when it is on again."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, retries=2)
    rules = round(w.about(800))
    off = w.launches(w.rng.randint(0, 2), OFFICE)
    mails = []
    for at in sorted(w.arrivals(46, OFFICE) + w.arrivals(11, ALWAYS)):
        back = next((stop + 0.2 * DAY_S for stop in off if stop <= at < stop + 0.2 * DAY_S), None)
        mails.append(at + w.draw(45, 0.8) if back is None else back + w.rng.random() * 3 * MINUTE_S)
    for at in sorted(mails):
        mail = min(9_000, w.tokens(820, 0.7))
        end = client.call(at, rules + mail, min(700, w.tokens(120, 0.3)), stop="tool_use", tools=1)
        if w.rng.random() < 0.6:  # worth the diary
            client.call(end + w.draw(1.1, 0.4), 350 + mail, min(700, w.tokens(80, 0.3)))
