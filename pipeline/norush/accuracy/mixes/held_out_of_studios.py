"""Which held-out kinds share a key where things are made: films, games, music, books, buildings, clothes."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # film and television
        Mix(("scenes-reworked-in-a-writers-room", "scripts-of-a-contest-given-coverage"), one_model=True),
        Mix(("scenes-reworked-in-a-writers-room", "scripts-of-a-contest-given-coverage")),
        Mix(("takes-described-as-they-come-from-set", "shooting-days-replanned-by-an-agent"), one_model=True),
        Mix(
            (
                "takes-described-as-they-come-from-set",
                "shooting-days-replanned-by-an-agent",
                "stills-of-an-archive-keyworded-by-batch",
            )
        ),
        Mix(("dialogue-lists-adapted-for-dubbing", "takes-described-as-they-come-from-set"), one_model=True),
        Mix(("tools-of-an-effects-house-written-with-agents", "dialogue-lists-adapted-for-dubbing")),
        # games
        Mix(("game-writers-ask-the-lore", "recorded-talks-with-a-character-judged"), one_model=True),
        Mix(("game-writers-ask-the-lore", "strings-of-a-patch-translated-by-batch")),
        Mix(("typed-words-turned-into-moves", "recorded-talks-with-a-character-judged"), one_model=True),
        Mix(("typed-words-turned-into-moves", "crashes-of-a-game-told-as-they-are-sent")),
        Mix(("crashes-of-a-game-told-as-they-are-sent", "playtests-of-the-day-summed-up"), one_model=True),
        Mix(
            (
                "game-writers-ask-the-lore",
                "playtests-of-the-day-summed-up",
                "crashes-of-a-game-told-as-they-are-sent",
                "strings-of-a-patch-translated-by-batch",
            )
        ),
        # music
        Mix(("samples-cleared-by-an-agent-of-a-label", "royalty-statements-read-into-rows"), one_model=True),
        Mix(("release-forms-checked-while-an-artist-waits", "royalty-statements-read-into-rows")),
        Mix(("release-forms-checked-while-an-artist-waits", "samples-cleared-by-an-agent-of-a-label"), one_model=True),
        Mix(("wishes-for-music-read-as-they-are-mailed", "samples-cleared-by-an-agent-of-a-label")),
        # podcasts
        Mix(("show-notes-worked-over-by-producers", "ad-breaks-proposed-for-new-episodes"), one_model=True),
        Mix(("show-notes-worked-over-by-producers", "ad-breaks-proposed-for-new-episodes")),
        # stock archives
        Mix(
            ("prompts-screened-before-a-picture-is-drawn", "contributed-pictures-tagged-every-six-hours"),
            one_model=True,
        ),
        Mix(("prompts-screened-before-a-picture-is-drawn", "stills-of-an-archive-keyworded-by-batch")),
        # architects and designers
        Mix(("architects-ask-the-building-code", "product-sheets-read-for-specifications"), one_model=True),
        Mix(
            (
                "architects-ask-the-building-code",
                "clashes-in-a-building-model-worked-through",
                "product-sheets-read-for-specifications",
            )
        ),
        # fashion
        Mix(("sketches-talked-over-at-a-fashion-house", "garments-of-an-archive-captioned"), one_model=True),
        Mix(("sketches-talked-over-at-a-fashion-house", "garments-of-an-archive-captioned")),
    ),
    SMALL_JOBS: (
        Mix(("takes-described-as-they-come-from-set", "reports-of-crews-put-into-one-page"), one_model=True),
        Mix(("shooting-days-replanned-by-an-agent", "reports-of-crews-put-into-one-page")),
        Mix(("scenes-reworked-in-a-writers-room", "reports-of-crews-put-into-one-page"), one_model=True),
        Mix(("sketches-talked-over-at-a-fashion-house", "looks-of-rivals-noted-for-designers"), one_model=True),
        Mix(("sketches-talked-over-at-a-fashion-house", "looks-of-rivals-noted-for-designers")),
        Mix(("scenes-reworked-in-a-writers-room", "foreign-titles-of-scouts-read-each-morning"), one_model=True),
        Mix(("show-notes-worked-over-by-producers", "foreign-titles-of-scouts-read-each-morning")),
        Mix(("wishes-for-music-read-as-they-are-mailed", "foreign-titles-of-scouts-read-each-morning")),
    ),
    CROWDED: (
        Mix(
            (
                "show-notes-worked-over-by-producers",
                "wishes-for-music-read-as-they-are-mailed",
                "release-forms-checked-while-an-artist-waits",
                "samples-cleared-by-an-agent-of-a-label",
                "royalty-statements-read-into-rows",
                "ad-breaks-proposed-for-new-episodes",
                "reports-of-crews-put-into-one-page",
            )
        ),
    ),
}
