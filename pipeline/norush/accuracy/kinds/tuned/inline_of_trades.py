"""A program waits inline, for a second or two, and behind it somebody who mostly does not know of a model."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World

MEALS = Rhythm(
    (0.8, 0.8, 0.85, 0.95, 1.35, 1.4, 1.1),
    (0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 1, 5, 10, 8, 2.5, 1.5, 2, 5, 10, 11, 8, 4, 1.5, 0.6),
    1.2,
)
"""Who orders food."""

STAGE = Rhythm(
    (0.7, 0.7, 0.75, 0.8, 1.1, 1.5, 1.4),
    (3, 1.5, 0.6, 0.3, 0.2, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5.5, 7, 9, 10.5, 10.5, 9, 6),
    1.2,
)
"""Who shows himself to the world, and to whom."""


@kind("latency_bound")
def texts_for_an_ad_slot(w: World) -> None:
    """Where an advertiser has none that fits, a line for a slot on a page is written while the page loads: a second or
    two, then the slot is sold to somebody else. If nothing is there after half of that a second copy is sent. Day and
    night, as people read, and twice as many on a weekend of sales."""
    client = w.client(w.model(SMALL), max_tokens=25, retries=0)
    brief, hedged_s, hedges = round(w.about(260)), w.about(0.9, 1.3), w.rng.random() < 0.6
    sale = w.rng.randrange(w.month.days)
    for at in w.arrivals(105, HOME):
        for _ in range(2 if abs(at / 86_400 - sale) < 1.5 else 1):
            asked, begun = brief + w.tokens(60, 0.5), at + (w.draw(300, 0.8) if w.rng.random() < 0.3 else 0.0)
            if hedges:
                client.hedge(begun, asked, w.tokens(9, 0.3), hedged_s)
            else:
                client.abort(begun, asked, w.tokens(9, 0.3), 2 * hedged_s)


@kind("latency_bound", "interactive")
def faces_at_sign_up(w: World) -> None:
    """Who signs up with a broker holds a paper and then his face to the camera: a call reads the paper, the next
    compares both, and the page goes on or says "hold it still", which it says up to three times. People by day, and for
    an hour or two at night a gang that tries a hundred papers with a script."""
    read = w.client(w.model(MIDDLE, SMALL), max_tokens=250, retries=1)
    compare = w.client(w.model(MIDDLE), max_tokens=60, retries=1)

    def sign_up(at: float, wait_s: float) -> None:
        for _ in range(3):
            end = read.call(at, 690 + w.pick(1_440, 1_590), w.tokens(88, 0.2), stop="tool_use", tools=1)
            end = compare.call(end + 0.05 + w.draw(wait_s, 0.4), 410 + 2 * 1_590, w.tokens(16, 0.3))
            if w.rng.random() < 0.72:
                break
            at = end + w.draw(wait_s, 0.5)

    for start in w.arrivals(27, HOME):
        sign_up(start, 7.0)
    for gang in w.launches(2, ALWAYS):
        at = gang
        for _ in range(w.count(45)):
            sign_up(at, 0.4)
            at += w.rng.expovariate(1 / 50)


@kind("latency_bound")
def pictures_of_live_shows(w: World) -> None:
    """Of each show that somebody sends from his room a picture is looked at every ten or fifteen seconds as long as it
    goes on, with the last words of its chat; the show is cut within a moment when it must be. Some shows at a time in
    the evening, hardly one in the morning. As regular as a timer, each by its own second, and worth nothing a minute
    later."""
    client = w.client(w.model(SMALL), max_tokens=30, retries=0)
    every_s, rules = w.pick(10.0, 15.0, 20.0), round(w.about(580))
    for start in w.arrivals(1.3, STAGE):
        at, over = start, start + min(3 * 3_600.0, w.draw(700, 0.8))
        while at < over:
            client.abort(at + abs(w.rng.gauss(0, 0.15)), rules + 1_050 + w.tokens(55, 0.7), w.tokens(6, 0.3), 4.0)
            at += every_s


@kind("latency_bound")
def guard_of_what_agents_do(w: World) -> None:
    """A security firm's proxy looks at each thing that its customers' agents are about to do, and lets it through or
    not: an agent stands still until it may. A run makes six or sixty such questions some seconds apart, with nothing of
    the run before but its task; runs of many customers lie over each other, at night too when theirs are long."""
    client = w.client(w.model(SMALL, OLDER), max_tokens=90, retries=1)
    policy = round(w.about(1_450))
    for rhythm, per_day in ((OFFICE, 6.5), (ALWAYS, 1.2)):
        for start in w.arrivals(per_day, rhythm):
            at, task = start, w.tokens(120, 0.7)
            for _ in range(min(70, w.tokens(12, 0.8))):
                asked = task + (w.tokens(90, 0.8) if w.rng.random() < 0.8 else w.tokens(1_600, 0.6))
                at = client.call(at, policy + asked, 4 if w.rng.random() < 0.9 else w.tokens(45, 0.3))
                at += w.draw(6.5, 0.9)


@kind("latency_bound", "interactive")
def orders_taken_by_telephone(w: World) -> None:
    """A chain of pizza shops has its telephone answered by a machine: streamed words that are spoken as they come, the
    menu cached, and the order put in by a tool when it is complete. A turn every eight seconds, eight or so to a call,
    noon and evening, most on Fridays; more callers than lines on an evening of football."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=180, retries=1)
    menu = round(w.about(5_200, 1.3))
    starts = w.arrivals(13, MEALS)
    for match in w.launches(2, MEALS):
        starts += [match + w.rng.uniform(0, 40 * MINUTE_S) for _ in range(w.count(12))]
    warm_until = 0.0
    for start in sorted(starts):
        at, said_so_far, session = start, 40, w.name("line")
        for turn in range(turns := 3 + w.tokens(4, 0.5)):
            said, heard = w.tokens(26, 0.4), w.tokens(11, 0.6)
            said_so_far += heard
            is_order = turn == turns - 2
            read = menu if at < warm_until else 0
            warm_until = max(warm_until, at + 290)
            end = client.call(
                at, said_so_far, said, read=read, write=menu - read, session=session,
                stop="tool_use" if is_order else "end_turn", tools=3,
            )  # fmt: skip
            said_so_far += said
            at = end + (0.4 if is_order else said / 3.2 + 1 + w.draw(3.2, 0.6))


