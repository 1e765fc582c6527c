"""Nobody waits for the single answer: what credit bureaus, patent firms, lenders, payment firms start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, adaptive, chunks, loop, paced, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def covenants_pulled_out_of_loan_agreements(w: World) -> None:
    """A lender moves to a new system and needs the covenants of old agreements as rows: a script cuts each agreement
    into its articles and asks for each, an async client with a semaphore; ten agreements first, then a portfolio a day
    for a week or two, and what could not be parsed once more at the end of each run. Lawyers look at a sample
    afterwards. An article stands for itself, and the move is next quarter."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=800, retries=4, trouble=Trouble(0.005, 4, 0.3))
    rules, width = round(w.about(780)), w.pick(8, 10, 16, 20)

    def article(at: float) -> float:
        said = min(800, w.tokens(95, 0.7))
        return client.call(at, rules + min(5_000, w.tokens(620, 0.6)), said, stop="tool_use", tools=1)

    first = min(w.launches(4, OFFICE)[0], 16 * DAY_S)
    pool(w, first, [article] * w.count(90), width)
    for number in range(w.rng.randint(5, 8)):
        start = first + (number + 1) * DAY_S + w.draw(HOUR_S, 0.6)
        articles = w.count(400, factor=1.6)
        end = pool(w, start, [article] * articles, width)
        pool(w, end + 1.0, [article] * max(1, round(articles * w.rng.uniform(0.005, 0.03))), width)


@kind("batchable")
def cited_papers_scored_against_a_claim(w: World) -> None:
    """Before an opposition a patent firm lets a model score some hundred found documents against the features of a
    claim: a notebook with a thread pool, claim and instructions in front and marked for the cache, a table of features
    with yes or no out. A round with abstracts, then one with the full text of the best. Two or three oppositions a
    week. The attorney reads the sorted list some days later; a document needs no other, and the second round is a run
    of its own."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=700, retries=3, trouble=Trouble(0.004, 3, 0.3))
    threads = w.pick(4, 6, 8, 12)
    for start in w.launches(w.rng.randint(8, 11), OFFICE):
        claim, documents = Prefix(w.tokens(1_600, 0.3)), w.count(230, factor=1.6)

        def abstract(at: float, claim: Prefix = claim) -> float:
            return claim.call(client, at, min(900, w.tokens(240, 0.4)), min(700, w.tokens(92, 0.25)))

        def full(at: float, claim: Prefix = claim) -> float:
            return claim.call(client, at, min(20_000, w.tokens(5_200, 0.5)), min(700, w.tokens(240, 0.25)))

        end = pool(w, start, [abstract] * documents, threads, between_s=0.02)
        if w.rng.random() < 0.7:
            pool(w, end + w.draw(40 * MINUTE_S, 0.8), [full] * max(1, documents // 12), threads, between_s=0.02)


@kind("batchable")
def notes_to_accounts_read_for_a_credit_bureau(w: World) -> None:
    """A credit bureau reads the notes to the annual accounts of small firms back to 2019: guarantees, loans to owners,
    doubts of the auditor. All ids are put into a queue, some workers of a cluster take one each as they finish and
    wait minutes for the register to give the paper, for days and nights; a message whose call failed comes back after
    a while, and a release of the workers or a full disk stops everything for some hours. It goes into next quarter's
    score. A firm needs no other firm."""
    client = w.client(w.model(SMALL, MIDDLE, SMALL), max_tokens=500, retries=1, trouble=Trouble(0.008, 6, 0.3))
    rules, workers, fetch_s = round(w.about(690)), w.pick(3, 4, 6), w.about(190)

    def firm(at: float) -> float:
        at += w.draw(fetch_s, 0.8)  # the filing is fetched and turned into text
        asked, said = rules + min(9_000, w.tokens(1_350, 0.6)), min(500, w.tokens(115, 0.4))
        end = client.call(at, asked, said)
        if w.calls and w.calls[-1].status == "errored":
            end = client.call(end + w.draw(90, 0.5), asked, said)
        return end

    at, left = min(w.launches(3, OFFICE)[0], 14 * DAY_S), w.count(4_200, factor=1.2)
    while left > 0:
        part = min(left, w.count(1_700, factor=1.7))
        at = pool(w, at, [firm] * part, workers, between_s=0.3) + w.draw(4 * HOUR_S, 0.8)
        left -= part


@kind("batchable")
def answers_of_a_pension_bot_marked_before_a_release(w: World) -> None:
    """A pension adviser's team tries its bot on some hundred known questions before each release: an evaluation
    framework answers them with eight connections, and a larger model marks each answer against what an expert wrote as
    soon as it is there. Started from a laptop, two to four prompts that are on the list for the release one after the
    other, then none for days. They are laid side by side in the meeting of the week. Answers first and marks after
    would do."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_024, retries=5)
    judge = w.client(w.model(MIDDLE, OLDER), max_tokens=500, retries=5)
    questions = [(w.tokens(60, 0.5) + w.tokens(820, 0.3), w.tokens(210, 0.4)) for _ in range(w.count(110, factor=1.3))]
    system, width = round(w.about(700)), w.pick(6, 8, 10)

    def case(at: float, asked: int, said: int) -> float:
        written = min(1_024, round(said * w.draw(1, 0.2)) + 1)
        end = client.call(at, system + asked, written)
        return judge.call(end + 0.02, 480 + written + said, min(500, w.tokens(85, 0.35)))

    for day in w.launches(w.rng.randint(4, 5), OFFICE):
        at, rows = day, [partial(case, asked=asked, said=said) for asked, said in questions]
        for _ in range(w.rng.choice((2, 2, 3, 4))):
            at = pool(w, at, rows, width, between_s=0.01) + w.draw(35 * MINUTE_S, 0.7)


