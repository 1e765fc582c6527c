"""Which kinds held out from tuning share a key where people are served at a counter, a desk or a window.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # banks and building societies
        Mix(("tellers-ask-the-rules-of-the-bank", "complaints-of-five-years-put-under-causes"), one_model=True),
        Mix(("tellers-ask-the-rules-of-the-bank", "notes-of-advisers-checked-when-saved")),
        Mix(("helper-in-a-banking-app", "lines-of-statements-made-up-for-a-classifier"), one_model=True),
        Mix(("helper-in-a-banking-app", "reasons-for-calling-counted-each-night")),
        Mix(
            (
                "tellers-ask-the-rules-of-the-bank",
                "leaflets-of-a-bank-in-plain-words",
                "payments-that-stood-out-told-for-the-file",
            ),
            one_model=True,
        ),
        Mix(("accounts-of-the-dead-settled-by-an-agent", "complaints-of-five-years-put-under-causes"), one_model=True),
        Mix(("accounts-of-the-dead-settled-by-an-agent", "leaflets-of-a-bank-in-plain-words")),
        Mix(
            (
                "helper-in-a-banking-app",
                "tellers-ask-the-rules-of-the-bank",
                "accounts-of-the-dead-settled-by-an-agent",
                "lines-of-statements-made-up-for-a-classifier",
            )
        ),
        # insurers, brokers and advisers
        Mix(("talk-told-while-a-caller-is-put-through", "old-policies-read-into-a-new-system"), one_model=True),
        Mix(("talk-told-while-a-caller-is-put-through", "letters-indexed-for-the-archive-by-batch")),
        Mix(("old-policies-read-into-a-new-system", "letters-indexed-for-the-archive-by-batch")),
        Mix(("mortgage-files-made-complete-by-an-agent", "commission-statements-read-by-batch")),
        Mix(("mortgage-files-made-complete-by-an-agent", "files-of-advice-reviewed-for-redress"), one_model=True),
        Mix(("notes-of-advisers-checked-when-saved", "files-of-advice-reviewed-for-redress")),
        Mix(
            (
                "notes-of-advisers-checked-when-saved",
                "mortgage-files-made-complete-by-an-agent",
                "commission-statements-read-by-batch",
            ),
            one_model=True,
        ),
        # help lines and service desks
        Mix(
            ("bot-of-a-help-line-held-against-known-questions", "reasons-for-calling-counted-each-night"),
            one_model=True,
        ),
        Mix(
            (
                "helper-in-a-banking-app",
                "talk-told-while-a-caller-is-put-through",
                "bot-of-a-help-line-held-against-known-questions",
            )
        ),
        # pharmacies and opticians
        Mix(("medicines-asked-about-at-the-pharmacy", "prescriptions-read-at-the-till"), one_model=True),
        Mix(("medicines-asked-about-at-the-pharmacy", "orders-of-spectacles-read-as-they-come")),
        # town offices
        Mix(
            ("screens-in-the-hall-of-a-town-office", "bot-of-a-help-line-held-against-known-questions"),
            one_model=True,
        ),
        # dealers, garages, telephone shops
        Mix(("parts-found-by-an-agent-for-a-garage", "cars-registered-in-a-portal-by-an-agent")),
        Mix(("telephones-handed-in-looked-at", "reasons-for-calling-counted-each-night"), one_model=True),
        # travel desks, post and parcel shops
        Mix(("contents-declared-at-a-parcel-counter", "remarks-of-parcel-drivers-given-codes"), one_model=True),
        Mix(("contents-declared-at-a-parcel-counter", "remarks-of-parcel-drivers-given-codes")),
    ),
    SMALL_JOBS: (
        Mix(("tellers-ask-the-rules-of-the-bank", "rates-of-other-banks-read-each-morning"), one_model=True),
        Mix(("helper-in-a-banking-app", "rates-of-other-banks-read-each-morning")),
        Mix(("helper-in-a-banking-app", "payments-that-stood-out-told-for-the-file"), one_model=True),
        Mix(("accounts-of-the-dead-settled-by-an-agent", "payments-that-stood-out-told-for-the-file")),
        Mix(("notes-of-advisers-checked-when-saved", "rates-of-other-banks-read-each-morning"), one_model=True),
        Mix(("three-journeys-worded-at-a-travel-desk", "pages-of-a-service-desk-checked-for-age")),
        Mix(("screens-in-the-hall-of-a-town-office", "pages-of-a-service-desk-checked-for-age"), one_model=True),
        Mix(("talk-told-while-a-caller-is-put-through", "pages-of-a-service-desk-checked-for-age")),
    ),
    CROWDED: (
        Mix(
            (
                "tellers-ask-the-rules-of-the-bank",
                "helper-in-a-banking-app",
                "accounts-of-the-dead-settled-by-an-agent",
                "notes-of-advisers-checked-when-saved",
                "complaints-of-five-years-put-under-causes",
                "payments-that-stood-out-told-for-the-file",
                "rates-of-other-banks-read-each-morning",
            )
        ),
    ),
}
