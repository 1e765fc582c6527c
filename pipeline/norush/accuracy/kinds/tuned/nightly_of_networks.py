"""Nobody waits for the single answer: what schedules start in the night of each region - remarks of tills, letters to
branches abroad, logs of game servers, delays of hubs, bookings of hotels, profiles on a marketplace."""

from norush.accuracy.calendar import HOUR_S, MINUTE_S, WEEKDAYS
from norush.accuracy.kinds import kind
from norush.accuracy.kinds.tuned.regions_of_networks import clocks_in, is_closed, some_places
from norush.accuracy.patterns import chunks, loop, pool
from norush.accuracy.world import LARGE, MIDDLE, OLDER, SMALL, Trouble, World


@kind("batchable")
def remarks_of_all_shops_sorted_when_a_country_has_closed(w: World) -> None:
    """A retail group's scheduler has a task for each country that runs when its tills are closed and counted: remarks
    that customers and sellers have typed get a topic, a tone and a shop process, through four threads with retries of
    the SDK. A task that failed is run again by the scheduler after ten minutes, once in a while a day is cleared and
    run anew at noon. Category managers see a dashboard in the course of the next day. No remark needs another."""
    client = w.client(w.model(SMALL, SMALL, MIDDLE), max_tokens=200, retries=2, trouble=Trouble(0.003, 4, 0.3))
    rules, threads, minute = round(w.about(720)), w.pick(2, 4, 4, 8), w.pick(0, 15, 30)

    def remark(at: float) -> float:
        return client.call(at, rules + min(900, w.tokens(65, 0.7)), min(200, w.tokens(45, 0.25)))

    for place in some_places(w, 4, 6):
        usual = w.draw(26 * w.scale, 0.5)
        for start in clocks_in(w, [place], w.pick(1, 2, 3), minute, late_s=25):
            rows = max(1, round(usual * w.draw(1.0, 0.25) * (0.4 if is_closed(w, place, start - 6 * HOUR_S) else 1.0)))
            if w.rng.random() < 0.03:
                begun = pool(w, start, [remark] * w.rng.randint(1, rows), threads) + 10 * MINUTE_S
            else:
                begun = start
            pool(w, begun, [remark] * rows, threads)
            if w.rng.random() < 0.02:
                pool(w, start + 10 * HOUR_S + w.draw(HOUR_S, 0.6), [remark] * rows, threads)


@kind("batchable")
def letters_to_branches_put_into_english_overnight(w: World) -> None:
    """A bank's head office has the letters that authorities abroad have sent to its branches put into English: a job at
    eleven at night takes the dozen that were scanned that day, page after page in one loop, and leaves them in a folder
    for compliance, who read them some time next day. Few on the eve of a holiday, none on weekends. Each page could be
    sent with all others, and by morning is soon enough."""
    client = w.client(w.model(MIDDLE, OLDER, LARGE), max_tokens=3_000, retries=3)
    rules = round(w.about(560))

    def page(at: float) -> float:
        words = min(2_600, w.tokens(620, 0.4))
        return client.call(at, rules + words, min(3_000, round(words * w.rng.uniform(0.8, 1.1))))

    for start in w.timer((23,), minute=w.pick(0, 0, 10, 30), weekdays=WEEKDAYS, late_s=8):
        loop(w, start + w.draw(6, 0.4), [page] * w.count(13, factor=1.7), between_s=0.6)


