"""Which tuned kinds share a key in ordinary products and platforms."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # notes, mail and calendars
        Mix(("words-bettered-in-a-note-app", "old-meetings-summed-up-again"), one_model=True),
        Mix(("mailboxes-read-at-sign-up", "dates-found-by-mail")),
        Mix(("words-bettered-in-a-note-app", "mailboxes-read-at-sign-up", "old-meetings-summed-up-again")),
        Mix(("dates-found-by-mail", "old-meetings-summed-up-again"), one_model=True),
        # CRMs, helpdesks and flows between them
        Mix(("crm-records-mended-by-night", "conversations-marked-for-quality"), one_model=True),
        Mix(("steps-of-customers-flows", "crm-records-mended-by-night")),
        Mix(("steps-of-customers-flows", "conversations-marked-for-quality"), one_model=True),
        Mix(("dates-found-by-mail", "crm-records-mended-by-night", "conversations-marked-for-quality")),
        # marketplaces, job boards and search
        Mix(("questions-on-a-product-page", "pairs-of-listings-same-or-not"), one_model=True),
        Mix(("searches-that-found-nothing", "pairs-of-listings-same-or-not"), one_model=True),
        Mix(("questions-on-a-product-page", "searches-that-found-nothing", "pairs-of-listings-same-or-not")),
        Mix(("searches-that-found-nothing", "job-ads-read-into-fields"), one_model=True),
        Mix(("hits-put-in-order-for-a-search-api", "columns-described-for-a-catalogue")),
        Mix(("hits-put-in-order-for-a-search-api", "job-ads-read-into-fields", "experiments-on-a-data-set")),
        # learning, video and health
        Mix(("lectures-asked-while-watching", "exercises-made-for-a-course"), one_model=True),
        Mix(("lectures-asked-while-watching", "transcripts-of-uploads-by-batch", "exercises-made-for-a-course")),
        Mix(("symptoms-told-to-an-app", "experiments-on-a-data-set"), one_model=True),
        Mix(("symptoms-told-to-an-app", "foods-entered-by-members-cleaned", "experiments-on-a-data-set")),
        # builders of sites and apps, stores, code
        Mix(("sites-built-from-a-sentence", "apps-built-by-talking")),
        Mix(("apps-built-by-talking", "made-up-users-against-a-bot", "experiments-on-a-data-set")),
        Mix(("pushes-held-for-a-secret-check", "apps-submitted-for-review"), one_model=True),
        # makers of assistants, of evaluations, of data platforms
        Mix(("made-up-users-against-a-bot", "experiments-on-a-data-set"), one_model=True),
        Mix(("traces-scored-by-batch", "experiments-on-a-data-set", "columns-described-for-a-catalogue")),
        Mix(("steps-of-customers-flows", "columns-described-for-a-catalogue"), one_model=True),
    ),
    CROWDED: (
        Mix(
            (
                "words-bettered-in-a-note-app",
                "dates-found-by-mail",
                "mailboxes-read-at-sign-up",
                "old-meetings-summed-up-again",
                "help-centre-kept-in-six-languages",
                "conversations-marked-for-quality",
                "experiments-on-a-data-set",
                "traces-scored-by-batch",
                "pushes-held-for-a-secret-check",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("pushes-held-for-a-secret-check", "flaky-tests-told-apart"), one_model=True),
        Mix(("apps-built-by-talking", "flaky-tests-told-apart")),
        Mix(("apps-submitted-for-review", "log-patterns-named-at-night"), one_model=True),
        Mix(("hits-put-in-order-for-a-search-api", "log-patterns-named-at-night")),
        Mix(("words-bettered-in-a-note-app", "help-centre-kept-in-six-languages"), one_model=True),
        Mix(("sites-built-from-a-sentence", "help-centre-kept-in-six-languages")),
        Mix(("symptoms-told-to-an-app", "foods-entered-by-members-cleaned"), one_model=True),
        Mix(("made-up-users-against-a-bot", "flaky-tests-told-apart")),
    ),
}
