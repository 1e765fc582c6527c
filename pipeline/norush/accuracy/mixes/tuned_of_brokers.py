"""Which kinds held out from tuning share a key where firms live from knowing and from standing between.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # banks and brokers of shares
        Mix(("meetings-prepared-by-bank-advisers", "customer-files-looked-at-again-by-batch"), one_model=True),
        Mix(("meetings-prepared-by-bank-advisers", "covenants-pulled-out-of-loan-agreements"), one_model=True),
        Mix(("moves-of-a-share-told-in-a-broker-app", "confirmations-held-against-trades-overnight"), one_model=True),
        Mix(("quotes-asked-for-in-trader-chats", "confirmations-held-against-trades-overnight")),
        Mix(("deal-sheets-built-with-an-agent", "data-rooms-walked-by-a-deal-agent")),
        Mix(("deal-sheets-built-with-an-agent", "covenants-pulled-out-of-loan-agreements"), one_model=True),
        Mix(
            (
                "meetings-prepared-by-bank-advisers",
                "covenants-pulled-out-of-loan-agreements",
                "customer-files-looked-at-again-by-batch",
            )
        ),
        # payment firms
        Mix(("merchants-named-before-a-card-push", "scam-messages-invented-for-a-payment-filter"), one_model=True),
        Mix(("payments-that-bounced-mended-by-an-agent", "scam-messages-invented-for-a-payment-filter")),
        Mix(
            (
                "merchants-named-before-a-card-push",
                "payments-that-bounced-mended-by-an-agent",
                "scam-messages-invented-for-a-payment-filter",
            )
        ),
        # insurers and their brokers
        Mix(("cover-compared-in-a-broker-chat", "answers-of-a-pension-bot-marked-before-a-release"), one_model=True),
        Mix(("duties-ticked-off-in-a-phone-sale", "notes-on-claims-coded-for-actuaries-by-batch")),
        Mix(("submissions-of-brokers-read-at-an-underwriter", "notes-on-claims-coded-for-actuaries-by-batch")),
        Mix(
            ("cover-compared-in-a-broker-chat", "submissions-of-brokers-read-at-an-underwriter"),
            one_model=True,
        ),
        Mix(
            (
                "cover-compared-in-a-broker-chat",
                "duties-ticked-off-in-a-phone-sale",
                "submissions-of-brokers-read-at-an-underwriter",
                "answers-of-a-pension-bot-marked-before-a-release",
            )
        ),
        # bureaus for credit and ratings, research firms
        Mix(
            ("notes-to-accounts-read-for-a-credit-bureau", "consumer-disputes-sorted-for-a-credit-bureau"),
            one_model=True,
        ),
        Mix(("filings-flagged-as-the-feed-brings-them", "notes-to-accounts-read-for-a-credit-bureau"), one_model=True),
        Mix(("backtests-written-with-a-coding-agent", "filings-flagged-as-the-feed-brings-them")),
        Mix(("expert-calls-tagged-every-six-hours", "consultants-interviews-cut-into-evidence"), one_model=True),
        Mix(("backtests-written-with-a-coding-agent", "expert-calls-tagged-every-six-hours")),
        # patent firms, notaries, consultancies
        Mix(("office-actions-argued-at-a-patent-firm", "cited-papers-scored-against-a-claim"), one_model=True),
        Mix(("data-rooms-walked-by-a-deal-agent", "consultants-interviews-cut-into-evidence"), one_model=True),
        Mix(("office-actions-argued-at-a-patent-firm", "clause-library-put-into-three-languages")),
        # recruiters, estate agents, procurement
        Mix(("first-messages-worded-for-recruiters", "tender-notices-scored-for-buying-clients"), one_model=True),
        Mix(("notes-of-viewings-told-by-an-estate-system", "first-messages-worded-for-recruiters")),
    ),
    SMALL_JOBS: (
        Mix(("filings-flagged-as-the-feed-brings-them", "watched-issuers-commented-each-evening"), one_model=True),
        Mix(("backtests-written-with-a-coding-agent", "watched-issuers-commented-each-evening")),
        Mix(("meetings-prepared-by-bank-advisers", "watched-issuers-commented-each-evening"), one_model=True),
        Mix(("notes-of-viewings-told-by-an-estate-system", "mandates-that-run-out-given-a-letter"), one_model=True),
        Mix(("first-messages-worded-for-recruiters", "mandates-that-run-out-given-a-letter")),
        Mix(("data-rooms-walked-by-a-deal-agent", "audit-samples-searched-for-missing-proof")),
        Mix(("deal-sheets-built-with-an-agent", "audit-samples-searched-for-missing-proof"), one_model=True),
        Mix(("submissions-of-brokers-read-at-an-underwriter", "audit-samples-searched-for-missing-proof")),
    ),
    CROWDED: (
        Mix(
            (
                "meetings-prepared-by-bank-advisers",
                "moves-of-a-share-told-in-a-broker-app",
                "deal-sheets-built-with-an-agent",
                "quotes-asked-for-in-trader-chats",
                "filings-flagged-as-the-feed-brings-them",
                "confirmations-held-against-trades-overnight",
                "covenants-pulled-out-of-loan-agreements",
                "watched-issuers-commented-each-evening",
            )
        ),
    ),
}
