"""Events behind which somebody may wait, or nobody: takes from a set, crashes of a game, wishes for music by mail."""

from heapq import heappop, heappush

from norush.accuracy.calendar import HOLIDAYS, HOME, HOUR_S, MINUTE_S, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, loop
from norush.accuracy.world import MIDDLE, OLDER, SMALL, World


@kind("uncertain", is_decidable=False)
def takes_described_as_they_come_from_set(w: World) -> None:
    """Each take that the set sends up gets its log from a function: eight frames and the sound's words in, what
    happens, who is seen, is the boom in the picture out. Some come take by take while it is shot, others with the card,
    thirty one after the other at lunch and after wrap. On one production the editor cuts along and looks for each, on
    another they are read when the scene is cut in three weeks. The log is the same."""
    client = w.client(w.model(MIDDLE, SMALL, OLDER), max_tokens=700, retries=4)
    rules, zone, is_live = round(w.about(900)), w.zone, w.rng.uniform(0.3, 0.8)

    def take(at: float) -> float:
        return client.call(at, rules + 8 * w.rng.randint(240, 330) + w.tokens(180, 0.8), w.tokens(190, 0.35), tools=1)

    for day in w.month.dates():
        if day.weekday() > 4 or day in HOLIDAYS or w.rng.random() < 0.08:
            continue
        call = w.month.second(day, zone, w.pick(7, 8, 8, 10), w.pick(0, 30))
        card: list[Row] = []
        for slot in range(w.count(95, factor=1.3)):
            at = call + 1.2 * HOUR_S + slot / 95 * 8.5 * HOUR_S + w.draw(2 * MINUTE_S, 0.6)
            if w.rng.random() < is_live:
                take(at)
            else:
                card.append(take)
        half = len(card) // 2
        loop(w, call + 5.5 * HOUR_S + w.draw(10 * MINUTE_S, 0.6), card[:half], between_s=0.4)
        loop(w, call + 11 * HOUR_S + w.draw(20 * MINUTE_S, 0.6), card[half:], between_s=0.4)


@kind("uncertain", is_decidable=False)
def crashes_of_a_game_told_as_they_are_sent(w: World) -> None:
    """When a game breaks down on a player's machine its reporter sends the stack and the last lines of the log to a
    queue; two workers have each new signature put into words: what broke, in whose code, since which build. On the day
    of a patch the one on duty refreshes the board and waits; in the other weeks it is read on Monday. Evenings and
    weekends bring most, a patch a wave. Nothing in the log tells which week it is."""
    client = w.client(w.model(MIDDLE, OLDER, SMALL), max_tokens=900, retries=4)
    rules, crashes = round(w.about(1_200)), w.arrivals(62, HOME)
    for patch in w.launches(w.rng.randint(1, 3), OFFICE):
        crashes += [patch + w.rng.gammavariate(1.2, 14_000) for _ in range(w.count(210, factor=1.5))]
    free = [0.0, 0.0]
    for crash in sorted(crashes):
        at = max(crash + w.draw(1.4, 0.5), heappop(free))
        end = client.call(at, rules + min(12_000, w.tokens(1_900, 0.5)), min(900, w.tokens(210, 0.4)))
        heappush(free, end + w.draw(0.08, 0.5))


@kind("uncertain", is_decidable=False)
def wishes_for_music_read_as_they_are_mailed(w: World) -> None:
    """Agencies and productions write to a music library what they look for: each mail is told by a hook, one call draws
    mood, tempo, length and budget out of it, a second one words the search and a draft of the answer. When a film is
    mixed tonight the sales desk has the mail open and waits; others are answered on the next day with a list. Working
    hours of three continents. A log does not say who stands behind which mail."""
    client = w.client(w.model(MIDDLE, OLDER), max_tokens=800, retries=3)
    form, draft = round(w.about(800)), round(w.about(1_400))
    for at in sorted(w.arrivals(42, OFFICE) + w.arrivals(7, HOME)):
        mail = min(6_000, w.tokens(330, 0.8))
        end = client.call(at + w.draw(1.6, 0.6), form + mail, w.tokens(95, 0.3), stop="tool_use", tools=1)
        client.call(end + w.draw(0.25, 0.6), draft + mail + 95, min(800, w.tokens(230, 0.35)))
