"""A program waits inline, or nobody can tell whether it does: it hangs up, sends twice, goes from check to check."""

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, MINUTE_S, OFFICE, Rhythm
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk, at_once, pool, rows_of
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("latency_bound", is_decidable=False)
def inline_moderation(w: World) -> None:
    """Each post is checked before it is shown: short, steady, with the rhythm of those who post. The poster's page
    waits; a log cannot tell it from a check that runs afterwards."""
    client = w.client(w.model(SMALL), max_tokens=64)
    for at in w.arrivals(70, HOME):
        client.call(at, 420 + w.tokens(80, 0.9), w.tokens(9, 0.3))


@kind("uncertain", is_decidable=False)
def webhooks(w: World) -> None:
    """A webhook asks for a summary of what was changed, whenever something is. Whether its reader waits is in no
    log."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=600)
    for start in w.arrivals(45, HOME):
        at = start
        client.call(at, w.tokens(1_900, 0.9), w.tokens(130, 0.4))
        while w.rng.random() < 0.25:  # changes come in clusters
            at += w.rng.expovariate(1 / 20)
            client.call(at, w.tokens(1_900, 0.9), w.tokens(130, 0.4))


@kind("latency_bound")
def monitor_every_half_minute(w: World) -> None:
    """A probe asks for a verdict on fresh log lines every thirty seconds; an alert that comes tomorrow is none. One
    call a time, by the clock, all day: set up late in the month, and there to stay."""
    client = w.client(w.model(SMALL), max_tokens=128)
    every = w.pick(30.0, 60.0, 120.0) / min(1.0, w.scale)
    at = w.month.length_s * 7 / 8 + w.rng.random() * MINUTE_S
    while at < w.month.length_s:
        client.call(at + abs(w.rng.gauss(0, 0.05)), w.tokens(1_500, 0.3), w.tokens(16, 0.4))
        at += every


@kind("latency_bound", "interactive")
def translation_on_page_load(w: World) -> None:
    """A page that nobody has seen in this language yet: its six to fifteen texts are translated at once while it
    loads."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500)
    for at in w.arrivals(11, ALWAYS):
        for _ in range(w.rng.randint(6, 15)):
            client.call(at + w.rng.random() * 0.03, 120 + w.tokens(110, 0.8), w.tokens(90, 0.7))


@kind("latency_bound", is_decidable=False)
def fraud_check(w: World) -> None:
    """Each payment is weighed before it goes through: some tokens, all day, thick before holidays. The till waits;
    from a log it cannot be told from a check that runs afterwards."""
    client = w.client(w.model(SMALL), max_tokens=32)
    for at in w.arrivals(75, HOME):
        client.call(at, 700 + w.tokens(150, 0.4), w.tokens(6, 0.3))


