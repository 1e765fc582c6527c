"""Events behind which somebody may wait, or nobody: a bill in an inbox, an answer to a survey, a lead in a flow."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def bills_mailed_into_bookkeeping(w: World) -> None:
    """An accounting service gives each customer an address to which bills are mailed: what comes in goes through a
    function on a queue, pages as pictures, fields out of a tool call, and a second call with the chart of accounts
    proposes the account. Some customers drag a bill into the page by the same way and want to see its fields; others
    forward a month's mails in one go and never look, or a supplier mails by itself at night. The queue knows no
    difference."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=1_500, retries=4)
    rules, accounts, width = round(w.about(800)), round(w.about(1_600)), w.pick(3, 5, 10)

    def bill(at: float) -> float:
        pages = w.rng.choices((1, 2, 4), (12, 4, 1))[0]
        fields = min(1_500, w.tokens(190 + 70 * pages, 0.3))
        end = client.call(at, rules + 1_450 * pages, fields, stop="tool_use", tools=1)
        return client.call(end + w.draw(0.2, 0.4), accounts + fields, min(300, w.tokens(48, 0.3)), stop="tool_use")

    bills = [(at, 1) for at in w.arrivals(27, OFFICE) + w.arrivals(10, ALWAYS)]
    bills += [(at, min(60, w.tokens(13, 0.7))) for at in w.arrivals(1.0, OFFICE)]
    for at, many in sorted(bills):
        rows: list[Row] = [bill] * many
        pool(w, at + w.draw(3.5, 0.8), rows, width, between_s=0.05)


@kind("uncertain", is_decidable=False)
def survey_responses_tagged_on_submit(w: World) -> None:
    """A survey platform tags free answers when a response is handed in: topics of the survey, tone, a flag for those
    who are angry, one call for each free answer. One customer has a flow behind the flag that rings up at once, one
    watches the wall of a congress live, and most open the report in a fortnight. When an invitation goes out to a panel
    there are hundreds in an hour. Whose survey has somebody behind it is in no log."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=200, retries=3)
    surveys = [w.tokens(620, 0.4) for _ in range(w.rng.randint(8, 25))]
    responses = w.arrivals(52, HOME) + w.arrivals(34, OFFICE)
    for sent in w.launches(w.rng.randint(5, 8), OFFICE):
        responses += [sent + w.rng.expovariate(1 / 5_400) for _ in range(w.count(90, factor=1.6))]
    for at in sorted(responses):
        topics, begun = w.rng.choice(surveys), at + w.draw(0.7, 0.5)
        for number in range(w.rng.choice((1, 1, 2, 3))):
            own = w.tokens(38, 0.8)
            client.call(begun + 0.01 * number, topics + own, min(200, w.tokens(46, 0.3)), stop="tool_use", tools=1)


@kind("uncertain", is_decidable=False)
def new_leads_enriched_by_a_workflow(w: World) -> None:
    """A CRM starts a workflow whenever a lead is made: the firm's page is fetched and a model writes what it sells, how
    large it is and why it may buy. A seller who types the lead in by hand looks at the panel until it is filled; leads
    of forms wait for tomorrow's list, and imported tables of some hundreds come through the same trigger, as fast as
    the workflow engine's ten workers go. Which lead has a seller before it the log does not say."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(MIDDLE, SMALL), max_tokens=600, retries=3)
    rules = round(w.about(950))

    def lead(at: float) -> float:
        return client.call(
            at + w.draw(1.2, 0.6), rules + min(8_000, w.tokens(1_700, 0.6)), min(600, w.tokens(150, 0.3))
        )

    made = [(at, 1) for at in w.arrivals(54, OFFICE) + w.arrivals(16, ALWAYS)]
    made += [(at, w.count(95, factor=1.8)) for at in w.launches(w.rng.randint(4, 7), OFFICE)]
    for at, many in sorted(made):
        rows: list[Row] = [partial(lead)] * many
        pool(w, at + w.draw(0.8, 0.5), rows, 10, between_s=0.05)
