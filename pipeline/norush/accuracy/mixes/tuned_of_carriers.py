"""Which held-out kinds share a key at companies that move people and goods and look after places."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # forwarders
        Mix(("dispatchers-ask-the-tariff-book", "status-notes-of-agents-abroad-made-into-milestones"), one_model=True),
        Mix(("dispatchers-ask-the-tariff-book", "consignment-notes-scored-against-a-gold-set")),
        Mix(("customs-holds-cleared-up-by-an-agent", "status-notes-of-agents-abroad-made-into-milestones")),
        Mix(
            ("booking-mails-read-as-a-forwarder-gets-them", "consignment-notes-scored-against-a-gold-set"),
            one_model=True,
        ),
        Mix(
            (
                "dispatchers-ask-the-tariff-book",
                "customs-holds-cleared-up-by-an-agent",
                "booking-mails-read-as-a-forwarder-gets-them",
            )
        ),
        # parcels and haulage
        Mix(("drivers-ask-the-depot-bot", "undelivered-addresses-parsed-in-mapped-tasks"), one_model=True),
        Mix(("drivers-ask-the-depot-bot", "damaged-parcels-described-by-batch")),
        Mix(
            ("undelivered-addresses-parsed-in-mapped-tasks", "damaged-parcels-described-by-batch"),
            one_model=True,
        ),
        # ports
        Mix(("lorries-let-in-at-a-port-gate", "terminal-handbooks-put-into-five-languages"), one_model=True),
        Mix(("lorries-let-in-at-a-port-gate", "status-notes-of-agents-abroad-made-into-milestones")),
        # railways, airlines, taxis
        Mix(
            ("timetable-code-changed-by-coding-agents", "stranded-travellers-made-up-for-an-intent-model"),
            one_model=True,
        ),
        Mix(("timetable-code-changed-by-coding-agents", "baggage-claims-of-an-airline-read-into-fields")),
        Mix(("rides-ordered-in-words", "rides-with-one-star-given-causes"), one_model=True),
        Mix(("rides-ordered-in-words", "rides-with-one-star-given-causes", "timetable-code-changed-by-coding-agents")),
        # hotels and venues
        Mix(("callers-of-hotels-answered-by-a-voice", "wishes-of-regular-guests-by-batch")),
        Mix(("callers-of-hotels-answered-by-a-voice", "surveys-after-a-stay-put-under-departments"), one_model=True),
        Mix(("offers-for-a-hall-written-with-a-side-panel", "wishes-of-regular-guests-by-batch"), one_model=True),
        # facility and estate management
        Mix(("tenants-ask-in-an-app-of-the-landlord", "letters-to-a-landlord-put-under-matters"), one_model=True),
        Mix(
            (
                "tenants-ask-in-an-app-of-the-landlord",
                "defects-reported-by-tenants-through-a-hook",
                "letters-to-a-landlord-put-under-matters",
            )
        ),
        Mix(("repair-orders-placed-by-a-facility-agent", "rounds-of-caretakers-listed-as-defects"), one_model=True),
        Mix(("tender-answers-of-a-cleaning-firm-by-a-graph", "rounds-of-caretakers-listed-as-defects")),
        Mix(("repair-orders-placed-by-a-facility-agent", "defects-reported-by-tenants-through-a-hook"), one_model=True),
        # courts and town halls, which share a computing centre
        Mix(("building-files-asked-by-permit-clerks", "permits-of-the-day-worded-for-the-gazette"), one_model=True),
        Mix(
            (
                "building-files-asked-by-permit-clerks",
                "papers-sorted-as-they-are-filed-at-a-court",
                "permits-of-the-day-worded-for-the-gazette",
            )
        ),
    ),
    CROWDED: (
        Mix(
            (
                "dispatchers-ask-the-tariff-book",
                "drivers-ask-the-depot-bot",
                "customs-holds-cleared-up-by-an-agent",
                "booking-mails-read-as-a-forwarder-gets-them",
                "status-notes-of-agents-abroad-made-into-milestones",
                "consignment-notes-scored-against-a-gold-set",
                "damaged-parcels-described-by-batch",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("tenants-ask-in-an-app-of-the-landlord", "rounds-of-caretakers-listed-as-defects"), one_model=True),
        Mix(("repair-orders-placed-by-a-facility-agent", "rounds-of-caretakers-listed-as-defects")),
        Mix(("defects-reported-by-tenants-through-a-hook", "rounds-of-caretakers-listed-as-defects")),
        Mix(("callers-of-hotels-answered-by-a-voice", "surveys-after-a-stay-put-under-departments")),
        Mix(
            ("offers-for-a-hall-written-with-a-side-panel", "surveys-after-a-stay-put-under-departments"),
            one_model=True,
        ),
        Mix(("rides-ordered-in-words", "surveys-after-a-stay-put-under-departments"), one_model=True),
        Mix(("building-files-asked-by-permit-clerks", "permits-of-the-day-worded-for-the-gazette")),
        Mix(
            ("papers-sorted-as-they-are-filed-at-a-court", "permits-of-the-day-worded-for-the-gazette"),
            one_model=True,
        ),
    ),
}
