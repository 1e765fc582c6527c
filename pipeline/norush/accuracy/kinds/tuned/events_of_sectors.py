"""Events behind which somebody may wait, or nobody: mails, hooks, saved listings, findings, homework. No log says."""

from functools import partial
from heapq import heappop, heappush

from norush.accuracy.calendar import ALWAYS, DAY_S, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def mails_of_claims_in_a_queue(w: World) -> None:
    """Mails to an insurer's claims desk go through a queue with four consumers, which each take one, ask which claim it
    is about and what is wanted, and put it on a clerk's list. On a day with a storm hundreds lie in the queue. Some
    clerks work straight from the top of the list and wait for more, others look at it in the afternoon."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500, retries=3)
    prompt = round(w.about(1_300))
    mails = w.arrivals(36, OFFICE) + w.arrivals(9, HOME)
    storm = w.launches(1, OFFICE)[0]
    mails += [storm + w.rng.gammavariate(2.0, 3_500) for _ in range(w.count(140))]
    free = [0.0] * 4
    for mail in sorted(mails):
        at = max(mail + w.draw(0.6, 0.5), heappop(free))
        words = min(15_000, w.tokens(680, 0.9))
        heappush(free, client.call(at, prompt + words, w.tokens(150, 0.3), stop="tool_use", tools=1) + 0.05)


@kind("uncertain", is_decidable=False)
def pull_requests_put_into_words(w: World) -> None:
    """A hook of the code host has each request described when it is opened, and again when more is pushed: the change
    goes in, a summary and a list of risks come out as a comment. Some wait for it to mend the title, some reviewers
    read it next morning, and on Mondays a bot opens a dozen at once for which nobody looks."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=3)
    rules = round(w.about(900))

    def change(at: float) -> float:
        return client.call(at + w.draw(1.8, 0.5), rules + min(60_000, w.tokens(2_700, 1.0)), w.tokens(340, 0.4))

    for opened in w.arrivals(10, OFFICE):
        at = change(opened)
        for _ in range(int(w.rng.expovariate(1 / 0.8))):
            at = change(at + w.draw(2_500, 1.2))
    for start in w.timer((5, 6), minute=w.pick(0, 17), weekdays=(0,)):
        for number in range(w.count(6)):
            change(start + number * 4 + w.draw(2, 0.5))


