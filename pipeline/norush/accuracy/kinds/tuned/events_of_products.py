"""Events behind which somebody may wait, or nobody: a mailbox that is joined, an app sent in, a step of a flow."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once, pool
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def mailboxes_read_at_sign_up(w: World) -> None:
    """Who joins a mailbox to a mail program has the threads of the last weeks sorted: offers, bills, people, a line for
    each. A hundred or some hundreds of calls, eight at a time, and then each new mail as it comes in, for some days at
    least. Some look at the bar that fills and want to begin, most have gone for coffee or come back tomorrow; no log
    says who."""
    w.user_agent = w.pick("anthropic-sdk-typescript/0.66.1", w.user_agent)
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=3)
    rules, width = round(w.about(620)), w.pick(5, 8, 8)

    def thread(at: float, user: str) -> float:
        return client.call(at, rules + min(8_000, w.tokens(420, 0.9)), w.tokens(44, 0.3), user=user)

    for joined in w.arrivals(0.75, HOME):
        user = w.name("mbx")
        rows: list[Row] = [partial(thread, user=user)] * min(400, w.tokens(75, 0.6))
        pool(w, joined + w.draw(4, 0.5), rows, width, between_s=0.02)
        at = joined + w.draw(1_500, 0.8)
        for _ in range(int(w.rng.expovariate(1 / 14))):
            thread(at, user)
            at += w.draw(4_500, 1.2)


@kind("uncertain", is_decidable=False)
def apps_submitted_for_review(w: World) -> None:
    """A store for apps looks over what developers send in, as it comes: the text against the rules, six pictures of the
    screen, what it says of data, three calls at once, and the findings lie before the reviewer. On a quiet morning one
    opens it within minutes, on others after two days; what is turned down comes again in hours."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_500, retries=3)
    rules, rate = round(w.about(2_300)), w.about(3.8) * w.scale
    for zone in ("America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo"):
        for start in w.month.arrivals(w.rng, rate * w.rng.uniform(0.5, 1.4), OFFICE, zone):
            at = start
            while True:
                rows: list[Row] = [
                    partial(client.call, input_tokens=rules + w.tokens(650, 0.5), output_tokens=w.tokens(260, 0.4)),
                    partial(client.call, input_tokens=700 + 6 * 1_300, output_tokens=w.tokens(300, 0.3)),
                    partial(client.call, input_tokens=1_100 + w.tokens(1_900, 0.6), output_tokens=w.tokens(210, 0.4)),
                ]
                at = at_once(w, at + w.draw(9, 0.6), rows, within_s=0.1)
                if w.rng.random() < 0.78:
                    break
                at += w.draw(9_000, 1.0)


@kind("uncertain", is_decidable=False)
def steps_of_customers_flows(w: World) -> None:
    """A platform on which customers click flows together sells a step that asks a model: a form comes in, a line
    appears in a sheet, a deal is won, and the flow runs. Some begin on a hook, others find what is new by looking each
    quarter of an hour, and each has a prompt of its customer's own. Behind one a buyer waits for a mail, behind the
    next a table grows that nobody opens; the platform does not know."""
    chosen = (w.model(SMALL), w.model(SMALL, MIDDLE), w.model(MIDDLE, OLDER))
    client = w.client(chosen[1], max_tokens=1_024, retries=2)
    flows = [(w.pick(*chosen), w.tokens(420, 0.8), w.tokens(520, 0.9), w.tokens(130, 0.7)) for _ in range(24)]
    offsets = [w.rng.random() * 15 * MINUTE_S for _ in flows]
    for at in sorted(w.arrivals(44, OFFICE) + w.arrivals(22, HOME) + w.arrivals(6, ALWAYS)):
        number = min(int(w.rng.expovariate(1 / 6)), len(flows) - 1)
        model, prompt, found, said = flows[number]
        begun = at + w.draw(0.6, 0.6)
        if number % 3 == 1:  # found at the next look, with what else is new
            looks = int((at - offsets[number]) // (15 * MINUTE_S)) + 1
            begun = offsets[number] + looks * 15 * MINUTE_S + w.draw(1.2, 0.5)
        for _ in range(w.rng.choices((1, 2, 7), (16, 2, 1))[0]):
            tokens = prompt + min(12_000, w.tokens(found, 0.6))
            begun = client.call(begun, tokens, min(1_024, w.tokens(said, 0.3)), model=model) + w.draw(0.4, 0.5)
