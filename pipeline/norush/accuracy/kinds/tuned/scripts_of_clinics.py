"""Nobody waits for the single answer: what reviewers, testers, makers of data, archivists and writers of manuals start
by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Prefix, Row, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Client, Trouble, World


@kind("batchable")
def abstracts_screened_for_a_systematic_review(w: World) -> None:
    """A drug maker's team for evidence screens the hits of a search: title and abstract in, include or not and why out,
    each of them twice under two wordings, as two reviewers would. A script with asyncio and a semaphore; forty first,
    which are compared with a person's, then all of the first wording, then all of the second. Three searches a month,
    and an update of one. People settle what differs in the following week; no abstract needs another."""
    client = w.client(w.model(SMALL, MIDDLE, MIDDLE), max_tokens=300, retries=5, trouble=Trouble(0.006, 3, 0.3))
    width = w.pick(8, 10, 16, 20)
    for start in w.launches(4, OFFICE):
        criteria, at = round(w.about(820, 1.4)), start
        row = partial(_short, client=client, before=criteria, text=340, out=70)
        rows: list[Row] = [row] * w.count(w.pick(130, 380), factor=1.4)
        at = pool(w, at, rows[:40], width) + w.draw(35 * MINUTE_S, 0.7)
        for _ in range(2):
            at = pool(w, at, rows, width, between_s=0.005) + w.draw(30, 0.8)


def _short(at: float, client: Client, before: int, text: float, out: float) -> float:
    w = client.world
    return client.call(at, before + min(3_000, w.tokens(text, 0.4)), w.tokens(out, 0.35))


@kind("batchable")
def case_vignettes_put_to_the_symptom_checker(w: World) -> None:
    """Before a new prompt of its intake goes live a telemedicine start-up puts it to case vignettes that doctors have
    written, with the right urgency known: an evaluation tool on the command line, four connections or as many as
    somebody has set, each vignette three times to see whether it is stable, and a second model after the first. Some
    runs a week while a release is near, on a branch that is pushed again when it fails. Code compares; the report is
    talked over in the medical meeting. No vignette needs another."""
    models = [w.model(SMALL, MIDDLE), w.model(MIDDLE, OLDER, LARGE)]
    cases = [min(3_000, w.tokens(410, 0.4)) for _ in range(w.count(62, factor=1.2))]
    width, near = w.pick(4, 4, 8, 10), w.rng.uniform(0.1, 0.55) * w.month.length_s
    runs = [at for at in w.launches(18, OFFICE) if near <= at < near + 11 * DAY_S] or w.launches(4, OFFICE)
    for start in runs[:9]:
        prompt, at = round(w.about(1_300, 1.2)), start
        for model in models if w.rng.random() < 0.5 else models[:1]:
            client = w.client(model, max_tokens=1_024, retries=3)
            rows: list[Row] = [
                partial(client.call, input_tokens=prompt + case, output_tokens=w.tokens(150, 0.35))
                for case in cases
                for _ in range(3)
            ]
            at = pool(w, at, rows, width, between_s=0.01) + w.draw(8, 0.6)


@kind("batchable")
def visits_made_up_for_a_scribes_training(w: World) -> None:
    """A house that sells a scribe makes up visits to train and test it, for real ones must not be used: a table of
    speciality, complaint, age, accent and mood, and for each row a whole talk between doctor and patient, long and
    therefore streamed, through a gather with a semaphore of ten. A dozen are read first, and the prompt is mended; rows
    that were cut off or failed are made once more in the evening. The set is frozen at the end of the month. Each row
    is made out of itself."""
    client = w.client(w.model(MIDDLE, OLDER), streamed=True, max_tokens=8_000, retries=4, trouble=Trouble(0.01, 4, 0.3))
    rules, width = round(w.about(1_000)), w.pick(8, 10, 10, 16)

    def visit(at: float) -> float:
        return client.call(at, rules + w.tokens(90, 0.3), w.tokens(1_850, 0.35))

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        at = start
        for _ in range(w.rng.randint(1, 3)):
            at = pool(w, at, [visit] * 12, width) + w.draw(25 * MINUTE_S, 0.6)
        rows: list[Row] = [visit] * w.count(135, factor=1.4)
        end = pool(w, at, rows, width)
        pool(w, end + w.draw(3 * HOUR_S, 0.5), rows[: max(1, len(rows) // 25)], width)


@kind("batchable")
def paper_records_of_bought_practices_read_in(w: World) -> None:
    """A dental chain buys practices and has their paper records read in: a firm scans them, and when the pictures of a
    practice are there somebody starts the import, which puts each record into a queue from which a few Celery workers
    take it. Cutting and turning the pages takes far longer than the call, for the old picture server is slow; what
    fails goes back into the queue after ten minutes; workers are restarted on each deploy. It goes on through the
    evening and the night. The practice moves to the new system weeks later. A record is one call."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=2_000, retries=3, trouble=Trouble(0.008, 6, 0.25))
    rules, workers, seconds = round(w.about(950)), w.pick(2, 3, 4), w.about(300, 1.6)
    deploys = w.launches(20, OFFICE)

    def record(at: float) -> float:
        pages = w.rng.choices((1, 2, 3, 5), (4, 4, 2, 1))[0]
        end = client.call(at, rules + 1_568 * pages, min(2_000, w.tokens(190 * pages, 0.35)), stop="tool_use", tools=1)
        if any(at <= deploy < end + 60 for deploy in deploys):
            end += 40 + w.draw(20, 0.5)
        return end + w.draw(seconds, 0.7)

    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        rows: list[Row] = [record] * w.count(210, factor=1.6)
        end = pool(w, start, rows, workers, between_s=0.05)
        pool(w, end + 10 * MINUTE_S, rows[: max(1, len(rows) // 60)], workers, between_s=0.05)


@kind("batchable")
def manuals_of_devices_put_into_nine_languages(w: World) -> None:
    """A maker of devices has the manual put into the languages in which it is sold: segments in packs of a dozen, the
    terms of that language in front and marked for the cache, one language after the other, eight packs at once and the
    next eight when the slowest of them is done. Where the terms were wrong a language is done once more next day. The
    translators of the bureau go over it for two weeks before it is printed. A pack needs no other."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=4_000, retries=4)
    size = w.pick(4, 8, 8)

    def language(at: float, packs: int) -> float:
        terms = Prefix(w.tokens(2_300, 0.25))

        def pack(begun: float) -> float:
            own = w.tokens(480, 0.25)
            return terms.call(client, begun, own, min(4_000, round(own * w.rng.uniform(1.0, 1.5))))

        return chunks(w, at, [pack] * packs, size, between_s=0.3)

    for start in w.launches(w.rng.randint(3, 4), OFFICE):
        packs, at = w.count(26, factor=1.8), start
        for _ in range(9):
            at = language(at, packs) + w.draw(6, 0.6)
        for _ in range(w.rng.choice((0, 1, 2))):
            at = language(start + DAY_S + w.draw(HOUR_S, 0.6), packs)


@kind("batchable")
def voices_of_patients_put_under_themes(w: World) -> None:
    """The quality office of a hospital group reads what patients wrote into the survey: a notebook with a bar, one
    comment after the other into theme, ward and tone, ten first, then all of the hospital, then the next hospital's
    sheet. The cell is stopped and started again when a theme was forgotten. It is for the board's folder, once a month,
    with a smaller round for the nursing heads. A comment needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=2)
    rules, clinics = round(w.about(1_150)), w.rng.randint(4, 7)
    for start, share in zip(w.launches(2, OFFICE), (1.0, 0.5), strict=True):
        at = start
        row = partial(_short, client=client, before=rules, text=95, out=46)
        for _ in range(clinics):
            rows: list[Row] = [row] * max(1, round(w.count(290, factor=1.7) * share))
            at = loop(w, at, rows[:10], between_s=0.03) + w.draw(5 * MINUTE_S, 0.8)
            if w.rng.random() < 0.3:
                at = loop(w, at, rows[: w.rng.randint(1, len(rows))], between_s=0.03) + w.draw(4 * MINUTE_S, 0.7)
            at = loop(w, at, rows, between_s=0.03) + w.draw(20 * MINUTE_S, 1.0)
