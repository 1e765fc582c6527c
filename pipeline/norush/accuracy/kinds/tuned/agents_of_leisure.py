"""Each step needs the one before: a follower of family lines, a finder of faults in a game, a changer of bookings, a
keeper of pages about players."""

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, Steps, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic")
def family_lines_followed_upwards(w: World) -> None:
    """Members of a genealogy site start an agent on an ancestor and get a mail when it is done: it searches the indexes
    of parishes and ships' lists, opens records, holds dates against each other, tries other spellings, and proposes a
    line with its proofs. A dozen steps or more, in the evening and on weekends; one in four starts it again one
    generation further up. The mail may come later, but each search is made of what the last record said."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=4)
    steps = Steps(
        steps=12, system=round(w.about(3_800)), task=420, answer=190, result=900, tool_s=1.6, most_context=100_000
    )
    is_named = w.rng.random() < 0.6
    for start in w.arrivals(1.9, HOME):
        end = steps.run(client, start + w.draw(2, 0.6), w.name("line") if is_named else None)
        if w.rng.random() < 0.25:
            steps.run(client, end + w.draw(900, 1.2), w.name("line") if is_named else None)


@kind("agentic")
def faults_in_a_game_tried_out(w: World) -> None:
    """A maker of games gives the reports of players that came in with a save to an agent in a container: it reads the
    report and the log, searches the code, starts the build without a picture, plays the save, changes a guess and
    writes a ticket with the steps or "not found". Workers take them from the tracker by day and by night, more after a
    patch. A build takes minutes to start. What it tries next is what the last trial has shown."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=8_192, retries=5)
    steps = Steps(
        steps=17, system=round(w.about(5_500)), task=1_300, answer=260, result=900, tool_s=9, most_context=110_000
    )
    starts = w.arrivals(0.55, OFFICE)
    for patch in w.launches(1, OFFICE):
        starts += [patch + w.rng.gammavariate(1.5, 1.2 * DAY_S) for _ in range(w.count(6, factor=1.3))]
    for start in sorted(starts):
        steps.run(client, start + w.draw(40, 0.6), w.name("report"))


@kind("agentic")
def group_bookings_changed_by_mail(w: World) -> None:
    """Travel agencies write to a hotel group: two rooms fewer, another night, names of the guests. An agent takes the
    mail, looks up the booking, asks for the free rooms and the terms of the contract, changes what it may change, looks
    whether it came out right and drafts the answer, which someone at the desk sends off. Five to ten calls of tools one
    after the other. Nobody watches it, but no step can be sent before the last tool has answered."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_048, retries=3)
    steps = Steps(steps=6.5, system=round(w.about(4_600)), task=480, answer=130, result=380, tool_s=1.1)
    for start in sorted(w.arrivals(5.5, OFFICE) + w.arrivals(1.2, HOME)):
        steps.run(client, start + w.draw(25, 0.8), w.name("mail") if w.rng.random() < 0.5 else None)


@kind("agentic")
def pages_of_players_kept_up(w: World) -> None:
    """A site with statistics of a sport has the words on the pages of its players kept up after a match day: for each
    player who did something, an agent looks at the numbers of the match, searches what papers wrote, opens one or two,
    asks for the page as it is, and proposes a change. Two or three players at a time, late on Saturdays, Sundays and
    Wednesdays. It could be done by noon tomorrow, but what it opens is what the search has found."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=2_000, retries=4)
    rules, workers = Prefix(round(w.about(2_900, 1.3))), w.pick(2, 3)

    def player(at: float) -> float:
        known, end = w.tokens(900, 0.4), at
        for _ in range(2 + min(7, w.tokens(3, 0.5))):
            said = min(1_200, w.tokens(110, 0.4))
            end = rules.call(client, at, known, said, stop="tool_use", tools=5)
            known += said + min(7_000, w.tokens(1_100, 0.7))
            at = end + w.draw(1.4, 0.7)
        return rules.call(client, at, known, min(2_000, w.tokens(380, 0.4)), tools=5)

    for start in w.timer((w.pick(22, 23),), minute=w.pick(0, 15, 40), weekdays=(2, 5, 6), late_s=20):
        rows: list[Row] = [player] * w.count(8, factor=1.6)
        end = pool(w, start + w.draw(30, 0.5), rows, workers, between_s=0.6)
        if w.rng.random() < 0.15 and end < start + HOUR_S:  # matches that ended late
            pool(w, start + HOUR_S + w.draw(MINUTE_S, 0.4), rows[:2], workers, between_s=0.6)
