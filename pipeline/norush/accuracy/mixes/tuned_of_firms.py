"""Which tuned kinds share a key in firms that work for clients."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # law firms
        Mix(("clauses-reworded-in-word", "mails-filed-under-matters"), one_model=True),
        Mix(("questions-to-a-matter-room", "case-law-searched-by-an-agent"), one_model=True),
        Mix(("clauses-reworded-in-word", "questions-to-a-matter-room", "mails-filed-under-matters")),
        Mix(("case-law-searched-by-an-agent", "leases-abstracted-for-the-balance-sheet")),
        # accountants and tax advisers
        Mix(("tax-questions-of-clerks", "leases-abstracted-for-the-balance-sheet"), one_model=True),
        Mix(("tax-questions-of-clerks", "papers-uploaded-by-tax-clients")),
        Mix(("papers-uploaded-by-tax-clients", "leases-abstracted-for-the-balance-sheet"), one_model=True),
        # consultancies
        Mix(("markets-sized-by-an-agent", "old-projects-made-into-case-cards"), one_model=True),
        Mix(("markets-sized-by-an-agent", "old-projects-made-into-case-cards", "interviews-read-by-batch")),
        # market researchers
        Mix(("probes-within-a-questionnaire", "open-ends-coded-with-a-codebook"), one_model=True),
        Mix(("open-ends-coded-with-a-codebook", "made-up-respondents-of-a-segment", "interviews-read-by-batch")),
        Mix(("made-up-respondents-of-a-segment", "probes-within-a-questionnaire")),
        # advertising and PR agencies
        Mix(("three-headlines-for-a-client", "clippings-of-the-week-by-batch"), one_model=True),
        Mix(("three-headlines-for-a-client", "made-up-respondents-of-a-segment"), one_model=True),
        Mix(("three-headlines-for-a-client", "clippings-of-the-week-by-batch", "markets-sized-by-an-agent")),
        # translation bureaus
        Mix(("segments-opened-by-translators", "translations-scored-for-a-client"), one_model=True),
        Mix(
            ("segments-opened-by-translators", "translations-scored-for-a-client", "applications-read-into-the-system")
        ),
        # engineers, architects, IT service houses
        Mix(("drawings-checked-against-the-code", "positions-of-tenders-matched"), one_model=True),
        Mix(("drawings-checked-against-the-code", "positions-of-tenders-matched", "old-projects-made-into-case-cards")),
        Mix(("patches-rolled-out-step-by-step", "mails-filed-under-matters")),
        # insurance brokers
        Mix(("trades-rated-for-a-quote", "policies-read-before-renewal")),
        Mix(("policies-read-before-renewal", "mails-filed-under-matters"), one_model=True),
        # firms that label data
        Mix(("labels-checked-as-they-are-handed-in", "labels-laid-out-for-next-week"), one_model=True),
        Mix(
            (
                "labels-checked-as-they-are-handed-in",
                "labels-laid-out-for-next-week",
                "prompts-held-against-gold-labels",
                "applications-read-into-the-system",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("clauses-reworded-in-word", "time-entries-held-against-guidelines"), one_model=True),
        Mix(("mails-filed-under-matters", "time-entries-held-against-guidelines")),
        Mix(("case-law-searched-by-an-agent", "time-entries-held-against-guidelines"), one_model=True),
        Mix(("tax-questions-of-clerks", "rulings-of-the-day-tagged"), one_model=True),
        Mix(("papers-uploaded-by-tax-clients", "rulings-of-the-day-tagged")),
        Mix(("questions-to-a-matter-room", "rulings-of-the-day-tagged", "time-entries-held-against-guidelines")),
        Mix(("drawings-checked-against-the-code", "site-diaries-put-in-order"), one_model=True),
        Mix(("patches-rolled-out-step-by-step", "site-diaries-put-in-order")),
    ),
    CROWDED: (
        Mix(
            (
                "questions-to-a-matter-room",
                "clauses-reworded-in-word",
                "tax-questions-of-clerks",
                "case-law-searched-by-an-agent",
                "papers-uploaded-by-tax-clients",
                "leases-abstracted-for-the-balance-sheet",
                "time-entries-held-against-guidelines",
            )
        ),
    ),
}
