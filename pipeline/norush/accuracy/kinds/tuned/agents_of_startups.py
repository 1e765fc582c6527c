"""Each step needs the one before: scanners that follow a finding, upgrades, reviews with the repository, own coders."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, Steps, at_once, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, World


@kind("agentic")
def findings_followed_to_their_source_by_a_scanner(w: World) -> None:
    """A security scanner has its findings followed by an agent before customers see them: it opens the file, searches
    for who calls the function, opens these, and says whether what a stranger sends can get there. The rules run by
    night over all repositories, the agent takes the new findings from a queue, three or four at a time. They stand on
    the page in the morning, but where to look next is in what was opened last."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=4_096, retries=5)
    way = Steps(
        steps=6, system=round(w.about(2_300)), task=650, answer=130, result=950, tool_s=0.4, most_context=80_000
    )
    width, is_named = w.pick(3, 4, 4, 8), w.rng.random() < 0.5
    for start in w.timer((w.pick(1, 2, 3),), late_s=900):
        rows: list[Row] = [
            partial(way.run, client, session=w.name("finding") if is_named else None)
            for _ in range(w.count(11, factor=1.8))
        ]
        pool(w, start, rows, width, between_s=0.4)


@kind("agentic")
def dependencies_raised_by_an_upgrade_agent(w: World) -> None:
    """A tool for developers raises the dependencies of its customers' repositories: when a version comes out, an agent
    reads the notes, changes the file of locks, runs the tests in a sandbox, reads what broke, mends it and opens a pull
    request. Ten to twenty steps with tests of some seconds to minutes between; on days of a large release several
    repositories at once. Nobody watches, the request is merged in the week. Each step has the last test run in it."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=8_192, retries=6)
    way = Steps(steps=12, system=round(w.about(6_200, 1.3)), task=700, answer=190, result=700, tool_s=9.0)
    starts = w.arrivals(2.6, ALWAYS) + w.arrivals(1.2, OFFICE)
    for release in w.launches(w.rng.randint(1, 3), OFFICE):
        starts += [release + w.rng.random() * 2_400 for _ in range(w.count(7, factor=1.6))]
    for start in sorted(starts):
        way.run(client, start, w.name("upgrade"))


@kind("agentic")
def pull_requests_reviewed_with_the_repository_beside(w: World) -> None:
    """A product for code review is told of each pull request by a hook: an agent has the difference, searches for
    callers and tests, opens three or four files, and leaves its remarks; after each further push it goes through what
    is new. Four to seven calls within a minute or two. The author has gone on to something else or to the next person's
    request. What it opens hangs on what it found."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=8_192, retries=4)
    system, is_named = round(w.about(3_400)), w.rng.random() < 0.6
    first = Steps(steps=5, system=system, task=2_300, answer=150, result=850, tool_s=0.5)
    later = Steps(steps=3.2, system=system, task=900, answer=130, result=700, tool_s=0.5)
    for start in w.arrivals(14, OFFICE):
        session = w.name("pr") if is_named else None
        at = first.run(client, start + w.draw(6, 0.5), session)
        while w.rng.random() < 0.4:
            at = later.run(client, at + 60 + w.draw(2_600, 1.1), session)


@kind("agentic", "interactive")
def own_product_coded_at_a_terminal_agent(w: World) -> None:
    """The engineers of a start-up of nine people write their product with a coding agent in the terminal, each over the
    same key: a wish, a dozen steps that read, edit and test, then the next wish. In one task of four it sends out two
    or three helpers that read at the same time. Late evenings and Sundays too. Some runs are left alone, at others the
    engineer says yes to a command. Each call has the last result in it."""
    client = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=16_000, retries=8)
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    system = round(w.about(14_000, 1.2))
    task = Steps(steps=10, system=system, task=300, answer=210, result=700, tool_s=2.5, person_share=0.07)
    helper = Steps(steps=5, system=3_600, task=220, answer=110, result=900, tool_s=0.5)
    people = w.rng.randint(5, 9)
    for start in sorted(w.arrivals(1.3, OFFICE) + w.arrivals(0.15, ALWAYS)):
        at, session, user = start, w.name("cli"), f"dev-{w.rng.randrange(people)}"
        for _ in range(1 + int(w.rng.expovariate(1 / 1.1))):
            if w.rng.random() < 0.25:
                rows: list[Row] = [partial(helper.run, client, session=session, user=user)] * w.rng.randint(2, 3)
                at = at_once(w, at, rows, within_s=0.4) + w.draw(0.3, 0.4)
            at = task.run(client, at, session, user) + 15 + w.draw(130, 1.1)
