"""Which tuned kinds share a key in the departments of ordinary companies."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # finance and controlling
        Mix(("comments-on-a-variance", "travel-claims-checked-before-payday"), one_model=True),
        Mix(("receipts-read-at-the-phone", "travel-claims-checked-before-payday"), one_model=True),
        Mix(("invoices-that-match-no-order", "golden-invoices-before-a-release")),
        Mix(("invoices-that-match-no-order", "golden-invoices-before-a-release", "receipts-read-at-the-phone")),
        Mix(("comments-on-a-variance", "ledger-lines-by-batch", "travel-claims-checked-before-payday")),
        Mix(("comments-on-a-variance", "invoices-that-match-no-order"), one_model=True),
        # purchasing and quality
        Mix(("confirmations-from-suppliers", "spend-put-under-goods-groups"), one_model=True),
        Mix(("confirmations-from-suppliers", "certificates-of-deliveries", "spend-put-under-goods-groups")),
        Mix(("work-instructions-put-into-languages", "confirmations-from-suppliers")),
        Mix(("faults-reported-with-a-photo", "work-instructions-put-into-languages"), one_model=True),
        # personnel and legal
        Mix(("adverts-for-open-posts", "skills-read-out-of-profiles"), one_model=True),
        Mix(("adverts-for-open-posts", "skills-read-out-of-profiles", "accounts-for-those-who-join")),
        Mix(("agreements-checked-at-a-form", "contracts-looked-through-for-a-clause"), one_model=True),
        Mix(("agreements-checked-at-a-form", "contracts-looked-through-for-a-clause", "controls-tested-by-an-agent")),
        Mix(("controls-tested-by-an-agent", "ledger-lines-by-batch"), one_model=True),
        # customer support, sales and marketing
        Mix(("tone-buttons-in-a-help-desk", "closed-tickets-by-batch"), one_model=True),
        Mix(("tone-buttons-in-a-help-desk", "reasons-of-lost-deals"), one_model=True),
        Mix(("leads-routed-while-the-form-spins", "search-words-put-into-groups"), one_model=True),
        Mix(("leads-routed-while-the-form-spins", "search-words-put-into-groups", "reasons-of-lost-deals")),
        # IT operations and security
        Mix(("infrastructure-changed-in-a-terminal", "letters-made-up-for-the-test-system"), one_model=True),
        Mix(("infrastructure-changed-in-a-terminal", "findings-of-scanners-put-in-order")),
        Mix(("searches-worded-for-the-log-store", "findings-of-scanners-put-in-order"), one_model=True),
        Mix(("reports-of-suspect-mails", "unknown-sites-at-the-web-proxy", "findings-of-scanners-put-in-order")),
        Mix(
            (
                "searches-worded-for-the-log-store",
                "reports-of-suspect-mails",
                "accounts-for-those-who-join",
                "letters-made-up-for-the-test-system",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("confirmations-from-suppliers", "certificates-of-deliveries"), one_model=True),
        Mix(("faults-reported-with-a-photo", "certificates-of-deliveries")),
        Mix(("infrastructure-changed-in-a-terminal", "incidents-made-into-articles")),
        Mix(("accounts-for-those-who-join", "incidents-made-into-articles"), one_model=True),
        Mix(("tone-buttons-in-a-help-desk", "incidents-made-into-articles"), one_model=True),
        Mix(("comments-on-a-variance", "coverage-of-the-share"), one_model=True),
        Mix(("agreements-checked-at-a-form", "coverage-of-the-share")),
        Mix(("searches-worded-for-the-log-store", "incidents-made-into-articles", "reports-of-suspect-mails")),
    ),
    CROWDED: (
        Mix(
            (
                "comments-on-a-variance",
                "agreements-checked-at-a-form",
                "tone-buttons-in-a-help-desk",
                "accounts-for-those-who-join",
                "confirmations-from-suppliers",
                "travel-claims-checked-before-payday",
                "skills-read-out-of-profiles",
                "certificates-of-deliveries",
            )
        ),
    ),
}
