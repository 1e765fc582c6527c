"""Which kinds held out from tuning share a key where news, books, pictures and music are made.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # newspapers
        Mix(("stories-cut-to-length-at-the-copy-desk", "slips-found-in-what-was-printed"), one_model=True),
        Mix(("stories-cut-to-length-at-the-copy-desk", "house-style-put-to-several-prompts"), one_model=True),
        Mix(("graphics-coded-at-the-data-desk", "wire-items-given-topics-as-they-come")),
        Mix(("wire-items-given-topics-as-they-come", "slips-found-in-what-was-printed"), one_model=True),
        Mix(("graphics-coded-at-the-data-desk", "house-style-put-to-several-prompts")),
        Mix(
            (
                "stories-cut-to-length-at-the-copy-desk",
                "graphics-coded-at-the-data-desk",
                "wire-items-given-topics-as-they-come",
                "slips-found-in-what-was-printed",
            )
        ),
        # broadcasters
        Mix(("dates-read-out-of-mails-to-a-planning-desk", "old-broadcasts-cut-into-items"), one_model=True),
        Mix(("footage-sought-by-an-agent-for-a-film", "old-broadcasts-cut-into-items")),
        Mix(("spots-checked-while-a-booking-is-saved", "dates-read-out-of-mails-to-a-planning-desk"), one_model=True),
        # agencies for news and pictures, fact checkers
        Mix(("ticker-lines-put-into-english-on-air", "wire-items-given-topics-as-they-come"), one_model=True),
        Mix(("ticker-lines-put-into-english-on-air", "claims-followed-back-to-their-origin")),
        Mix(("claims-followed-back-to-their-origin", "headlines-made-up-for-a-filter")),
        Mix(("pictures-sought-in-plain-words", "negatives-of-a-picture-agency-captioned"), one_model=True),
        Mix(("rights-of-photographs-cleared-by-an-agent", "negatives-of-a-picture-agency-captioned"), one_model=True),
        Mix(
            (
                "pictures-sought-in-plain-words",
                "rights-of-photographs-cleared-by-an-agent",
                "negatives-of-a-picture-agency-captioned",
            )
        ),
        # publishers of books and magazines, agencies for advertising
        Mix(("releases-worded-with-a-pr-agency", "rights-list-worded-for-a-book-fair")),
        Mix(("magazines-of-sixty-years-summed-up-by-batch", "guests-prepared-for-by-podcasters")),
        # streaming, films, subtitles, games
        Mix(("row-titles-for-a-home-screen", "subtitles-of-bought-films-judged-by-batch"), one_model=True),
        Mix(("shorter-lines-for-subtitlers", "scenes-of-bought-scripts-broken-down"), one_model=True),
        Mix(("shorter-lines-for-subtitlers", "subtitles-of-bought-films-judged-by-batch")),
        Mix(("releases-worded-with-a-pr-agency", "reviews-of-a-game-put-under-complaints"), one_model=True),
        # labels, podcasts, music
        Mix(("songs-given-moods-as-they-are-handed-in", "lyrics-of-new-releases-given-themes"), one_model=True),
        Mix(("guests-prepared-for-by-podcasters", "episodes-told-to-their-makers")),
        Mix(
            (
                "row-titles-for-a-home-screen",
                "lyrics-of-new-releases-given-themes",
                "episodes-told-to-their-makers",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("stories-cut-to-length-at-the-copy-desk", "obituaries-kept-ready"), one_model=True),
        Mix(("wire-items-given-topics-as-they-come", "obituaries-kept-ready")),
        Mix(("graphics-coded-at-the-data-desk", "obituaries-kept-ready")),
        Mix(("releases-worded-with-a-pr-agency", "quotes-found-in-reviews-of-own-books"), one_model=True),
        Mix(("guests-prepared-for-by-podcasters", "quotes-found-in-reviews-of-own-books")),
        Mix(("footage-sought-by-an-agent-for-a-film", "music-sheets-of-a-broadcaster-read-into-rows")),
        Mix(("spots-checked-while-a-booking-is-saved", "music-sheets-of-a-broadcaster-read-into-rows"), one_model=True),
        Mix(
            ("dates-read-out-of-mails-to-a-planning-desk", "music-sheets-of-a-broadcaster-read-into-rows"),
            one_model=True,
        ),
    ),
    CROWDED: (
        Mix(
            (
                "stories-cut-to-length-at-the-copy-desk",
                "claims-followed-back-to-their-origin",
                "ticker-lines-put-into-english-on-air",
                "wire-items-given-topics-as-they-come",
                "slips-found-in-what-was-printed",
                "obituaries-kept-ready",
                "headlines-made-up-for-a-filter",
                "magazines-of-sixty-years-summed-up-by-batch",
            )
        ),
    ),
}
