"""A listing, a line of chat or a form is held until the answer is there: some seconds at most."""

from functools import partial

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, at_once
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("latency_bound", "interactive")
def goods_checked_before_a_listing_goes_live(w: World) -> None:
    """A marketplace for used things checks what sellers publish before the page says "it is live": the text against the
    list of what may not be sold, and the first pictures, both at once, five seconds at most, else it goes live and is
    looked at later. Who is refused changes a word and presses again. Shops that load up twenty things press twenty
    times. Evenings and Sundays most. The seller's button turns until then."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=1)
    rules = round(w.about(1_700))
    for start in w.arrivals(24, HOME):
        at = start
        for _ in range(w.rng.choices((1, 2, 5, 16), (30, 6, 2, 1))[0]):
            rows: list[Row] = [
                partial(
                    client.abort,
                    input_tokens=rules + own,
                    output_tokens=min(200, w.tokens(44, 0.35)),
                    after_s=5.0,
                )
                for own in (w.tokens(140, 0.7), 1_100 * w.rng.choice((1, 1, 2, 3)))
            ]
            end = at_once(w, at, rows, within_s=0.01)
            if w.rng.random() < 0.07:
                end = rows[0](end + 15 + w.draw(40, 0.7))
            at = end + 25 + w.draw(70, 0.7)


@kind("latency_bound")
def lines_of_players_screened_before_they_show(w: World) -> None:
    """In an online game a line of chat is shown to the others once it has been screened: what a list of words cannot
    decide goes to a small model with the last lines of the match, one letter comes out, and after eight hundred
    milliseconds the line is shown as it is. Nothing is tried again. Players and made-up names of a match write a line
    each few seconds when tempers are up, then nothing. Evenings, weekends; a service asks and no page of a person."""
    client = w.client(w.model(SMALL), max_tokens=8, retries=0)
    rules = round(w.about(900))
    for start in w.arrivals(46, HOME, growth=w.about(1.1, 1.3)):
        at = start
        for _ in range(1 + int(w.rng.expovariate(1 / 4.5))):
            client.abort(at, rules + w.tokens(130, 0.4), w.rng.choice((1, 1, 2, 4)), 0.8)
            at += 1.5 + w.draw(16, 0.9)


@kind("latency_bound", "interactive")
def visitors_sorted_when_a_demo_form_is_sent(w: World) -> None:
    """Who asks for a demonstration on the site of a SaaS house sees either a calendar or a line of thanks: when the
    form is sent its words and what a data vendor knows of the firm go to a model with the rules of the sales team,
    marked for the cache, and a tier and an owner come back as a tool call. After four seconds the line of thanks is
    shown, and what comes later goes to the CRM alone. Office hours mostly, some at night, a wave after each campaign,
    and robots that send the form five times. The page holds still until then."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=300, retries=1)
    rules = Prefix(round(w.about(2_900, 1.3)))
    forms = w.arrivals(66, OFFICE) + w.arrivals(16, HOME)
    for wave in w.launches(w.rng.randint(3, 6), OFFICE):
        forms += [wave + w.rng.expovariate(1 / 2_400) for _ in range(w.count(45, factor=1.5))]
    for start in sorted(forms):
        at = start
        for _ in range(w.rng.choices((1, 5), (60, 1))[0]):
            own = w.tokens(380, 0.4)
            at = rules.call(client, at, own, min(300, w.tokens(68, 0.3)), stop="tool_use", tools=1) + w.draw(2, 0.4)