@kind("uncertain", is_decidable=False)
def deals_that_changed_stage(w: World) -> None:
    """When a deal goes to the next stage in the CRM of a software vendor a hook has its notes and mails summed up into
    a field. Some sellers have the deal open and wait for the field to change, most have gone on to the next; at the
    end of a month many are moved, and now and then somebody moves thirty with one click."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2)
    moved = w.arrivals(19, OFFICE)
    moved += [at for at in w.arrivals(26, OFFICE) if at > w.month.length_s - 3 * DAY_S]
    for click in w.launches(3, OFFICE):
        moved += [click + w.rng.random() * 6 for _ in range(w.count(28))]
    for at in sorted(moved):
        client.call(at + w.draw(0.8, 0.5), 750 + min(30_000, w.tokens(2_300, 0.8)), min(900, w.tokens(250, 0.3)))


@kind("uncertain", is_decidable=False)
def orders_with_a_remark(w: World) -> None:
    """Where a customer of a shop has written a remark with the order, an event has it read: is it about delivery, a
    present, a wrong address? The warehouse prints the order within minutes when it is quiet and the next day when it
    is not, and only then it matters. At all hours, as orders come, with a day of discounts."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=2)
    rules, sale = round(w.about(820)), int(w.launches(1, HOME)[0] // DAY_S)
    for at in w.arrivals(58, HOME):
        for _ in range(3 if int(at // DAY_S) == sale else 1):
            begun = at + 0.2 + w.rng.expovariate(1 / 1.2)
            client.call(begun, rules + w.tokens(60, 0.8), w.tokens(42, 0.3), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def findings_from_the_lab(w: World) -> None:
    """A hospital's laboratory sends each finding as a message, and a draft of what it means is written beside it as it
    comes in. After the rounds of the morning dozens come from the machines within minutes, others at night from the
    emergency room. One doctor has the patient before them, the next reads it at the evening round."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=700, retries=3)
    rules = round(w.about(950))
    found = w.arrivals(14, ALWAYS) + w.arrivals(8, OFFICE)
    for start in w.timer((8, 9), minute=w.rng.randrange(60), weekdays=(0, 1, 2, 3, 4, 5), late_s=400):
        found += [start + w.rng.gammavariate(2.0, 4 * MINUTE_S) for _ in range(w.count(10, factor=1.7))]
    for at in sorted(found):
        client.call(at + w.draw(0.5, 0.5), rules + w.tokens(420, 0.5), w.tokens(230, 0.3))


@kind("uncertain", is_decidable=False)
def listings_saved_by_hosts(w: World) -> None:
    """When a host saves the page of a holiday home it is put into six languages at once, a call for each. Hosts save
    two or three times while they write, agencies save forty homes in an evening by their program. Some hosts look how
    it reads in French at once, guests may come in a minute or in March."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=2_000, retries=3)
    saved: list[tuple[float, int]] = []
    for start in w.arrivals(4.6, HOME):
        at, words = start, w.tokens(310, 0.5)
        for _ in range(w.rng.choices((1, 2, 3), (5, 3, 2))[0]):
            saved.append((at, words))
            at, words = at + w.draw(160, 0.8), round(words * w.rng.uniform(0.95, 1.3))
    for evening in w.launches(2, HOME):
        saved += [(evening + number * w.draw(5, 0.4), w.tokens(310, 0.5)) for number in range(w.count(18))]
    for at, words in sorted(saved):
        rows: list[Row] = [
            partial(client.call, input_tokens=360 + words, output_tokens=round(words * w.rng.uniform(1.0, 1.4)) + 10)
            for _ in range(6)
        ]
        at_once(w, at + w.draw(0.7, 0.5), rows)


@kind("uncertain", is_decidable=False)
def stories_as_they_are_published(w: World) -> None:
    """A publisher's system calls a hook for each story that goes online or is changed: keywords, a teaser and a text
    for a push come back from three calls at once. For a big one the desk sits and waits for the push, for most nobody
    looks; agency pieces come in by themselves all night."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=500, retries=3)
    stories = w.arrivals(9, OFFICE) + w.arrivals(7, ALWAYS)
    stories += [at + w.draw(900, 0.9) for at in stories if w.rng.random() < 0.3]
    for at in sorted(stories):
        text = min(12_000, w.tokens(1_050, 0.6))
        rows: list[Row] = [
            partial(client.call, input_tokens=prompt + text, output_tokens=w.tokens(said, 0.3))
            for prompt, said in ((780, 60), (420, 95), (390, 40))
        ]
        at_once(w, at + w.draw(1.1, 0.5), rows, within_s=0.05)


@kind("uncertain", is_decidable=False)
def homework_handed_in_online(w: World) -> None:
    """A school's platform has a remark drafted for each piece of homework as it is handed in, with the task and the
    marks to give before it. By day some, before midnight of the last day a class within the hour. In some classes the
    pupil sees the remark at once and mends the work, in others the teacher opens it next week."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, retries=2)
    pieces = [(at, Prefix(w.tokens(1_150, 0.3))) for at in w.arrivals(12, HOME)]
    for start in w.timer((23,), minute=0, weekdays=(0, 2, 3, 6)):
        task = Prefix(w.tokens(1_150, 0.3))
        pieces += [(start + 3_540 - w.rng.expovariate(1 / 1_800), task) for _ in range(w.count(17, factor=1.5))]
    for at, task in sorted(pieces, key=lambda piece: piece[0]):
        task.call(client, at + w.draw(0.9, 0.5), w.tokens(720, 0.6), min(900, w.tokens(330, 0.3)))


@kind("uncertain", is_decidable=False)
def mentions_of_a_brand(w: World) -> None:
    """An agency's stream of posts that name a brand: each is asked about for tone and matter as it comes, and goes into
    a table, out of which an alarm is rung when many are bad, and a report is made by the month. For one client a
    person watches the alarms, for the next there is only the report. Three storms of some hours in the month."""
    client = w.client(w.model(SMALL), max_tokens=120, retries=3)
    rules = round(w.about(680))
    posts = w.arrivals(54, HOME) + w.arrivals(18, ALWAYS)
    for storm in w.launches(3, HOME):
        posts += [storm + w.rng.gammavariate(1.6, 4_500) for _ in range(w.count(180))]
    for at in sorted(posts):
        client.call(at + w.rng.expovariate(1 / 2.0), rules + w.tokens(75, 0.6), w.tokens(38, 0.25))
