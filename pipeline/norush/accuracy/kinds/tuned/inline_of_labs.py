"""Something is held until the answer is there: a turn, an answer, a list of results. For a second or two."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def turns_sent_to_the_right_skill(w: World) -> None:
    """In front of an assistant with several skills stands a router: each turn goes to a small model with the list of
    skills and the last few turns, a name comes back, twelve tokens, and only then the skill begins, which runs on
    models of the company's own. After a second and a half the turn goes to the one for everything. The one who has
    written sees three dots for that long."""
    client = w.client(w.model(SMALL), max_tokens=60, retries=1)
    skills, growth = round(w.about(1_450)), w.about(1.3, 1.3)
    for start in w.arrivals(105, HOME, growth=growth):
        at, past = start, 0
        for _ in range(1 + int(w.rng.expovariate(1 / 1.8))):
            asked = w.tokens(26, 0.7)
            end = client.abort(at + w.draw(0.03, 0.4), skills + past + asked, w.tokens(13, 0.2), 1.5)
            past = min(900, past + asked + w.tokens(120, 0.4))
            at = end + 6 + w.draw(28, 0.9)


@kind("latency_bound", "interactive")
def words_held_by_a_guard(w: World) -> None:
    """A platform team runs a guard for all assistants of the house: what the user writes is held until it has been
    looked at, and what a model of the house has answered is held too before it is shown; policy and text in, a verdict
    in a few words out, a second and a half and then the fixed rules decide alone. One answer in six is not worth a
    second look. Behind each is somebody, or a program that somebody waits for."""
    client = w.client(w.model(SMALL), max_tokens=120, retries=0)
    policy, growth = round(w.about(1_150)), w.about(1.2, 1.3)
    for at in sorted(w.arrivals(75, OFFICE, growth=growth) + w.arrivals(55, HOME, growth=growth)):
        end = client.abort(
            at + w.draw(0.02, 0.4), policy + min(6_000, w.tokens(70, 1.1)), min(120, w.tokens(18, 0.4)), 1.5
        )
        if w.rng.random() < 0.83:
            client.abort(end + w.draw(3.5, 0.5), policy + w.tokens(280, 0.6), min(120, w.tokens(18, 0.4)), 1.5)


@kind("latency_bound", "interactive")
def results_ranked_in_slices(w: World) -> None:
    """A search for a shop's own catalogue, in its new form for a part of the visitors: the first thirty results are cut
    into five slices, each slice goes to a small model at the same time, marks come back, and the page is put together
    when the last one is there, or after two seconds without what is missing. Paging asks for the next thirty. The
    experiment is switched off for half a day when the numbers look wrong."""
    client = w.client(w.model(SMALL), max_tokens=120, retries=0)
    rules, item = round(w.about(360)), w.about(85, 1.3)
    off = w.launches(1, OFFICE)[0]
    for start in w.arrivals(36, HOME):
        at = start
        while True:
            if not off <= at < off + 12 * HOUR_S:
                rows: list[Row] = [
                    partial(
                        client.abort,
                        input_tokens=rules + sum(w.tokens(item, 0.3) for _ in range(6)),
                        output_tokens=w.tokens(38, 0.12),
                        after_s=2.0,
                    )
                    for _ in range(5)
                ]
                at_once(w, at + w.draw(0.09, 0.4), rows, within_s=0.01)
            if w.rng.random() < 0.82:
                break
            at += 5 + w.draw(18, 0.7)


@kind("latency_bound")
def tool_calls_checked_before_they_run(w: World) -> None:
    """A platform for agents, whose agents run on other models, has each call of a tool that writes or pays looked at
    before it is let through: what the task was, what the agent has done, what it wants to do now; allowed or not and a
    word why. The agent's process stands until then, and after four seconds a person is asked instead. Runs come day and
    night, from schedules and from people, a few such calls in each. Held up is a program; but it is held up."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=1)
    policy = round(w.about(1_250))
    for start in sorted(w.arrivals(32, OFFICE) + w.arrivals(18, ALWAYS)):
        at, done = start + w.draw(20, 0.8), min(6_000, w.tokens(420, 0.7))
        for _ in range(1 + int(w.rng.expovariate(1 / 2.2))):
            end = client.abort(at, policy + done, min(200, w.tokens(34, 0.5)), 4.0)
            done = min(6_000, done + w.tokens(130, 0.6))
            at = end + w.draw(16, 1.0)
