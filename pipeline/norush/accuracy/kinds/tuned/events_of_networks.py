"""Events behind which somebody may wait, or nobody: a ticket that changes its site, a mail of a supplier, a report."""

from heapq import heappop, heappush

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.kinds.tuned.regions_of_networks import clocks_in, people_in, some_places
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def tickets_summed_up_when_they_change_sites(w: World) -> None:
    """A support organisation that follows the sun: when a ticket is given to another site, by hand or by the rule at
    the end of a shift, a hook asks for a summary - what was tried, what is promised, what comes next. Grave ones are
    opened by the next site within the minute, and somebody stares at the note's place; plain ones lie till its
    afternoon. At shift ends they come by dozens. The calls look the same, and no log can tell."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=3)
    sites, rules, places = (
        ["America/New_York", "Europe/Warsaw", "Asia/Manila"],
        round(w.about(540)),
        [0.0] * w.pick(2, 4, 8),
    )
    passed = people_in(w, sites, 18, OFFICE) + w.arrivals(4, ALWAYS)
    for shift in clocks_in(w, sites, w.pick(16, 17), w.pick(0, 30), weekdays=(0, 1, 2, 3, 4)):
        passed += [shift + w.draw(8 * MINUTE_S, 0.9) for _ in range(w.count(8, factor=1.6))]
    for at in sorted(passed):
        begun = max(at + w.draw(0.8, 0.6), heappop(places))
        end = client.call(begun, rules + min(14_000, w.tokens(1_700, 0.7)), min(800, w.tokens(210, 0.35)))
        heappush(places, end + 0.05)


@kind("uncertain", is_decidable=False)
def mails_of_suppliers_to_buying_offices(w: World) -> None:
    """A holding buys through offices in six countries, each with a shared mailbox: a connector takes each mail as it
    comes, tells its language, puts it into English, and sets order number and kind - confirms, late, dearer, asks. A
    buyer who is in a call with that supplier waits for it; the next one reads it after lunch, and what comes from
    another hemisphere lies till morning. A mailbox that was stuck is caught up at once. No log shows which it was."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_500, retries=4)
    rules = round(w.about(480))
    mails = people_in(w, some_places(w, 5, 8), 85, OFFICE) + w.arrivals(6, ALWAYS)
    stuck = w.launches(2, OFFICE)
    free = 0.0
    for came in sorted(mails):
        at = came + w.draw(9, 0.6)
        held = next((one + 2 * 3_600 for one in stuck if one <= at < one + 2 * 3_600), None)
        at = max(at, held or 0.0, free if held else 0.0)
        words = min(6_000, w.tokens(330, 0.8))
        end = client.call(at, rules + words, min(1_500, 90 + round(words * w.rng.uniform(0.7, 1.0))))
        free = end + 0.1 if held else free


@kind("uncertain", is_decidable=False)
def incidents_filed_by_branches_of_a_chain(w: World) -> None:
    """Restaurants of a chain file what happened in a form - a freezer that failed, a guest who fell, a till short of
    money - and a function puts it into English, sets a category and a grade, and hands it to whoever is in charge. A
    grave one rings a regional manager as soon as the grade is there, a plain one is for the Monday list; some managers
    stay on the page for the number, most close it. What the form set off cannot be told from its call."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, retries=2)
    rules, is_two = round(w.about(1_050)), w.rng.random() < 0.5
    places = some_places(w, 5, 9)
    filed = people_in(w, places, 44, HOME) + [
        at - w.rng.expovariate(1 / 1_500) for at in clocks_in(w, places, 23, 0) for _ in range(w.count(3, factor=1.6))
    ]
    for came in sorted(at for at in filed if at > 0):
        text = min(2_500, w.tokens(190, 0.7))
        end = client.call(
            came + w.draw(1.4, 0.5), rules + text, min(600, w.tokens(130, 0.35)), stop="tool_use", tools=1
        )
        if is_two:
            client.call(end + 0.08, 420 + text, min(600, w.tokens(85, 0.35)))
