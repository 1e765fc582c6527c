"""A caller, a save button or an answer is held until the model has spoken: some seconds at most."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def ends_of_turns_told_for_a_voice_agent(w: World) -> None:
    """A platform for voice agents asks a small model at each pause of a caller whether they have finished or are only
    looking for a word, and where the turn should go: the last lines in, one short label out. After a second or
    so it goes by the length of the pause. Some ten pauses a call, several calls at once at noon and in the evening.
    The line is silent so long."""
    client = w.client(w.model(SMALL), max_tokens=30, retries=0)
    rules, is_named, wait_s = round(w.about(680)), w.rng.random() < 0.5, w.pick(0.8, 0.8, 1.2)
    for start in sorted(w.arrivals(15, HOME) + w.arrivals(12, OFFICE)):
        at, known, session = start, 0, w.name("line") if is_named else None
        for _ in range(2 + int(w.rng.gammavariate(2.0, 4.5))):
            known = min(600, known + w.tokens(28, 0.6))
            end = client.abort(at, rules + known, min(30, w.tokens(7, 0.3)), wait_s, session=session)
            at = end + w.draw(7.5, 0.7)


@kind("latency_bound", "interactive")
def twins_looked_for_while_a_crm_record_is_saved(w: World) -> None:
    """An add-on for a CRM asks before a contact or a firm is saved whether it is there already: the record and the five
    nearest by name go in, the number of one or none comes out. After two and a half seconds it is saved all the same
    and looked at by a rule. People key in, now and then eight cards of a fair in a row; forms of the web site save at
    any hour and are held as well. The save button is grey meanwhile."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=120, retries=0)
    rules, wait_s = round(w.about(640)), w.pick(2.0, 2.5, 3.0)
    keyed = w.arrivals(78, OFFICE)
    for start in sorted(keyed + w.arrivals(22, ALWAYS)):
        at = start
        for _ in range(w.rng.choices((1, 2, 8), (14, 3, 1))[0]):
            nearest = min(2_500, w.tokens(560, 0.4))
            end = client.abort(at, rules + nearest, min(120, w.tokens(24, 0.4)), wait_s)
            at = end + 5 + w.draw(38, 0.7)


@kind("latency_bound", "interactive")
def sentences_held_until_their_source_is_found(w: World) -> None:
    """A search over contracts shows no sentence that its source does not bear: the answer is cut into statements, each
    goes with its passage to a small model, all at the same time, and what is not borne out is struck. After four
    seconds the answer is shown with a remark. Two to six statements an answer, in office hours; legal departments. The
    answer itself comes from another provider. A person looks at an empty page for so long."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=0)
    rules = round(w.about(430))
    for start in w.arrivals(44, OFFICE):
        at = start
        while True:
            rows: list[Row] = [
                partial(
                    client.abort,
                    input_tokens=rules + min(2_000, w.tokens(420, 0.4)) + w.tokens(34, 0.3),
                    output_tokens=min(150, w.tokens(38, 0.3)),
                    after_s=4.0,
                )
                for _ in range(w.rng.randint(2, 6))
            ]
            end = at_once(w, at, rows, within_s=0.03)
            if w.rng.random() < 0.62:
                break
            at = end + 8 + w.draw(60, 0.8)
