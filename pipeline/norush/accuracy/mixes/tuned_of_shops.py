"""Which tuned kinds share a key in small businesses and with people who work alone."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # web shops, and the freelancers who build them
        Mix(("shoppers-ask-where-their-parcel-is", "imported-goods-worded-by-a-plug-in"), one_model=True),
        Mix(("shoppers-ask-where-their-parcel-is", "rows-of-suppliers-put-under-categories"), one_model=True),
        Mix(
            (
                "shoppers-ask-where-their-parcel-is",
                "imported-goods-worded-by-a-plug-in",
                "goods-worded-by-batch-before-a-season",
            )
        ),
        Mix(("themes-of-shops-changed-in-an-editor", "questions-put-to-a-bot-before-delivery"), one_model=True),
        Mix(("themes-of-shops-changed-in-an-editor", "goods-worded-by-batch-before-a-season")),
        Mix(("questions-put-to-a-bot-before-delivery", "shoppers-ask-where-their-parcel-is")),
        # agencies
        Mix(("adverts-of-clients-tended-each-morning", "descriptions-of-pages-for-search-engines"), one_model=True),
        Mix(("contact-forms-held-for-a-spam-check", "descriptions-of-pages-for-search-engines"), one_model=True),
        Mix(
            (
                "enquiries-through-a-no-code-flow",
                "adverts-of-clients-tended-each-morning",
                "descriptions-of-pages-for-search-engines",
            )
        ),
        Mix(("contact-forms-held-for-a-spam-check", "enquiries-through-a-no-code-flow")),
        # practices
        Mix(("complaints-that-decide-which-slots-are-shown", "text-messages-to-a-practice"), one_model=True),
        Mix(("text-messages-to-a-practice", "recall-letters-worded-by-night"), one_model=True),
        # craftsmen and small makers
        Mix(("quotes-of-painters-from-notes", "voice-notes-from-sites-put-into-tasks"), one_model=True),
        Mix(("inquiries-worked-out-at-a-small-maker", "rows-of-suppliers-put-under-categories"), one_model=True),
        Mix(("quotes-of-painters-from-notes", "voice-notes-from-sites-put-into-tasks", "missing-receipts-looked-for")),
        # estate agents and property managers
        Mix(("flats-described-by-estate-agents", "rival-listings-read-before-the-week")),
        Mix(
            (
                "flats-described-by-estate-agents",
                "photographs-of-flats-handed-over-by-batch",
                "enquiries-through-a-no-code-flow",
            )
        ),
        # tax advisers and bookkeepers
        Mix(("missing-receipts-looked-for", "bank-lines-given-accounts-by-night"), one_model=True),
        Mix(("texts-mended-by-a-hotkey", "bank-lines-given-accounts-by-night", "missing-receipts-looked-for")),
        # restaurants and travel
        Mix(("remarks-read-before-an-order-goes", "replies-to-reviews-drafted-by-night")),
        Mix(("texts-mended-by-a-hotkey", "holiday-homes-put-into-three-languages"), one_model=True),
        # reporters, recruiters, developers on their own
        Mix(("recordings-asked-by-a-reporter", "articles-gathered-for-a-weekly-newsletter"), one_model=True),
        Mix(("texts-mended-by-a-hotkey", "old-profiles-of-a-recruiter-put-into-fields")),
        Mix(
            (
                "themes-of-shops-changed-in-an-editor",
                "made-up-callers-of-a-telephone-bot",
                "learner-drivers-ask-why",
                "articles-gathered-for-a-weekly-newsletter",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("flats-described-by-estate-agents", "rival-listings-read-before-the-week"), one_model=True),
        Mix(("inquiries-worked-out-at-a-small-maker", "rival-listings-read-before-the-week")),
        Mix(("text-messages-to-a-practice", "recall-letters-worded-by-night")),
        Mix(("complaints-that-decide-which-slots-are-shown", "recall-letters-worded-by-night"), one_model=True),
        Mix(("texts-mended-by-a-hotkey", "lessons-of-tutors-written-up-by-night"), one_model=True),
        Mix(("learner-drivers-ask-why", "lessons-of-tutors-written-up-by-night", "enquiries-through-a-no-code-flow")),
        Mix(("remarks-read-before-an-order-goes", "replies-to-reviews-drafted-by-night"), one_model=True),
        Mix(("adverts-of-clients-tended-each-morning", "replies-to-reviews-drafted-by-night")),
    ),
    CROWDED: (
        Mix(
            (
                "shoppers-ask-where-their-parcel-is",
                "contact-forms-held-for-a-spam-check",
                "themes-of-shops-changed-in-an-editor",
                "enquiries-through-a-no-code-flow",
                "imported-goods-worded-by-a-plug-in",
                "replies-to-reviews-drafted-by-night",
            )
        ),
    ),
}
