"""Which tuned kinds of ordinary companies share a key."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # shops
        Mix(("chat-in-a-shop", "reviews-of-yesterday"), one_model=True),
        Mix(("chat-in-a-shop", "feed-texts-in-a-nightly-batch", "catalogue-in-four-languages")),
        Mix(("payments-held-for-a-score", "reviews-of-yesterday"), one_model=True),
        Mix(("tickets-solved-without-people", "reviews-of-yesterday", "catalogue-in-four-languages")),
        Mix(("chat-in-a-shop", "guard-on-both-sides", "samples-judged-each-morning")),
        Mix(("filters-out-of-words", "labels-after-dbt"), one_model=True),
        Mix(("texts-refined-until-they-pass", "catalogue-in-four-languages"), one_model=True),
        # vendors of software
        Mix(("summary-at-a-button", "accounts-on-monday"), one_model=True),
        Mix(("summary-at-a-button", "uploads-through-a-bucket", "suite-of-every-night")),
        Mix(("figures-asked-in-words", "failed-checks-looked-into"), one_model=True),
        Mix(("figures-asked-in-words", "labels-after-dbt")),
        Mix(("grey-code-for-a-team", "review-of-each-push", "suite-of-every-night")),
        Mix(("coding-agents-of-a-team", "suite-started-by-hand"), one_model=True),
        Mix(("coding-agents-of-a-team", "review-of-each-push", "suite-started-by-hand", "assistant-for-all-staff")),
        Mix(("coding-agents-after-work", "suite-of-every-night")),
        Mix(("coding-agents-after-work", "three-years-of-tickets"), one_model=True),
        Mix(("crm-asked-through-tools", "leads-enriched-with-back-off"), one_model=True),
        Mix(("search-with-an-answer", "suite-started-by-hand")),
        # service desks
        Mix(("draft-of-a-reply", "three-years-of-tickets"), one_model=True),
        Mix(("draft-of-a-reply", "calls-scored-by-night"), one_model=True),
        Mix(("tickets-told-by-a-hook", "three-years-of-tickets")),
        Mix(("mailbox-each-two-minutes", "draft-of-a-reply", "digest-for-each-team")),
        Mix(("voice-line-of-a-clinic", "calls-scored-by-night")),
        Mix(("intent-before-each-answer", "samples-judged-each-morning"), one_model=True),
        Mix(("tickets-solved-without-people", "calls-scored-by-night"), one_model=True),
        # firms for themselves
        Mix(("assistant-for-all-staff", "loop-over-a-data-frame"), one_model=True),
        Mix(("assistant-for-all-staff", "bot-in-a-company-chat", "metadata-for-an-index")),
        Mix(("search-with-an-answer", "metadata-for-an-index"), one_model=True),
        Mix(("bot-in-a-company-chat", "accounts-on-monday"), one_model=True),
        Mix(("tool-of-six-people", "loop-over-a-data-frame")),
        Mix(("tool-of-six-people", "invoices-through-airflow"), one_model=True),
        Mix(("uploads-through-a-bucket", "invoices-through-airflow")),
        # banks, advisers, law
        Mix(("answers-all-at-once", "documents-in-two-passes")),
        Mix(("answers-all-at-once", "samples-judged-each-morning"), one_model=True),
        Mix(("questions-to-a-pdf", "contracts-by-indexed-pods"), one_model=True),
        Mix(("questions-to-a-pdf", "contracts-in-six-steps", "contracts-by-indexed-pods")),
        Mix(("contracts-in-six-steps", "documents-in-two-passes"), one_model=True),
        Mix(("reports-out-of-many-searches", "batch-of-a-chain-in-a-notebook"), one_model=True),
        Mix(("reports-out-of-many-searches", "questions-to-a-pdf", "accounts-on-monday")),
        # papers, marketing, learning
        Mix(("comments-before-they-appear", "reported-posts-through-celery"), one_model=True),
        Mix(("comments-before-they-appear", "reported-posts-through-celery", "labels-after-dbt")),
        Mix(("crew-for-the-blog", "leads-enriched-with-back-off")),
        Mix(("forms-through-a-workflow-tool", "leads-enriched-with-back-off", "crew-for-the-blog")),
        Mix(("learners-on-four-continents", "questions-made-from-manuals"), one_model=True),
        Mix(("learners-on-four-continents", "guard-on-both-sides", "samples-judged-each-morning")),
        # care, freight, engineering
        Mix(("notes-of-the-night-shift", "batch-of-a-chain-in-a-notebook"), one_model=True),
        Mix(("notes-of-the-night-shift", "documents-in-two-passes")),
        Mix(("portals-by-browser", "invoices-through-airflow"), one_model=True),
        Mix(("portals-by-browser", "mailbox-each-two-minutes", "new-rows-each-four-hours")),
        Mix(("offers-by-a-lead-and-helpers", "questions-made-from-manuals")),
        Mix(("offers-by-a-lead-and-helpers", "tool-of-six-people", "loop-over-a-data-frame")),
    ),
    CROWDED: (
        Mix(
            (
                "chat-in-a-shop",
                "payments-held-for-a-score",
                "tickets-solved-without-people",
                "tickets-told-by-a-hook",
                "reviews-of-yesterday",
                "catalogue-in-four-languages",
                "feed-texts-in-a-nightly-batch",
                "labels-after-dbt",
                "texts-refined-until-they-pass",
            )
        ),
        Mix(
            (
                "summary-at-a-button",
                "figures-asked-in-words",
                "search-with-an-answer",
                "coding-agents-of-a-team",
                "review-of-each-push",
                "crm-asked-through-tools",
                "suite-of-every-night",
                "samples-judged-each-morning",
                "accounts-on-monday",
                "three-years-of-tickets",
            )
        ),
        Mix(
            (
                "assistant-for-all-staff",
                "bot-in-a-company-chat",
                "draft-of-a-reply",
                "mailbox-each-two-minutes",
                "offers-by-a-lead-and-helpers",
                "invoices-through-airflow",
                "loop-over-a-data-frame",
                "digest-for-each-team",
                "contracts-by-indexed-pods",
            )
        ),
        Mix(
            (
                "comments-before-they-appear",
                "filters-out-of-words",
                "learners-on-four-continents",
                "reports-out-of-many-searches",
                "forms-through-a-workflow-tool",
                "crew-for-the-blog",
                "reported-posts-through-celery",
                "leads-enriched-with-back-off",
                "metadata-for-an-index",
                "questions-made-from-manuals",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("assistant-for-all-staff", "digest-for-each-team"), one_model=True),
        Mix(("coding-agents-of-a-team", "digest-for-each-team"), one_model=True),
        Mix(("bot-in-a-company-chat", "digest-for-each-team")),
        Mix(("summary-at-a-button", "digest-for-each-team"), one_model=True),
        Mix(("tickets-solved-without-people", "digest-for-each-team")),
        Mix(("draft-of-a-reply", "new-rows-each-four-hours"), one_model=True),
        Mix(("chat-in-a-shop", "new-rows-each-four-hours"), one_model=True),
        Mix(("crm-asked-through-tools", "new-rows-each-four-hours")),
        Mix(("tool-of-six-people", "new-rows-each-four-hours")),
        Mix(("uploads-through-a-bucket", "new-rows-each-four-hours")),
        Mix(("questions-to-a-pdf", "contracts-in-six-steps"), one_model=True),
        Mix(("figures-asked-in-words", "failed-checks-looked-into")),
    ),
}
