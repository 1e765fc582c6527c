"""A sign-up, a pipeline or a paste is held until the answer is there: some seconds at most."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("latency_bound", "interactive")
def sign_ups_held_for_an_abuse_check(w: World) -> None:
    """A cloud with a free plan has a small model look at each sign-up before the machine is given out: mail address,
    what it is wanted for, where from, what the last ones from there did. After three seconds it goes on without, and a
    limit is set. By night there are waves of made-up accounts, some hundred within minutes. The form turns so
    long."""
    client = w.client(w.model(SMALL), max_tokens=150, retries=0)
    rules = round(w.about(1_900, 1.3))
    waves = [
        wave + w.rng.expovariate(1 / (7 * MINUTE_S))
        for wave in w.launches(w.rng.randint(2, 5), ALWAYS)
        for _ in range(w.count(75, factor=1.8))
    ]
    for at in sorted(w.arrivals(70, OFFICE) + w.arrivals(38, ALWAYS) + waves):
        client.abort(at, rules + min(3_000, w.tokens(310, 0.4)), min(150, w.tokens(46, 0.3)), 3.0)


@kind("latency_bound", "interactive")
def plans_held_at_a_gate(w: World) -> None:
    """A team for platforms has put a gate before each change of infrastructure: the plan is read by a model, which says
    whether something is thrown away that should not be, and the pipeline stands still until then; after twenty
    seconds it asks for a person. Several workspaces at once when a module is changed, and one in four is mended and
    pushed again. Builds at night go through it too."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=600, retries=1)
    rules = round(w.about(1_250))
    for start in sorted(w.arrivals(34, OFFICE) + w.arrivals(5, ALWAYS)):
        at, spaces = start, w.rng.choices((1, 2, 3, 6), (7, 3, 2, 1))[0]
        while True:
            rows: list[Row] = [
                partial(
                    client.abort,
                    input_tokens=rules + min(22_000, w.tokens(1_900, 0.9)),
                    output_tokens=min(600, w.tokens(130, 0.4)),
                    after_s=20.0,
                )
                for _ in range(spaces)
            ]
            end = at_once(w, at + w.draw(1, 0.4), rows, within_s=2.5)
            if w.rng.random() < 0.76:
                break
            at = end + MINUTE_S + w.draw(420, 0.9)


@kind("latency_bound", "interactive")
def pastes_held_by_a_browser_guard(w: World) -> None:
    """A vendor of security sells an add-on for browsers that holds what is pasted into foreign chat pages: patterns
    first, and what they cannot tell goes to a small model, long texts in pieces all at once. After a second and a half
    the paste goes through and is written down. A company switches it on for some departments first and for all a week
    later. The one who pastes sees a spinning ring."""
    client = w.client(w.model(SMALL), max_tokens=100, retries=0)
    rules, is_named, people = round(w.about(1_050)), w.rng.random() < 0.7, w.rng.randint(120, 600)
    for start in w.arrivals(135, OFFICE, growth=w.about(1.9, 1.3)):
        left, user = min(9_000, w.tokens(330, 1.1)), f"emp-{w.rng.randrange(people)}" if is_named else None
        pieces = [1_500] * (left // 1_500) + [left % 1_500 or 1]
        rows: list[Row] = [
            partial(
                client.abort,
                input_tokens=rules + piece,
                output_tokens=min(100, w.tokens(27, 0.3)),
                after_s=1.5,
                user=user,
            )
            for piece in pieces
        ]
        at_once(w, start, rows, within_s=0.01)
