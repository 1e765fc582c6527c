"""Events behind which somebody may wait, or nobody: mails to a law firm, papers of tax clients, applications."""

from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import DAY_S, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def mails_filed_under_matters(w: World) -> None:
    """Each mail that comes to a law firm is told by the mail system and goes to a function that says which matter it
    belongs to, whether a time limit runs, and puts two lines over it. Some lawyers have the folder of the matter open
    and see it come, the secretary files what is left next morning, and most is read when it is read. By day one after
    the other, with a wave when a court sends its post. A log shows the same of all of them."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=400, retries=4)
    matters = round(w.about(1_500, 1.3))
    mails = w.arrivals(34, OFFICE) + w.arrivals(3, HOME)
    for court in w.timer((w.pick(11, 14),), weekdays=(0, 1, 2, 3, 4), late_s=600):
        mails += [court + w.rng.random() * 90 for _ in range(w.count(4, factor=1.8))]
    for at in sorted(mails):
        client.call(
            at + w.draw(1.3, 0.5), matters + min(12_000, w.tokens(900, 0.9)), w.tokens(115, 0.3),
            stop="tool_use", tools=1,
        )  # fmt: skip


@kind("uncertain", is_decidable=False)
def papers_uploaded_by_tax_clients(w: World) -> None:
    """Clients of a tax adviser put their papers into a portal, one bill or the folder of a year: each paper becomes a
    message, two workers read it and say what it is, with date, sum and year. In one firm the client sees a tick beside
    each paper and waits for the last, in another the clerk finds it all next week. Most on Sunday evenings and in the
    last days before a date. Nothing in a log tells the one from the other."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=3)
    form, due = round(w.about(1_150)), w.rng.uniform(0.3, 0.9) * w.month.length_s
    bundles = w.arrivals(4.4, HOME)
    bundles += [at for at in w.arrivals(9, HOME) if due - 3 * DAY_S < at < due]
    free = [0.0, 0.0]
    papers = []
    for start in bundles:
        at = start
        for _ in range(min(60, w.tokens(2.6, 1.0))):
            papers.append(at)
            at += w.draw(0.8, 0.6) if w.rng.random() < 0.8 else w.draw(40, 0.8)
    for paper in sorted(papers):
        at = max(paper + w.draw(0.9, 0.4), heappop(free))
        pages = w.rng.choices((1, 2, 4), (7, 3, 1))[0]
        end = client.call(at, form + 1_530 * pages, min(800, w.tokens(165, 0.4)), stop="tool_use", tools=1)
        heappush(free, end + w.draw(0.1, 0.5))


@kind("uncertain", is_decidable=False)
def applications_read_into_the_system(w: World) -> None:
    """A recruiter's system reads each application as it comes in, from its own page at any hour and out of the feeds of
    three job boards, which hand over what they have once an hour, three at a time: profile, skills, a mark. A new post
    brings fifty on its first day. The recruiter of an urgent post rings up whoever comes in, the next one looks on
    Thursday, and applicants wait for nothing. What holds here a log cannot show."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=1_200, retries=3)
    scheme = round(w.about(1_050))

    def application(at: float) -> float:
        return client.call(
            at, scheme + min(9_000, w.tokens(1_450, 0.4)), min(1_200, w.tokens(430, 0.3)), stop="tool_use", tools=1
        )

    own = w.arrivals(10, HOME)
    for post in w.launches(w.rng.randint(4, 7), OFFICE):
        own += [post + w.rng.gammavariate(0.8, 30_000) for _ in range(w.count(17, factor=1.7))]
    for at in own:
        application(at + w.draw(2.0, 0.5))
    for start in w.timer(tuple(range(7, 23, w.pick(1, 2))), minute=w.rng.randrange(60), late_s=10):
        found = w.tokens(1.1 * w.scale, 0.9) if w.rng.random() < 0.45 else 0
        rows: list[Row] = [partial(application)] * min(12, found)
        if rows:
            pool(w, start + w.draw(3, 0.4), rows, 3, between_s=0.2)
