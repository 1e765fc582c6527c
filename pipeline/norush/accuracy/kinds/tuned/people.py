"""Somebody looks at a screen until the answer comes."""

from norush.accuracy.calendar import HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, World


@kind("interactive")
def chat_many_users(w: World) -> None:
    """A consumer chat: thousands of users, a few turns each, streamed. They read along, so nothing can wait."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), streamed=w.rng.random() < 0.8, max_tokens=1024)
    talk = Talk(
        turns=w.about(4),
        system=round(w.about(1_800)),
        question=w.about(55),
        answer=w.about(260),
        think_s=w.about(25),
        is_cached=w.rng.random() < 0.5,
    )
    users = max(40, w.count(4_000))
    for at in w.arrivals(16, HOME):
        talk.run(client, at, w.name("s"), f"u{w.rng.randrange(users)}")


@kind("interactive")
def chat_few_users(w: World) -> None:
    """A team of a dozen with an in-house assistant: long turns in office hours, days without any. They wait for each
    answer."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=4096)
    talk = Talk(
        turns=w.about(5), system=round(w.about(900)), question=w.about(220), answer=w.about(600), think_s=w.about(70)
    )
    users = w.pick(4, 9, 14)
    for at in w.arrivals(9, OFFICE):
        talk.run(client, at, w.name("s"), f"staff-{w.rng.randrange(users)}")


@kind("interactive", "latency_bound")
def ide_completion(w: World) -> None:
    """Code completion: spells of typing, a call at each pause, prompts that hold the code around the cursor. The
    typist waits."""
    client = w.client(w.model(SMALL), max_tokens=96)
    users = w.pick(8, 25, 60)
    length, pause = w.about(14), w.about(7)
    for start in w.arrivals(5, OFFICE):
        at, user, code = start, f"dev-{w.rng.randrange(users)}", w.tokens(1_300, 0.5)
        for _ in range(1 + int(w.rng.expovariate(1 / length))):
            client.call(at, max(60, code + round(w.rng.gauss(0, 15))), w.tokens(24, 0.6), user=user)
            at += 0.7 + w.rng.expovariate(1 / pause)
            code += w.tokens(14, 0.9)  # what was typed since


@kind("interactive", "latency_bound")
def rag_in_three_calls(w: World) -> None:
    """A question over documents: rewrite it, choose passages, answer. Three calls that need each other, with a
    person at the end."""
    small = w.client(w.model(SMALL, MIDDLE), max_tokens=400)
    large = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=1500)
    for start in w.arrivals(14, OFFICE):
        at, user = start, f"u{w.rng.randrange(90)}"
        turns = 1 + int(w.rng.expovariate(1 / 1.2))
        for _ in range(turns):
            end = small.call(at, 350 + w.tokens(90, 0.7), w.tokens(40, 0.4), user=user)
            end = small.call(end + w.draw(0.12, 0.5), w.tokens(5_200, 0.35), w.tokens(60, 0.4), user=user)
            end = large.call(end + w.draw(0.05, 0.5), w.tokens(3_800, 0.4), w.tokens(330, 0.5), user=user)
            at = end + 15 + w.draw(50, 0.9)


@kind("interactive")
def viral_evening(w: World) -> None:
    """A small chat that a post makes famous: quiet weeks, then some hours with fifty times the people. Every one of
    them waits."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=True, max_tokens=800)
    talk = Talk(turns=2.2, system=700, question=40, answer=240, think_s=18)
    quiet = w.arrivals(5, HOME)
    peak = w.month.length_s * w.rng.uniform(0.2, 0.8)
    crowd = [peak + w.rng.gammavariate(2.0, 2_600) for _ in range(w.count(260))]
    for at in sorted(quiet + crowd):
        talk.run(client, at, w.name("s"), w.name("u"))
