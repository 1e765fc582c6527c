"""People who set off more than one call, and people who queue."""

from norush.accuracy.calendar import DAY_S, HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk, at_once, pool, queued, rows_of
from norush.accuracy.world import LARGE, MIDDLE, SMALL, World


@kind("interactive", "latency_bound")
def search_fan_out_of_eight(w: World) -> None:
    """A search: eight passages are scored side by side, then one answer is written. Somebody looks at an empty page
    meanwhile."""
    score = w.client(w.model(SMALL, MIDDLE), max_tokens=64)
    answer = w.client(w.model(MIDDLE), streamed=True, max_tokens=800)
    for at in w.arrivals(16, HOME):
        end = at_once(w, at, rows_of(score, 8, 620, 8))
        answer.call(end + w.draw(0.05, 0.5), w.tokens(4_100, 0.3), w.tokens(190, 0.4))


@kind("interactive")
def button_for_twenty(w: World) -> None:
    """A button "suggest for all": twenty rows of a sheet, four at a time, while the person who pressed it watches
    them fill."""
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=300)
    for at in w.arrivals(7, OFFICE):
        pool(w, at, rows_of(client, w.rng.randint(12, 24), 540, 60, fixed=300), 4)


@kind("interactive")
def chat_at_the_limit(w: World) -> None:
    """A chat whose gateway lets three calls run at once. On the busy days people queue, so that a call starts when
    another ends: it looks like a pool of workers, and people wait all the longer."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=True, max_tokens=1_500)
    talk = Talk(turns=4, system=800, question=90, answer=520, think_s=30)
    starts = w.arrivals(7, OFFICE)
    for _ in range(w.rng.randint(2, 4)):
        noon = w.launches(1, OFFICE)[0]
        starts += [noon + w.rng.random() * 3_600 for _ in range(w.count(230))]
    queued(3, (talk.asking(client, at, w.name("s"), w.name("u")) for at in sorted(starts)), overhead_s=0.004)


@kind("interactive")
def busy_chat_service(w: World) -> None:
    """A chat with many people at any moment, in its first hours: dozens of conversations at once, so that no single
    one shows in the order of calls."""
    client = w.client(w.model(SMALL, MIDDLE), streamed=w.rng.random() < 0.7, max_tokens=1_000)
    talk = Talk(turns=w.about(3.5), system=round(w.about(1_200)), question=60, answer=230, think_s=w.about(30))
    last, hours = w.month.length_s - w.rng.uniform(0.1, 0.3) * DAY_S, w.about(2.5, 2)
    for _ in range(w.count(1_000)):
        talk.run(client, last - w.rng.random() ** 0.7 * hours * HOUR_S, w.name("s"), w.name("u"))


@kind("interactive")
def voice_assistant(w: World) -> None:
    """Somebody speaks with a machine: short answers, some seconds apart, a history that grows by a sentence. Silence
    is a failure."""
    client = w.client(w.model(SMALL), streamed=True, max_tokens=200)
    talk = Talk(turns=w.about(9), system=1_100, question=18, answer=38, think_s=2.5, is_cached=w.rng.random() < 0.3)
    for at in w.arrivals(12, HOME):
        talk.run(client, at, w.name("call"), w.name("u"))
