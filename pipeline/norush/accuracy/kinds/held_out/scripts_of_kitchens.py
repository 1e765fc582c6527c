"""Nobody waits for the single answer: what a delivery service, makers of foods, recipe apps, a meal-kit firm and a
seller of voice ordering start by hand."""

from functools import partial

from norush.accuracy.calendar import DAY_S, HOUR_S, OFFICE, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, adaptive, at_once, chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def menus_of_all_partners_marked_for_allergens(w: World) -> None:
    """A delivery service must show allergens for dishes of all its restaurants from next quarter on: an engineer's
    script with asyncio and a semaphore goes through the menus, a call for each section of a menu, results to a bucket;
    it is started on some days in the month for a city each, after a trial on one district, and once more for what had
    errors. Restaurants are asked to confirm over the following weeks. A section needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=1_500, retries=5, trouble=Trouble(0.008, 4, 0.3))
    rules, width = round(w.about(1_450)), w.pick(10, 20, 20, 40)

    def section(at: float) -> float:
        said = min(1_500, w.tokens(310, 0.45))
        return client.call(at, rules + min(3_000, w.tokens(420, 0.5)), said, stop="tool_use", tools=1)

    first, *cities = w.launches(w.rng.randint(4, 6), OFFICE)
    trial: list[Row] = [section] * w.count(90, factor=1.4)
    pool(w, first, trial, width, between_s=0.01)
    for start in cities:
        rows: list[Row] = [section] * w.count(950, factor=1.5)
        end = pool(w, start + w.draw(0.6 * HOUR_S, 0.6), rows, width, between_s=0.01)
        failed = max(1, round(len(rows) * w.rng.uniform(0.004, 0.03)))
        pool(w, end + w.draw(0.3 * HOUR_S, 0.8), rows[:failed], width, between_s=0.01)


@kind("batchable")
def labels_held_against_a_new_food_law(w: World) -> None:
    """A maker of foods holds the labels of all its products against a law that comes into force next year: someone in
    regulatory affairs has a notebook with a loop, label and recipe in, what must change and the paragraph out, a large
    model, one label after the other. It runs through an afternoon or overnight, for one brand each time, and the cell
    is started from where it stopped when the laptop slept. Lawyers read the table in the next month; no label needs
    another."""
    client = w.client(w.model(LARGE, MIDDLE, OLDER), max_tokens=2_000, retries=2)
    rules = round(w.about(2_300, 1.3))
    for start in w.launches(w.rng.randint(5, 8), OFFICE):
        left, at = w.count(200, factor=1.5), start
        while left > 0:
            done = left if w.rng.random() < 0.7 else w.rng.randint(1, left)
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=rules + min(4_000, w.tokens(700, 0.4)),
                    output_tokens=min(2_000, w.tokens(300, 0.4)),
                )
                for _ in range(done)
            ]
            at = loop(w, at, rows, between_s=0.1) + w.draw(3 * HOUR_S, 0.9)
            left -= done


@kind("batchable")
def answers_of_a_cooking_assistant_marked_before_release(w: World) -> None:
    """A recipe app tries each version of its cooking assistant before it goes out: an engineer starts the framework
    from the command line, the assistant answers a set of kept questions, eight at once, then a larger model marks each
    answer twice, for safety at the stove and for whether it keeps to the recipe. On one to three days before a release,
    else not. The page of marks is gone through in the meeting of the next day. In each pass no call needs another of
    it."""
    cook = w.client(w.model(MIDDLE, SMALL), max_tokens=900, retries=4)
    judge = w.client(w.model(LARGE, OLDER), max_tokens=350, retries=4)
    width = w.pick(8, 8, 16)
    questions = [1_600 + min(7_000, w.tokens(700, 0.6)) for _ in range(w.count(110, factor=1.4))]
    for release in w.launches(w.rng.randint(3, 4), OFFICE):
        at = release
        for _ in range(w.rng.choice((1, 2, 3))):
            answered: list[Row] = [
                partial(cook.call, input_tokens=asked, output_tokens=min(900, w.tokens(260, 0.4)))
                for asked in questions
            ]
            at = pool(w, at, answered, width, between_s=0.01) + w.draw(3, 0.5)
            marked: list[Row] = [
                partial(judge.call, input_tokens=1_250 + w.tokens(420, 0.3), output_tokens=min(350, w.tokens(90, 0.4)))
                for _ in range(2 * len(questions))
            ]
            at = pool(w, at, marked, width, between_s=0.01) + w.draw(23 * HOUR_S, 0.08)


@kind("batchable")
def drivers_orders_made_up_for_a_voice_model(w: World) -> None:
    """A firm that sells voice ordering to restaurants makes up what drivers say, for the training of a small model of
    its own: for each menu, accent and mood one call that writes a whole talk at the post with the till's lines, from a
    queue by workers that feel for the limit. A menu on an evening, for a week or two, then a pause for the training.
    The data is used when all of it is there; no talk is made from another."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=2_000, retries=6, trouble=Trouble(0.015, 5, 0.3))
    rules, most, begun = round(w.about(1_900)), w.pick(12, 24, 32), w.rng.uniform(0, 14) * DAY_S

    def talk(at: float) -> float:
        return client.call(at, rules + w.tokens(160, 0.5), min(2_000, w.tokens(410, 0.3)))

    for start in w.timer((w.pick(17, 18, 20),), late_s=1_500, weekdays=WEEKDAYS):
        if begun <= start < begun + 12 * DAY_S and w.rng.random() < 0.85:
            rows: list[Row] = [talk] * w.count(260, factor=1.4)
            adaptive(w, start, rows, most)


