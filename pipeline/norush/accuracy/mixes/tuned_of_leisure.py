"""Which tuned kinds share a key where people spend their free time."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # hotels, restaurants, booking sites
        Mix(("guests-ask-from-their-rooms", "guests-reviews-told-by-a-hook"), one_model=True),
        Mix(("guests-ask-from-their-rooms", "group-bookings-changed-by-mail"), one_model=True),
        Mix(("guests-ask-from-their-rooms", "group-bookings-changed-by-mail", "guests-reviews-told-by-a-hook")),
        Mix(("guests-reviews-told-by-a-hook", "dishes-found-in-reviews")),
        Mix(("guests-ask-from-their-rooms", "dishes-found-in-reviews"), one_model=True),
        # recipes and fitness
        Mix(("what-to-cook-from-the-fridge", "recipes-of-twenty-years-put-into-fields"), one_model=True),
        Mix(("what-to-cook-from-the-fridge", "recipes-of-twenty-years-put-into-fields")),
        Mix(("coach-in-a-running-app", "coach-tried-on-recorded-runners"), one_model=True),
        Mix(("coach-in-a-running-app", "coach-tried-on-recorded-runners")),
        # genealogy and photos
        Mix(("old-records-read-for-an-heir", "family-lines-followed-upwards"), one_model=True),
        Mix(("old-records-read-for-an-heir", "family-lines-followed-upwards", "photos-of-the-day-made-searchable")),
        Mix(("photos-of-the-day-made-searchable", "engravings-checked-at-the-basket"), one_model=True),
        # publishing houses and comics
        Mix(("chapters-talked-over-by-editors", "balloons-of-a-volume-in-six-languages"), one_model=True),
        Mix(("chapters-talked-over-by-editors", "backlist-given-keywords-by-batch")),
        Mix(
            (
                "chapters-talked-over-by-editors",
                "balloons-of-a-volume-in-six-languages",
                "backlist-given-keywords-by-batch",
            ),
            one_model=True,
        ),
        # games and quizzes
        Mix(("names-of-players-before-they-play", "reported-matches-judged-by-batch"), one_model=True),
        Mix(("names-of-players-before-they-play", "faults-in-a-game-tried-out")),
        Mix(("faults-in-a-game-tried-out", "questions-written-for-a-quiz"), one_model=True),
        Mix(
            (
                "names-of-players-before-they-play",
                "reported-matches-judged-by-batch",
                "faults-in-a-game-tried-out",
                "questions-written-for-a-quiz",
            )
        ),
        # streaming and podcasts
        Mix(("words-before-the-next-song", "old-episodes-sorted-for-advertisers"), one_model=True),
        Mix(("words-before-the-next-song", "old-episodes-sorted-for-advertisers")),
        # leagues and associations
        Mix(("referees-reports-after-a-match", "matches-of-low-leagues-told"), one_model=True),
        Mix(("pages-of-players-kept-up", "matches-of-low-leagues-told", "referees-reports-after-a-match")),
        # museums and forums
        Mix(("cards-of-a-collection-in-plain-words", "pictures-put-into-a-forum")),
    ),
    SMALL_JOBS: (
        Mix(("pictures-put-into-a-forum", "threads-of-the-day-for-moderators"), one_model=True),
        Mix(("pictures-put-into-a-forum", "threads-of-the-day-for-moderators")),
        Mix(("names-of-players-before-they-play", "threads-of-the-day-for-moderators")),
        Mix(("chapters-talked-over-by-editors", "manuscripts-sent-in-unasked"), one_model=True),
        Mix(("chapters-talked-over-by-editors", "manuscripts-sent-in-unasked", "backlist-given-keywords-by-batch")),
        Mix(("guests-ask-from-their-rooms", "events-of-towns-for-a-travel-guide"), one_model=True),
        Mix(("group-bookings-changed-by-mail", "events-of-towns-for-a-travel-guide"), one_model=True),
        Mix(("guests-reviews-told-by-a-hook", "events-of-towns-for-a-travel-guide")),
    ),
    CROWDED: (
        Mix(
            (
                "guests-ask-from-their-rooms",
                "what-to-cook-from-the-fridge",
                "group-bookings-changed-by-mail",
                "engravings-checked-at-the-basket",
                "guests-reviews-told-by-a-hook",
                "dishes-found-in-reviews",
                "events-of-towns-for-a-travel-guide",
            )
        ),
    ),
}