@kind("uncertain", is_decidable=False)
def ticket_tagging(w: World) -> None:
    """Each new ticket gets tags and a summary when it comes in. It could wait until tonight, or the desk sorts by
    it: no log says."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=256)
    for at in w.arrivals(48, OFFICE):
        client.call(at, 500 + w.tokens(480, 0.7), w.tokens(70, 0.4))


@kind("latency_bound")
def check_every_five_minutes(w: World) -> None:
    """A dozen sensors are checked by a timer every five minutes, four at a time, and somebody is paged if one is
    wrong. Small jobs by the clock, but an answer is of use for five minutes only: set up late in the month, and
    there to stay."""
    client = w.client(w.model(SMALL), max_tokens=100)
    rows = rows_of(client, w.rng.randint(8, 14), 500, 20, fixed=400, sigma=0.2)
    at, every = w.month.length_s * 11 / 12 + w.rng.random() * 300, 300.0 / min(1.0, w.scale)
    while at < w.month.length_s:
        pool(w, at + 0.5 + w.rng.expovariate(1), rows, 4)
        at += every


@kind("latency_bound", is_decidable=False)
def ranking_of_a_feed(w: World) -> None:
    """A feed is ranked when it is opened: one call with all candidates, some digits back, ten thousand times a
    month."""
    client = w.client(w.model(SMALL), max_tokens=80)
    for at in w.arrivals(150, HOME):
        client.call(at, w.tokens(1_700, 0.15), w.tokens(34, 0.1))


@kind("latency_bound", is_decidable=False)
def routing_of_calls(w: World) -> None:
    """A caller says what it is about, and is put through. A second of silence; but a log shows an event and a call."""
    client = w.client(w.model(SMALL), max_tokens=20)
    for at in w.arrivals(60, OFFICE):
        client.call(at, 380 + w.tokens(45, 0.7), w.tokens(4, 0.2))


@kind("latency_bound")
def watch_every_minute(w: World) -> None:
    """Every minute a watchdog asks about each of fifteen services at once, and rings if one is ill. By the clock,
    all side by side, around it nothing: it looks like a job, but what it finds is stale a minute later."""
    client = w.client(w.model(SMALL), max_tokens=60)
    rows = rows_of(client, w.rng.randint(6, 15), 620, 12, fixed=200, sigma=0.15)
    at = w.rng.random() * 60
    while at < w.month.length_s / 80 * min(1.0, w.scale):
        at_once(w, at + w.rng.expovariate(1 / 0.3), rows)
        at += 60.0


@kind("interactive", "latency_bound")
def guard_before_chat(w: World) -> None:
    """Each message of a chat is looked at by a small model before the large one may answer: pairs of calls, the
    second a moment after the first, and a person at the end."""
    guard = w.client(w.model(SMALL), max_tokens=16)
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=1_024)
    talk = Talk(turns=3.5, system=1_100, question=60, answer=240, think_s=35)
    for at in w.arrivals(13, HOME):
        user, session = w.name("u"), w.name("s")
        asking = talk.asking(client, at, session, user)
        for wanted in asking:
            checked = guard.call(wanted, 310 + w.tokens(60, 0.8), w.tokens(3, 0.2), session=session, user=user)
            asking.send(checked + w.draw(0.006, 0.4))


@kind("uncertain", is_decidable=False)
def mailbox_poll(w: World) -> None:
    """A mailbox is looked into every two minutes, and each new mail gets a summary and a folder: one, three, or none
    at a time. Whether somebody is waiting for the folder is in no log."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=300)
    mails = w.arrivals(45, OFFICE)
    every = 120.0
    for at in mails:
        seen = (at // every + 1) * every + 0.5 + w.rng.random()
        client.call(seen, 350 + w.tokens(700, 0.9), w.tokens(85, 0.4))


@kind("uncertain", is_decidable=False)
def document_intake(w: World) -> None:
    """Documents come in by mail and by upload, and each is read page by page, six pages at a time. Some who sent one
    look at the screen, most are in bed; no log says."""
    client = w.client(w.model(MIDDLE), max_tokens=1_200)
    for at in w.arrivals(6, OFFICE):
        pool(w, at, rows_of(client, 1 + w.tokens(9, 0.9), 1_900, 330, sigma=0.3), 6)


@kind("uncertain", is_decidable=False)
def enrichment_of_leads(w: World) -> None:
    """Each new contact is looked up and described, when it is entered: by salespeople one at a time, by imports
    hundreds in a row."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=350)
    for at in w.arrivals(26, OFFICE):
        client.call(at, 800 + w.tokens(500, 0.6), w.tokens(120, 0.4))
    for start in w.launches(2, OFFICE):
        at = start
        for _ in range(w.count(60)):
            at += w.rng.expovariate(1 / 1.5)
            client.call(at, 800 + w.tokens(500, 0.6), w.tokens(120, 0.4))


@kind("latency_bound", is_decidable=False)
def news_desk(w: World) -> None:
    """Headlines of a ticker are read the moment they come, in trading hours, thick when something happens: an answer
    that is five minutes late is worth nothing, though a log shows events and calls. Several models vote."""
    clients = [w.client(model, max_tokens=64) for model in (SMALL, MIDDLE)]
    for start in w.launches(w.count(420), OFFICE):
        for at in [start, *(start + w.rng.expovariate(1 / 40) for _ in range(w.pick(0, 0, 0, 1, 3)))]:
            prompt = 450 + w.tokens(70, 0.5)
            for client in clients:
                client.call(at + w.rng.random() * 0.01, prompt, w.tokens(9, 0.3))


@kind("latency_bound", "interactive")
def live_captions(w: World) -> None:
    """A meeting is captioned and translated while it runs: a call every eight seconds as long as people talk, on
    weekdays. As regular as a rate-limited job, and of no use a minute later."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=160)
    for start in w.launches(w.count(11), OFFICE):
        at, until = start, start + w.pick(0.5, 0.5, 1.0) * HOUR_S * w.rng.uniform(0.8, 1.1)
        while at < until:
            client.call(at + abs(w.rng.gauss(0, 0.15)), 240 + w.tokens(34, 0.4), w.tokens(36, 0.4))
            at += 8.0


SHIFTS = Rhythm(
    (1.0, 1.0, 1.0, 1.05, 1.1, 0.7, 0.0),
    (0, 0, 0, 0, 0, 0, 7, 9, 9, 5, 9, 9, 9, 8, 8, 9, 9, 9, 4, 9, 9, 7, 0, 0),
    0.0,
)
"""Two shifts of a warehouse, with a break in each."""


@kind("latency_bound", "interactive")
def sent_twice_if_slow(w: World) -> None:
    """A checkout takes an address apart while the page turns. If no answer is there after about a second, the
    same is sent once more, the faster answer is taken and the other hung up on: nobody pays twice for what can
    wait."""
    client = w.client(w.model(SMALL), streamed=w.rng.random() < 0.4, max_tokens=150)
    after_s = w.pick(0.9, 1.1, 1.3)
    for at in w.arrivals(95, HOME):
        client.hedge(at, 420 + w.tokens(38, 0.4), w.tokens(46, 0.25), after_s)


@kind("latency_bound", "agentic")
def arm_that_asks(w: World) -> None:
    """A picking robot that does not know what it sees sends a picture, moves by the answer, looks, and asks again, up
    to five times; then the belt goes on. Two shifts, a break in each, no Sunday. The belt stands until the answer is
    there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=120)
    for start in w.arrivals(34, SHIFTS):
        at, tried = start, 0
        while True:
            end = client.call(at, 1_980 + 35 * tried, w.tokens(42, 0.3), stop="tool_use", tools=3)
            tried += 1
            if tried == 5 or w.rng.random() < 0.45:
                break
            at = end + 2.1 + w.draw(1.2, 0.3)  # the arm moves


@kind("latency_bound", "interactive")
def five_checks_in_a_row(w: World) -> None:
    """An application for an account goes through five services before the form may say yes: each asks a model of its
    own, one after the other, some milliseconds apart, and the first that refuses ends it. When a service finds the
    provider slow it is bypassed for a minute. The applicant sees a wheel turn."""
    services = [
        (w.client(w.model(*models), max_tokens=200, retries=0), prompt, answer)
        for models, prompt, answer in (
            ((SMALL,), 520, 12), ((SMALL, OLDER), 1_150, 30), ((MIDDLE,), 2_300, 60), ((SMALL,), 760, 10),
            ((MIDDLE, LARGE), 1_700, 85),
        )
    ]  # fmt: skip
    open_until = [0.0] * len(services)
    for start in w.arrivals(24, HOME):
        at, user = start, w.name("a")
        for place, (client, prompt, answer) in enumerate(services):
            if at < open_until[place]:
                continue
            end = client.call(at, prompt + w.tokens(140, 0.5), w.tokens(answer, 0.3), user=user)
            if end - at > 6:
                open_until[place] = end + 60
            at = end + w.draw(0.07, 0.5)
            if w.rng.random() < 0.05:
                break


@kind("latency_bound")
def probes_from_three_cities(w: World) -> None:
    """Three cities ask for the word "ok" every half hour, each at its own second, day and night, to see whether the
    provider is up and how fast. The same few tokens each time, streamed for the first one, never tried again: an
    answer from a batch would say nothing."""
    client = w.client(w.model(SMALL), streamed=True, max_tokens=5, retries=0)
    every = 1_800.0 / min(1.0, w.scale)
    for _ in range(3):
        at = w.rng.random() * every
        while at < w.month.length_s:
            client.call(at + w.rng.expovariate(1 / 0.2), 17, 4)
            at += every