@kind("batchable")
def cards_of_a_meal_kit_put_into_five_languages(w: World) -> None:
    """A meal-kit firm has the cards of its weekly boxes put into the languages of its countries: three weeks ahead an
    editor starts a script, and for each card the five languages go at once and the next card when all are there, with
    the glossary of cuts and pans in the prompt. Again on the next day for the cards that the kitchen changed. The
    translators go over them until they are printed. A card in one language is made from the original alone."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=3_000, retries=3)
    glossary, languages = round(w.about(1_500)), w.pick(4, 5, 5, 7)

    def card() -> list[Row]:
        words = min(1_600, w.tokens(360, 0.3))
        return [
            partial(
                client.call,
                input_tokens=glossary + words,
                output_tokens=min(3_000, round(words * w.rng.uniform(1.0, 1.6))),
            )
            for _ in range(languages)
        ]

    for start in w.timer((w.pick(10, 11, 15),), weekdays=(w.pick(1, 2, 3),), late_s=2_400):
        rows = [row for _ in range(w.count(88, factor=1.3)) for row in card()]
        chunks(w, start, rows, languages, between_s=0.2)
        changed = [row for _ in range(w.count(12, factor=1.6)) for row in card()]
        chunks(w, start + w.rng.uniform(20, 27) * HOUR_S, changed, languages, between_s=0.2)


@kind("batchable")
def old_recipes_of_an_app_compared_for_twins(w: World) -> None:
    """A recipe app that has bought two others looks for recipes it has twice: a search proposes pairs, and a program
    asks a small model of each pair whether it is the same dish, fifty sent at once and the next fifty when the slowest
    is back, over a long weekend and some evenings. Editors join the twins in the months after. A pair is one call that
    needs no other."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=150, retries=4, trouble=Trouble(0.006, 3, 0.25))
    rules, size = round(w.about(620)), w.pick(25, 50, 50)
    for start in w.launches(w.rng.randint(4, 6), OFFICE):
        at, left = start + w.draw(5 * HOUR_S, 0.3), w.count(800, factor=1.5)
        while left > 0:
            part = min(size, left)
            rows: list[Row] = [
                partial(
                    client.call,
                    input_tokens=rules + min(3_500, w.tokens(820, 0.35)),
                    output_tokens=min(150, w.tokens(48, 0.4)),
                )
                for _ in range(part)
            ]
            at = at_once(w, at, rows, within_s=0.15) + w.draw(0.4, 0.5)
            left -= part