@kind("batchable")
def scam_messages_invented_for_a_payment_filter(w: World) -> None:
    """A payment firm trains a small filter of its own on messages between buyers and sellers, and has the bad ones
    invented: out of a grid of tricks, tones, goods and languages a script makes prompts and sends fifty at a time with
    gather, the next fifty when all are back. Honest ones are made the same way. Three or four sets until the filter
    learns; doubles are thrown away afterwards. A message needs no other."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=500, retries=5, trouble=Trouble(0.01, 4, 0.35))
    size, rules = w.pick(25, 50, 50, 100), round(w.about(390))

    def message(at: float) -> float:
        return client.call(at, rules + w.tokens(85, 0.3), min(500, w.tokens(125, 0.5)))

    at = w.launches(4, OFFICE)[0]
    for _ in range(w.rng.randint(3, 4)):
        end = chunks(w, at, [message] * min(50, w.count(50)), size, between_s=0.3) + w.draw(12 * MINUTE_S, 0.8)
        for _ in range(2):
            end = chunks(w, end, [message] * w.count(520, factor=1.3), size, between_s=0.3) + w.draw(60, 0.7)
        at = end + w.draw(2.5 * DAY_S, 0.5)


@kind("batchable")
def clause_library_put_into_three_languages(w: World) -> None:
    """A house that sells forms to notaries puts its clauses into three languages: glossary in front, clause in, clause
    out, a limiter lets so many a minute through. A law area at a time, by hand when an editor has handed it over; one
    or two are done again in part after the reviser's word. Printed in spring. A clause in a language needs no other."""
    client = w.client(w.model(MIDDLE, LARGE, OLDER), max_tokens=1_500, retries=4, trouble=Trouble(0.003, 3, 0.2))
    rules, every_s = round(w.about(610)), 60 / w.pick(20, 30, 50, 60)
    for start in w.launches(w.rng.randint(8, 11), OFFICE):
        clauses = [min(1_100, w.tokens(150, 0.6)) for _ in range(w.count(80, factor=1.5))]
        rows: list[Row] = [
            partial(client.call, input_tokens=rules + words, output_tokens=round(words * w.rng.uniform(0.9, 1.3)) + 1)
            for words in clauses
            for _ in range(3)
        ]
        end = paced(w, start, rows, every_s, noise=0.05)
        if w.rng.random() < 0.2:
            paced(w, end + w.draw(3 * HOUR_S, 0.6), rows[: len(rows) // 2], every_s, noise=0.05)


@kind("batchable")
def consultants_interviews_cut_into_evidence(w: World) -> None:
    """Consultants have the interviews of a project cut into statements with topic and weight: a small tool of the
    firm's own takes a folder, a call a page, a pool that halves itself when the limit answers and grows again. Some
    folders a week, the older ones once more when the topics have changed. The deck is due at the end of the week, and a
    page can be read without the others."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=900, retries=2, trouble=Trouble(0.012, 5, 0.35))
    rules, most = round(w.about(760)), w.pick(6, 10, 16)

    def page(at: float) -> float:
        said = min(900, w.tokens(150, 0.45))
        return client.call(at, rules + min(2_500, w.tokens(590, 0.35)), said, stop="tool_use", tools=1)

    for start in w.launches(w.rng.randint(9, 13), OFFICE):
        at = start
        for _ in range(w.rng.choice((1, 1, 2))):
            pages = w.count(140, factor=1.7)
            if w.rng.random() < 0.25:
                at = loop(w, at, [page] * min(5, pages), between_s=2.0) + w.draw(5 * MINUTE_S, 0.7)
            at = adaptive(w, at, [page] * pages, most) + w.draw(20 * MINUTE_S, 0.8)
