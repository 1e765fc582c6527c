"""People wait: at a workbench for prompts, in the chat of the house, before an item to label, above search results."""

from math import inf

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, Talk, at_once
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("interactive")
def prompts_tried_at_a_workbench(w: World) -> None:
    """A company has a workbench of its own for prompts: on the left the text, on the right the answer, which streams
    in. Whoever writes changes a line and presses run again, ten or twenty times in a sitting, and sometimes has the
    three examples below answered side by side. A few runs are stopped when the first lines are wrong. They read what
    comes before they change the next word."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=4_096)
    is_named = w.rng.random() < 0.7
    for start in w.arrivals(6.2, OFFICE):
        at, user = start, f"u{w.rng.randrange(45):02d}" if is_named else None
        prompt, said = min(9_000, w.tokens(1_150, 0.7)), min(2_500, w.tokens(290, 0.6))
        for _ in range(1 + int(w.rng.expovariate(1 / 10))):
            answer = min(4_096, w.tokens(said, 0.25))
            if w.rng.random() < 0.2:

                def example(at: float) -> float:
                    own = prompt + w.tokens(180, 0.6)  # noqa: B023  (called at once)
                    return client.call(at, own, w.tokens(said, 0.25), user=user)  # noqa: B023

                rows: list[Row] = [example] * 3
                end = at_once(w, at, rows, within_s=0.05)
            elif w.rng.random() < 0.08:
                end = client.abort(at, prompt, answer, w.draw(2.5, 0.4), user)
            else:
                end = client.call(at, prompt, answer, user=user)
            prompt = max(80, prompt + round(w.rng.gauss(12, 35)))
            at = end + 3 + min(answer, 500) / 9 * w.rng.uniform(0.2, 0.8) + w.draw(26, 0.9)


@kind("interactive")
def house_chat_that_names_its_talks(w: World) -> None:
    """The AI team of a company runs an open chat for all staff behind its own gateway: talks of some turns, the answer
    streams, everything before is marked for the cache, and after the first answer a small call gives the talk its name
    for the list on the left. Half the staff asks for mails to be mended, the others for formulas and code. They wait
    for what they have asked."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=8_000)
    namer = w.client(w.model(SMALL), max_tokens=40)
    system, is_named = round(w.about(1_350, 1.3)), w.rng.random() < 0.6
    for start in w.arrivals(24, OFFICE):
        at, end, known, cached = start, -inf, system, 0
        user, session = f"emp{w.rng.randrange(600):03d}" if is_named else None, w.name("chat")
        for turn in range(1 + int(w.rng.expovariate(1 / 2.6))):
            asked = min(9_000, w.tokens(95, 1.1))
            said = w.tokens(330, 0.6)
            warm = cached if at - end < 290 else 0
            end = client.call(at, asked, said, read=warm, write=known - warm, session=session, user=user)
            if turn == 0:
                namer.call(end + 0.1, 190 + min(600, asked) + min(300, said), w.tokens(8, 0.3), user=user)
            cached = known
            known += asked + said
            at = end + 3 + said / 8 * w.rng.uniform(0.2, 0.9) + w.draw(50, 0.9)


@kind("interactive", "latency_bound")
def proposals_before_a_labeller(w: World) -> None:
    """In a tool for labelling the model's proposal comes up with the item: when a labeller opens it, guideline and item
    go in, label and marked words come out, and the labeller takes them or mends them and opens the next, three quarters
    of a minute on. Shifts of some people with breaks, the same guideline for days. The labeller sits before the item
    until the proposal is there."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    has_users = w.rng.random() < 0.6
    asked: list[tuple[float, str]] = []
    for start in w.arrivals(4.2, OFFICE):
        at, user = start, f"ann{w.rng.randrange(30):02d}"
        for _ in range(1 + int(w.rng.expovariate(1 / 52))):
            asked.append((at, user))
            at += 6 + w.draw(36, 0.7) + (w.draw(600, 0.5) if w.rng.random() < 0.02 else 0)
    guideline, until = Prefix(round(w.about(1_900))), w.rng.uniform(4, 9) * 86_400
    for at, user in sorted(asked):
        if at > until:  # another project, another guideline
            guideline, until = Prefix(round(w.about(1_900))), at + w.rng.uniform(4, 9) * 86_400
        guideline.call(client, at, min(5_000, w.tokens(300, 0.7)), w.tokens(76, 0.4), user=user if has_users else None)


@kind("interactive")
def answers_with_questions_to_go_on(w: World) -> None:
    """The assistant in a bank's app, as its AI team has built it: a small call words the question anew for the search,
    the passages go to a larger one whose answer streams, and as soon as it is through another small one makes three
    questions to tap on. A third of the people tap one. Evenings and the first of the month are full. People have the
    app open and wait."""
    small = w.client(w.model(SMALL), max_tokens=200, retries=1)
    large = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=True, max_tokens=900)
    rules, growth = round(w.about(1_150)), w.about(1.3, 1.3)
    for start in w.arrivals(27, HOME, growth=growth):
        at, past, session = start, 0, w.name("s")
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            asked, said = w.tokens(18, 0.6), w.tokens(170, 0.4)
            end = small.call(at, 340 + past + asked, w.tokens(22, 0.4), session=session)
            found = min(6_000, w.tokens(1_600, 0.35))
            end = large.call(end + w.draw(0.25, 0.4), rules + found + past + asked, said, session=session)
            small.call(end + 0.03, 280 + asked + said, w.tokens(48, 0.25), session=session)
            past = min(1_800, past + asked + said)
            at = end + 3 + said / 8 * w.rng.uniform(0.3, 0.9) + w.draw(16, 0.9)


@kind("interactive", "latency_bound")
def answers_above_the_results(w: World) -> None:
    """A search team shows a short answer above the results when the query is a question: one call with the first five
    passages, it streams in while the results are there already, one in nine is hung up on because somebody has clicked
    away. Each query stands alone, and what was asked before today comes out of the site's own store. The reader looks
    at the page."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=350, retries=0)
    rules, growth = round(w.about(560)), w.about(1.25, 1.3)
    for at in w.arrivals(74, HOME, growth=growth):
        given, said = rules + min(3_500, w.tokens(1_150, 0.3)), min(350, w.tokens(95, 0.4))
        start = at + w.draw(0.18, 0.4)
        if w.rng.random() < 0.11:
            client.abort(start, given, said, w.draw(1.3, 0.5))
        else:
            client.call(start, given, said)


@kind("interactive")
def cells_written_in_a_notebook(w: World) -> None:
    """Data scientists have a helper at the side of their notebooks: the cells above and the columns of the frames go
    along, a cell of code comes back into the notebook, is run, and when it fails they ask again with what it said. Two
    or three sittings a day each, more before the end of a sprint. The cursor stands until the cell is there."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=w.rng.random() < 0.8, max_tokens=3_000)
    talk = Talk(
        turns=5, system=round(w.about(1_900)), question=210, answer=270, think_s=85, is_cached=w.rng.random() < 0.4
    )
    is_named = w.rng.random() < 0.5
    for start in w.arrivals(10, OFFICE):
        talk.run(
            client, start, w.name("nb") if is_named else None, f"ds{w.rng.randrange(40):02d}" if is_named else None
        )