@kind("latency_bound", "interactive")
def questions_in_a_live_sale(w: World) -> None:
    """A shop sells on a live picture three evenings a week, from eight to half past nine, and viewers' questions are
    answered below it at once: is it for me, what does it say, how does it fit. None and then forty in a minute when a
    new piece is held up. It begins by the clock like a job, many calls at once; a minute later the next piece is on."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120, retries=0)
    evenings = w.pick((1, 3, 6), (2, 4, 6), (0, 3, 5))
    for start in w.timer((20,), minute=0, weekdays=evenings, late_s=50):
        for piece in range(9):
            held_up, known = start + piece * 10 * MINUTE_S + w.rng.uniform(0, 90), 900 + w.tokens(340, 0.3)
            for _ in range(w.count(17, factor=2.5)):
                at = held_up + w.rng.expovariate(1 / 70)
                client.abort(at, known + w.tokens(13, 0.5), w.tokens(30, 0.35), 6.0)


@kind("latency_bound", "interactive")
def words_on_a_shelf(w: World) -> None:
    """In a market's app one holds the phone before a shelf, and what contains nuts is marked: three or four packs are
    read side by side as soon as the picture stands still, then the next shelf, a dozen times through the shop. The
    screen is dark until all are there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=160, retries=1)
    for start in w.arrivals(9.5, HOME):
        at, user = start, w.name("phone")
        for _ in range(w.tokens(4, 0.7)):
            rows: list[Row] = [
                partial(
                    client.call, input_tokens=430 + w.rng.randint(520, 810), output_tokens=w.tokens(41, 0.4), user=user
                )
                for _ in range(w.rng.choices((1, 2, 3, 4), (1, 2, 3, 3))[0])
            ]
            at = at_once(w, at, rows, within_s=0.2) + 5 + w.draw(28, 0.9)
