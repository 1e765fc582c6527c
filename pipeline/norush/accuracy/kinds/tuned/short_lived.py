"""People and pages that are there for a few days only, and then no more: what is silent on most days is not always a
list."""

from norush.accuracy.calendar import DAY_S, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk
from norush.accuracy.world import LARGE, MIDDLE, SMALL, World


def _days_of(w: World, arrivals: list[float], days: int) -> list[float]:
    """Those of so many days on end, which neither begin nor end with the month."""
    first = w.rng.randint(2, w.month.days - days - 4)
    return [at for at in arrivals if first <= at // DAY_S < first + days]


@kind("interactive")
def assistant_at_a_fair(w: World) -> None:
    """A stand at a fair has a screen that answers questions about the goods: three or four days from nine to six,
    visitors ask once or twice and wait in front of it. Then the stand is taken down."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=w.rng.random() < 0.5, max_tokens=600)
    talk = Talk(turns=w.about(1.6), system=round(w.about(1_800)), question=30, answer=150, think_s=w.about(15))
    for at in _days_of(w, w.arrivals(420, OFFICE, growth=1.0), w.rng.randint(3, 4)):
        talk.run(client, at)


@kind("interactive")
def pilot_with_forty_users(w: World) -> None:
    """A firm tries a tool for a week before it decides: forty people paste a text and ask for a shorter one, or for
    what is in it, and read on when it is there. It is not bought."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=w.rng.random() < 0.3, max_tokens=1_200)
    rules = round(w.about(700))
    for at in _days_of(w, w.arrivals(190, OFFICE, growth=1.0), 7):
        client.call(at, rules + w.tokens(1_300, 0.9), w.tokens(260, 0.7))


@kind("interactive")
def prototype_tried_by_its_team(w: World) -> None:
    """Two engineers build a feature and try it by hand: the same prompts with another wording, a few times in a
    minute, and then again when the code is changed. After a week it is given up."""
    client = w.client(w.model(MIDDLE, SMALL), streamed=False, max_tokens=1_000)
    sizes = [w.tokens(1_600, 0.5) for _ in range(6)]
    for at in _days_of(w, w.arrivals(45, OFFICE, growth=1.0), w.rng.randint(5, 7)):
        size, end = w.rng.choice(sizes), at
        for _ in range(w.rng.randint(1, 5)):
            end = client.call(end + w.draw(25, 0.8), size + w.tokens(60, 0.6), w.tokens(320, 0.35))


@kind("latency_bound", "interactive")
def posts_of_a_festival_wall(w: World) -> None:
    """A festival shows what its guests write on a wall beside the stage: three days and most of the nights, each post
    is looked at before it appears, and its writer looks up to see it."""
    client = w.client(w.model(SMALL), max_tokens=60)
    rules = round(w.about(650))
    for at in _days_of(w, w.arrivals(1_300, HOME, growth=1.0), 3):
        client.call(at, rules + w.tokens(35, 0.6), w.tokens(22, 0.25))
