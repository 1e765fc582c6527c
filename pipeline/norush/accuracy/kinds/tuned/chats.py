"""Somebody reads the answer as it comes: chats of several designs, an editor's plugin, a console in which prompts are
tried."""

from collections import deque

from norush.accuracy.calendar import HOME, HOUR_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Talk
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, World


@kind("interactive")
def chat_with_titles(w: World) -> None:
    """The assistant on the pages of a product, as most are built: all that was said goes along each time, the answer
    is streamed, a small model gives the conversation its title after the first turn, and after each answer proposes
    three things to ask next, which stand below it. No session is logged. They read along, and click."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), streamed=True, max_tokens=2_000)
    small = w.client(w.model(SMALL), max_tokens=120)
    talk = Talk(
        turns=w.about(2.6), system=round(w.about(2_600, 2)), question=34, answer=320, think_s=w.about(32),
        is_cached=w.rng.random() < 0.4,
    )  # fmt: skip
    users, has_title = max(30, w.count(1_500)), w.rng.random() < 0.7
    for start in w.arrivals(13, HOME):
        asking = talk.asking(client, start, None, f"u{w.rng.randrange(users)}")
        is_first = True
        for wanted in asking:
            end = asking.send(wanted)
            if is_first and has_title:
                small.call(end + w.draw(0.03, 0.5), 410 + w.tokens(130, 0.5), w.tokens(7, 0.3))
            small.call(end + w.draw(0.05, 0.5), 620 + w.tokens(210, 0.5), w.tokens(52, 0.25))
            is_first = False


@kind("interactive")
def assistant_of_the_firm(w: World) -> None:
    """The firm's own chat for some hundreds of employees, an open page before a gateway: each picks a model, drops a
    file into the prompt, has an answer made again that does not please, stops one that rambles, and goes on with
    yesterday's conversation in the morning. Users are logged, conversations are not."""
    clients = [
        w.client(w.model(model), streamed=True, max_tokens=8_000) for model in (LARGE, MIDDLE, MIDDLE, SMALL, OLDER)
    ]
    staff = max(20, w.count(300))
    for start in w.arrivals(12, OFFICE):
        _conversation(w.pick(*clients), start, f"e{w.rng.randrange(staff)}")


def _conversation(client: Client, at: float, user: str) -> None:
    """One conversation, over an hour or over days."""
    w = client.world
    context = 450 + (w.tokens(8_500, 0.9) if w.rng.random() < 0.3 else 0)
    for _ in range(1 + int(w.rng.expovariate(1 / 2.8))):
        prompt = context + w.tokens(75, 1.1)
        answer = w.tokens(430, 0.8)
        if w.rng.random() < 0.06:
            at = client.abort(at, prompt, answer, w.rng.uniform(3, 14), user) + 4 + w.draw(12, 0.7)
        end = client.call(at, prompt, answer, user=user)
        if w.rng.random() < 0.11:
            end = client.call(end + 6 + w.draw(14, 0.7), prompt, w.tokens(answer, 0.3), user=user)
        context = prompt + answer
        at = end + 3 + answer / 10 + (w.rng.uniform(15, 27) * HOUR_S if w.rng.random() < 0.07 else w.draw(55, 1.0))


@kind("interactive")
def widget_with_a_window(w: World) -> None:
    """A shop's help window: the last six messages and four passages that are found anew go along, so that prompts go
    neither up nor down, and from the second question on a small call puts it into words that stand alone. Answers come
    whole. A thing or two is asked, by somebody with a parcel in mind."""
    words, client = w.client(w.model(SMALL), max_tokens=100), w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=600)
    system, think_s = round(w.about(750)), w.about(35)
    for start in w.arrivals(24, HOME):
        at, session, said = start, w.name("widget"), deque[int](maxlen=6)
        for _ in range(1 + int(w.rng.expovariate(1 / 1.3))):
            question = w.tokens(19, 0.6)
            if said:
                at = words.call(at, 210 + sum(said) + question, w.tokens(18, 0.4), session=session)
            found = sum(w.tokens(310, 0.35) for _ in range(4))
            answer = w.tokens(115, 0.45)
            end = client.call(
                at + w.draw(0.09, 0.5), system + sum(said) + found + question, answer, session=session
            )  # fmt: skip
            said += (question, answer)
            at = end + 3 + answer / 7 + w.draw(think_s, 0.8)


