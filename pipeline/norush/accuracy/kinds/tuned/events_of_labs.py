"""Events behind which somebody may wait, or nobody: a file for the knowledge base, a thumb down, an item to label."""

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def files_read_into_a_knowledge_base(w: World) -> None:
    """A platform for assistants reads files into a knowledge base as they come: a summary, then a line for each section
    by a few workers. Some are dropped into the window by a person who wants to ask about them in a minute, others come
    from a connector that looks for changes in a shared drive, and nobody asks about these for weeks. The service sees a
    message in a queue and does not know which it was."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=600, retries=4)
    rules, workers = round(w.about(410)), w.pick(3, 4, 6)

    def section(at: float) -> float:
        return client.call(at, rules + min(2_500, w.tokens(780, 0.4)), w.tokens(66, 0.3))

    def file(at: float) -> float:
        end = client.call(at, rules + min(20_000, w.tokens(3_300, 0.8)), w.tokens(190, 0.3))
        rows: list[Row] = [section] * min(40, w.tokens(5, 0.8))
        return pool(w, end + 0.2, rows, workers, between_s=0.03)

    dropped = [at + w.draw(2, 0.5) for at in w.arrivals(8, OFFICE)]
    synced = [(at // (5 * MINUTE_S) + 1) * 5 * MINUTE_S + w.draw(4, 0.6) for at in w.arrivals(8, OFFICE)]
    for at in sorted(dropped + synced):
        file(at)
    for connected in w.launches(w.rng.randint(1, 2), OFFICE):
        pool(w, connected, [file] * w.count(32, factor=1.7), 3, between_s=0.3)


@kind("uncertain", is_decidable=False)
def thumbs_down_looked_into(w: World) -> None:
    """Each thumb down in an assistant sends a hook: a worker fetches the talk and has a model say what went wrong and
    whose it is, the search's, the prompt's, nobody's. After a release two people watch these come in and roll back at
    what they see, in other weeks somebody goes through them before the sprint is planned. The calls are the same in
    both weeks, and no log knows the calendar of the team."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=600, retries=3)
    rules, is_named = round(w.about(1_100)), w.rng.random() < 0.4
    thumbs = w.arrivals(36, HOME) + w.arrivals(14, OFFICE)
    for release in w.launches(2, OFFICE):
        thumbs += [release + w.draw(90 * MINUTE_S, 0.9) for _ in range(w.count(45, factor=1.6))]
    for at in sorted(thumbs):
        session = w.name("trace") if is_named else None
        client.call(
            at + w.draw(1.8, 0.6), rules + min(14_000, w.tokens(1_350, 0.7)), w.tokens(150, 0.35), session=session
        )


@kind("uncertain", is_decidable=False)
def items_labelled_beforehand_as_they_come(w: World) -> None:
    """A labelling platform has each item labelled by a model when it is put into a project, so that the labeller only
    mends: customers send single items by an interface as their own products see them, or a few hundred with an upload.
    In a project with people at hand it is opened within the minute, in another it lies until a team has been hired,
    and some customers never have it looked at. To the worker an item is an item."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=4)
    projects = [(w.tokens(1_050, 0.4), w.tokens(330, 0.6), w.tokens(70, 0.4)) for _ in range(14)]
    often, workers = [1 / (rank + 1) for rank in range(14)], w.pick(4, 8, 12)

    def item(at: float, project: tuple[int, int, int]) -> float:
        guideline, words, said = project
        return client.call(at + w.draw(0.5, 0.5), guideline + min(5_000, w.tokens(words, 0.5)), w.tokens(said, 0.3))

    for at in sorted(w.arrivals(55, OFFICE) + w.arrivals(35, ALWAYS)):
        item(at, w.rng.choices(projects, often)[0])
    for upload in w.launches(w.rng.randint(4, 7), OFFICE):
        project = w.rng.choice(projects)
        rows: list[Row] = [lambda at, project=project: item(at, project)] * w.count(110, factor=2.0)  # type: ignore[misc]
        pool(w, upload, rows, workers, between_s=0.05)