@kind("batchable")
def server_logs_of_each_region_read_for_tone(w: World) -> None:
    """A game's publisher keeps an eye on how people talk on its servers: when it is five in the morning in a region a
    cron job takes a sample of last day's matches, puts each log of chat through an async pool, and writes how rough it
    was, in which language, and why. A graph for the community team each week. Saturdays have more; a run that breaks is
    simply made up for by the next, which takes both days. No match needs another."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=250, retries=4, trouble=Trouble(0.004, 4, 0.35))
    rules, width = round(w.about(840)), w.pick(6, 10, 20)
    regions = [
        "America/New_York",
        "Europe/Berlin",
        "Asia/Tokyo",
        *w.pick([], ["America/Sao_Paulo"], ["Asia/Singapore"]),
    ]

    def log(at: float) -> float:
        return client.call(at, rules + min(5_000, w.tokens(430, 0.6)), min(250, w.tokens(75, 0.3)))

    for region in regions:
        owed, minute = 0, w.rng.randrange(60)
        for start in clocks_in(w, [region], 5, minute, late_s=2):
            rows = owed + w.count(36, factor=1.35)
            owed = 0
            if w.rng.random() < 0.04:
                owed, rows = rows, max(1, rows // 5)
            pool(w, start, [log] * rows, width)


@kind("batchable")
def delays_of_each_hub_given_codes(w: World) -> None:
    """An airline's three hubs send the remarks of ground staff on late departures - "pax missing, bag offload" - and a
    job gives each the industry's code when the hub's day is over, two at a time, about ten a hub on a plain day and
    five times as many after fog. The punctuality team takes the table at ten; a code that is contested is set by hand.
    One call a departure, and it could all go up front."""
    client = w.client(w.model(SMALL, MIDDLE, OLDER), max_tokens=400, retries=3)
    rules, width = round(w.about(2_300, 1.3)), w.pick(1, 2, 2, 3)

    def departure(at: float) -> float:
        return client.call(at, rules + min(1_200, w.tokens(130, 0.7)), min(400, w.tokens(75, 0.35)))

    for hub in some_places(w, 3, 3):
        for start in clocks_in(w, [hub], w.pick(1, 2, 3), w.pick(0, 30, 45), late_s=12):
            fog = 5 if w.rng.random() < 0.06 else 1
            pool(w, start, [departure] * (fog * w.count(11, factor=1.6)), width, between_s=0.05)


@kind("batchable")
def pickup_of_each_hotel_told_to_revenue(w: World) -> None:
    """A small hotel group has a paragraph written on each house before the revenue meeting: what was booked since
    yesterday, from which market, against last year and the events in town. At four, headquarters' time, a workflow
    runs over some dozen houses in slices of four, with numbers from the warehouse; on Mondays the text is longer. It is
    read in the meeting at eleven, or not at all, and no house needs another."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=1_200, retries=3)
    rules = round(w.about(1_100))

    def house(at: float) -> float:
        return client.call(at, rules + min(9_000, w.tokens(2_400, 0.3)), min(1_200, w.tokens(290, 0.3)))

    for start in w.timer((4,), minute=w.pick(0, 15, 30), late_s=15):
        chunks(w, start + w.draw(40, 0.4), [house] * w.count(14, factor=1.5), 4, between_s=0.5)


@kind("batchable")
def sellers_of_a_marketplace_looked_over_each_week(w: World) -> None:
    """A marketplace in many countries looks over its newer sellers once a week, country by country, an evening each
    from Monday to Friday: the shop's text and its last complaints in, five fields and a reason out, workers that take
    ids from a table with a status column, and a sweeper an hour later for what stuck. The trust team goes through the
    top of the list next day. Nothing is closed by it, and every seller is one call."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=400, retries=1, trouble=Trouble(0.008, 4, 0.35))
    rules, workers = round(w.about(950)), w.pick(3, 6, 8)

    def seller(at: float) -> float:
        return client.call(at, rules + min(6_000, w.tokens(700, 0.6)), min(400, w.tokens(120, 0.3)))

    for start in w.timer((w.pick(19, 21, 22),), minute=w.pick(0, 20), weekdays=WEEKDAYS, late_s=20):
        rows, before = w.count(100, factor=1.6), len(w.calls)
        end = pool(w, start, [seller] * rows, workers, between_s=0.08)
        stuck = sum(call.status == "errored" for call in w.calls[before:]) // 2
        if stuck:
            pool(w, end + HOUR_S, [seller] * stuck, workers, between_s=0.08)