@kind("interactive", "latency_bound")
def ide_plugin(w: World) -> None:
    """A plugin of an editor does three things with one key: it completes at each pause of the typist and hangs up when
    he types on, it answers in a panel with the open files in its prompt, and it rewrites what is selected. One person
    does all of it within minutes, and looks at each."""
    complete = w.client(w.model(SMALL), streamed=True, max_tokens=128, retries=0)
    panel = w.client(w.model(MIDDLE, LARGE), streamed=True, max_tokens=4_096)
    talk = Talk(turns=2.2, system=round(w.about(6_500)), question=70, answer=360, think_s=55, is_cached=True)
    for start in w.arrivals(4.5, OFFICE):
        at, user, code = start, f"dev-{w.rng.randrange(30)}", w.tokens(1_700, 0.4)
        for _ in range(w.rng.randint(1, 3)):
            for _ in range(w.tokens(9, 0.6)):
                types_on = w.rng.random() < 0.55
                heard_s = w.rng.uniform(0.15, 0.7) if types_on else 30.0
                end = complete.abort(at, max(80, code + round(w.rng.gauss(0, 40))), w.tokens(28, 0.7), heard_s, user)
                at = end + 0.25 + (w.draw(0.5, 0.6) if types_on else w.draw(5, 0.9))
                code += w.tokens(9, 0.8)
            if w.rng.random() < 0.35:
                at = talk.run(panel, at + w.draw(8, 0.6), None, user) + w.draw(30, 0.8)
            if w.rng.random() < 0.4:
                selected = w.tokens(260, 0.8)
                at = panel.call(at + w.draw(10, 0.7), 1_400 + selected, round(selected * 1.1) + 20, user=user)
                at += 5 + w.draw(15, 0.8)


@kind("interactive")
def prompts_tried_by_hand(w: World) -> None:
    """Whoever makes a prompt tries it in a console: the same three or four inputs again and again, a line of the
    prompt changed, the answer read, for an hour; at times two models side by side, at times five times in a row to see
    whether it holds. Prompts are alike, as those of a job are; each answer is read before the next try."""
    client = w.client(w.model(LARGE, MIDDLE), streamed=w.rng.random() < 0.6, max_tokens=1_500)
    other = w.client(w.model(MIDDLE, SMALL), streamed=client.streamed, max_tokens=1_500)
    for start in w.arrivals(4.2, OFFICE):
        at, user = start, f"maker-{w.rng.randrange(9)}"
        prompt, inputs = w.tokens(900, 0.5), [w.tokens(420, 0.7) for _ in range(w.rng.randint(3, 4))]
        answer = w.draw(190, 0.5)
        for _ in range(w.rng.randint(5, 30)):
            tokens = prompt + w.pick(*inputs)
            end = client.call(at, tokens, w.tokens(answer, 0.25), user=user)
            if w.rng.random() < 0.18:
                end = max(end, other.call(at + 0.01, tokens, w.tokens(answer, 0.3), user=user))
            if w.rng.random() < 0.07:
                for _ in range(4):
                    end = client.call(end + 1 + w.draw(2, 0.5), tokens, w.tokens(answer, 0.25), user=user)
            at = end + 4 + w.draw(32, 0.9)
            prompt = max(60, prompt + round(w.rng.gauss(6, 25)))


@kind("interactive")
def bot_in_a_messenger(w: World) -> None:
    """Customers write to a firm by messenger and a bot answers at once: in pieces, so that an answer that was begun is
    broken off when the next piece comes; with minutes between messages, or hours when something comes up. The last
    twelve messages go along, however old. Who writes looks at two grey ticks."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=500)
    system, pieces = round(w.about(1_500)), w.about(0.14)
    for start in w.arrivals(15, HOME):
        at, user, said = start, w.name("wa"), deque[int](maxlen=12)
        for _ in range(w.rng.randint(1, 7)):
            message = w.tokens(15, 0.7)
            if w.rng.random() < pieces:
                heard_s = w.rng.uniform(0.6, 4)
                at = client.abort(at, system + sum(said) + message, w.tokens(70, 0.5), heard_s, user) + 0.02
                message += w.tokens(9, 0.6)
            answer = w.tokens(72, 0.5)
            end = client.call(at, system + sum(said) + message, answer, user=user)
            said += (message, answer)
            at = end + 3 + (w.draw(2.4 * HOUR_S, 0.9) if w.rng.random() < 0.18 else w.draw(50, 1.0))
