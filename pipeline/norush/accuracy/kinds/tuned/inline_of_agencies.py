"""Something is held up for seconds: a chat line on its way to an agent, a post at its publishing, a respondent at the
end of a survey."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound", "interactive")
def chat_lines_masked_before_an_agent_sees_them(w: World) -> None:
    """A call-centre outsourcer answers chats abroad and may not show card numbers, addresses and names there: each line
    of a customer goes through a model that gives it back masked, before it reaches the agent's screen; after two and a
    half seconds a filter of patterns is taken instead. A customer writes two to fifteen lines, some of them right after
    another. The chat stands still for that long."""
    client = w.client(w.model(SMALL), max_tokens=300, retries=0)
    rules, lines = round(w.about(560)), []
    for start in w.arrivals(33, HOME):
        at = start
        for _ in range(2 + int(w.rng.expovariate(1 / 4.5))):
            lines.append(at)
            at += 3 + w.draw(6, 0.6) if w.rng.random() < 0.3 else 20 + w.draw(45, 0.9)
    for at in sorted(lines):
        line = min(280, w.tokens(24, 0.8))
        client.abort(at + w.draw(0.03, 0.4), rules + line, line + 8, 2.5)


@kind("latency_bound", "interactive")
def sponsored_posts_checked_at_publishing(w: World) -> None:
    """An agency for influencers gives them a tool to publish with: at the press of the button the caption and a picture
    are held against the rules on disclosure and the client's list of forbidden claims, which are marked for the cache,
    and the post goes out or a hint is shown; who got a hint mends it and presses again. Afternoons and evenings,
    campaigns start at a set hour. The post is not out before the check."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=1)
    rules, presses = Prefix(round(w.about(1_700))), w.arrivals(42, HOME)
    for campaign in w.launches(w.rng.randint(5, 9), OFFICE):
        presses += [campaign + w.rng.gammavariate(0.8, 2_500) for _ in range(w.count(24, factor=1.6))]
    again = [at + 20 + w.draw(50, 0.7) for at in presses if w.rng.random() < 0.17]
    for at in sorted(presses + again):
        said = w.rng.randint(14, 22) if w.rng.random() < 0.8 else min(250, w.tokens(75, 0.3))
        own = w.rng.choice((640, 1_150, 1_530)) + w.tokens(95, 0.6)
        rules.call(client, at + w.draw(0.3, 0.4), own, said, stop="tool_use", tools=1)


@kind("latency_bound", "interactive")
def respondents_judged_before_the_redirect(w: World) -> None:
    """A market-research institute pays panels for each complete: when a respondent sends the last page, the open
    answers and the times are judged for nonsense, copies and machines, and the browser is sent on as complete or as
    screened out. What takes more than five seconds counts as complete. Studies are in the field for some days,
    invitations go out in lots, so that hundreds arrive in some hours. The respondent looks at a wheel that turns."""
    client = w.client(w.model(SMALL), max_tokens=120, retries=0)
    rules, done = round(w.about(780)), w.arrivals(9, HOME)
    for field in w.launches(w.rng.randint(6, 9), OFFICE):
        for lot in range(w.rng.randint(1, 4)):
            people = w.count(150, factor=1.5)
            done += [field + lot * 20 * 3_600 + w.rng.gammavariate(1.1, 8_000) for _ in range(people)]
    for at in sorted(done):
        client.abort(at + w.draw(0.06, 0.4), rules + w.tokens(360, 0.5), w.tokens(42, 0.3), 5.0)
