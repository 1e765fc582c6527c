"""Which kinds held out from tuning share a key. Written without a look at the rules."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # a hospital
        Mix(("next-case-fetched-ahead", "letters-coded-before-morning"), one_model=True),
        Mix(("order-signed-at-the-ward", "letters-coded-before-morning")),
        Mix(("literature-for-a-physician", "order-signed-at-the-ward", "letters-coded-before-morning")),
        # an insurer
        Mix(("beside-a-phone-call", "claims-closed-last-week")),
        Mix(("beside-a-phone-call", "prefixes-of-recorded-calls"), one_model=True),
        Mix(("beside-a-phone-call", "scans-from-the-post-room", "claims-closed-last-week")),
        # a bank
        Mix(("transfer-with-a-purpose", "validation-in-matrix-jobs"), one_model=True),
        Mix(("analysts-in-notebooks", "factsheets-of-all-funds"), one_model=True),
        Mix(("customers-known-step-by-step", "factsheets-of-all-funds")),
        Mix(("analysts-in-notebooks", "validation-in-matrix-jobs", "leftovers-each-night")),
        # a newspaper
        Mix(("headlines-at-a-button", "archive-in-the-quiet-hours"), one_model=True),
        Mix(("headlines-at-a-button", "subtitles-of-a-back-catalogue")),
        # a university
        Mix(("campus-chat-before-exams", "exam-questions-solved-five-times"), one_model=True),
        Mix(("campus-chat-before-exams", "survey-answers-read-on-monday")),
        # a software house
        Mix(("grey-text-in-an-editor", "docs-of-what-changed")),
        Mix(("builds-that-broke", "docs-of-what-changed"), one_model=True),
        Mix(("libraries-brought-up-to-date", "docs-of-what-changed"), one_model=True),
        Mix(("grey-text-in-an-editor", "libraries-brought-up-to-date")),
        # games, and lessons
        Mix(("story-with-a-game-master", "lines-for-minor-characters"), one_model=True),
        Mix(("chat-lines-in-a-match", "lines-for-minor-characters")),
        Mix(("conversation-practice-aloud", "exam-questions-solved-five-times")),
        # a shop
        Mix(("figures-asked-for-in-a-channel", "alt-texts-through-sidekiq"), one_model=True),
        Mix(("address-at-the-checkout", "alt-texts-through-sidekiq", "reviews-each-hour-with-jitter")),
        Mix(("batch-of-each-hour", "leftovers-each-night"), one_model=True),
        # a law firm
        Mix(("clause-by-clause", "first-pass-of-a-discovery"), one_model=True),
        # a telecom
        Mix(("which-department", "taxonomy-level-by-level"), one_model=True),
        Mix(("voicemails-in-words", "remote-function-of-a-warehouse"), one_model=True),
        Mix(("which-department", "voicemails-in-words", "taxonomy-level-by-level", "prefixes-of-recorded-calls")),
        # public offices
        Mix(("letters-pasted-into-a-translator", "mails-blacked-out-for-a-request"), one_model=True),
        Mix(("hands-on-an-old-terminal", "letters-for-the-post")),
        Mix(("forms-sent-to-an-office", "letters-for-the-post"), one_model=True),
        Mix(("letters-pasted-into-a-translator", "forms-sent-to-an-office", "cards-each-half-hour")),
        # parcels and freight
        Mix(("shipments-that-went-wrong", "customs-codes-in-a-notebook"), one_model=True),
        Mix(("address-at-the-checkout", "parcels-with-a-problem")),
        Mix(("parcels-with-a-problem", "shipments-that-went-wrong", "customs-codes-in-a-notebook")),
    ),
    CROWDED: (
        Mix(
            (
                "beside-a-phone-call",
                "analysts-in-notebooks",
                "customers-known-step-by-step",
                "transfer-with-a-purpose",
                "scans-from-the-post-room",
                "claims-closed-last-week",
                "validation-in-matrix-jobs",
                "factsheets-of-all-funds",
                "leftovers-each-night",
            )
        ),
        Mix(
            (
                "campus-chat-before-exams",
                "headlines-at-a-button",
                "letters-pasted-into-a-translator",
                "hands-on-an-old-terminal",
                "forms-sent-to-an-office",
                "survey-answers-read-on-monday",
                "archive-in-the-quiet-hours",
                "cards-each-half-hour",
                "exam-questions-solved-five-times",
                "mails-blacked-out-for-a-request",
            )
        ),
        Mix(
            (
                "grey-text-in-an-editor",
                "story-with-a-game-master",
                "figures-asked-for-in-a-channel",
                "libraries-brought-up-to-date",
                "address-at-the-checkout",
                "builds-that-broke",
                "batch-of-each-hour",
                "docs-of-what-changed",
                "alt-texts-through-sidekiq",
                "reviews-each-hour-with-jitter",
                "remote-function-of-a-warehouse",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("story-with-a-game-master", "reviews-each-hour-with-jitter"), one_model=True),
        Mix(("address-at-the-checkout", "reviews-each-hour-with-jitter"), one_model=True),
        Mix(("figures-asked-for-in-a-channel", "reviews-each-hour-with-jitter")),
        Mix(("shipments-that-went-wrong", "safety-reports-at-noon"), one_model=True),
        Mix(("analysts-in-notebooks", "safety-reports-at-noon")),
        Mix(("headlines-at-a-button", "scenario-for-each-client"), one_model=True),
        Mix(("clause-by-clause", "scenario-for-each-client")),
        Mix(("builds-that-broke", "docs-of-what-changed")),
        Mix(("grey-text-in-an-editor", "docs-of-what-changed"), one_model=True),
        Mix(("campus-chat-before-exams", "cards-each-half-hour")),
    ),
}
