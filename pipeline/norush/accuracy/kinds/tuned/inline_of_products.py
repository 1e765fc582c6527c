"""A page, a search or a push is held until the answer is there: some seconds at most."""

from functools import partial

from norush.accuracy.calendar import ALWAYS, HOME, OFFICE
from norush.accuracy.kinds import kind
from norush.accuracy.patterns import Row, at_once
from norush.accuracy.world import MIDDLE, SMALL, World


@kind("latency_bound")
def hits_put_in_order_for_a_search_api(w: World) -> None:
    """A vendor of search sells an option to its interface: the twenty best hits of a query are put in order by a small
    model before they go back. The list of numbers is short; what is not there after two seconds is hung up on, and the
    old order is sent. Shops and intranets of the whole world ask, people and their programs; all of them hold the
    request open so long."""
    client = w.client(w.model(SMALL), max_tokens=120, retries=0)
    rules, growth = round(w.about(380)), w.about(1.3, 1.3)
    for at in sorted(w.arrivals(46, OFFICE, growth=growth) + w.arrivals(58, ALWAYS, growth=growth)):
        hits = sum(w.tokens(88, 0.5) for _ in range(w.rng.choices((20, 12, 5), (7, 2, 1))[0]))
        client.abort(at, rules + hits + w.tokens(9, 0.6), w.tokens(62, 0.15), 2.0)


@kind("latency_bound", "interactive")
def searches_that_found_nothing(w: World) -> None:
    """When a search on a marketplace finds nothing, the words go to a small model with the tree of categories, before
    the page is shown: other words and a category come back, and the search is made again with them. Five in six of
    those who see the page go away, the others try two or three more searches of the kind. The page is white until then,
    and after three seconds it says that there is nothing."""
    client = w.client(w.model(SMALL), max_tokens=100, retries=0)
    tree, is_named = round(w.about(1_800, 1.3)), w.rng.random() < 0.6
    for start in w.arrivals(74, HOME):
        at, user = start, w.name("v") if is_named else None
        while True:
            at = client.abort(at, tree + w.tokens(8, 0.5), w.tokens(36, 0.25), 3.0, user)
            if w.rng.random() < 5 / 6:
                break
            at += 4 + w.draw(12, 0.7)


@kind("latency_bound", "interactive")
def pushes_held_for_a_secret_check(w: World) -> None:
    """A code host holds a push while it looks for keys and passwords: what the patterns have found is asked about, a
    call for each place, all at once - a real one, or an example in a test? After ten seconds the push goes through
    unlooked at. Who is stopped takes it out and pushes again some minutes later; machines push as well, by day and
    night. The terminal stands still so long."""
    client = w.client(w.model(SMALL, MIDDLE), max_tokens=200, retries=1)
    rules = round(w.about(900))
    for start in sorted(w.arrivals(40, OFFICE) + w.arrivals(8, ALWAYS)):
        at, places = start, w.rng.choices((1, 2, 4, 9), (6, 3, 2, 1))[0]
        while places:
            rows: list[Row] = [
                partial(
                    client.abort,
                    input_tokens=rules + w.tokens(340, 0.6),
                    output_tokens=w.tokens(48, 0.3),
                    after_s=10.0,
                )
                for _ in range(places)
            ]
            end = at_once(w, at + w.draw(0.4, 0.4), rows)
            if w.rng.random() < 0.75:
                break
            at, places = end + w.draw(240, 0.9), places - 1
