"""Which tuned kinds share a key at ordinary companies of ordinary sectors."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # insurers
        Mix(("questions-to-a-policy", "claims-through-a-map-state"), one_model=True),
        Mix(("mails-of-claims-in-a-queue", "claims-through-a-map-state")),
        Mix(("photo-good-enough", "mails-of-claims-in-a-queue", "claims-looked-into-by-an-agent")),
        Mix(("questions-to-a-policy", "claims-looked-into-by-an-agent", "release-candidates-marked")),
        Mix(("photo-good-enough", "claims-through-a-map-state"), one_model=True),
        # banks
        Mix(("loan-form-checked-at-send", "merchants-behind-card-lines"), one_model=True),
        Mix(("loan-form-checked-at-send", "names-screened-against-news")),
        Mix(("risk-desk-asks-its-data", "names-screened-against-news", "merchants-behind-card-lines")),
        Mix(("risk-desk-asks-its-data", "release-candidates-marked"), one_model=True),
        Mix(("receipts-of-clients-by-batch", "merchants-behind-card-lines", "loan-form-checked-at-send")),
        # shops
        Mix(("returns-settled-in-a-chat", "attributes-for-new-articles")),
        Mix(("returns-settled-in-a-chat", "orders-with-a-remark"), one_model=True),
        Mix(("orders-with-a-remark", "attributes-for-new-articles"), one_model=True),
        Mix(
            ("returns-settled-in-a-chat", "orders-with-a-remark", "mails-of-a-campaign", "attributes-for-new-articles")
        ),
        # vendors of software
        Mix(("ask-box-of-the-docs", "release-candidates-marked"), one_model=True),
        Mix(("ask-box-of-the-docs", "tickets-of-the-week-told-to-product")),
        Mix(("terminal-agents-of-a-vendor", "release-candidates-marked")),
        Mix(("terminal-agents-of-a-vendor", "issues-given-to-a-bot", "pull-requests-put-into-words")),
        Mix(("issues-given-to-a-bot", "pull-requests-put-into-words"), one_model=True),
        Mix(("model-chosen-for-each-request", "tickets-of-the-week-told-to-product"), one_model=True),
        Mix(("deals-that-changed-stage", "tickets-of-the-week-told-to-product", "ask-box-of-the-docs")),
        Mix(("terminal-agents-of-a-vendor", "dialogues-made-for-training"), one_model=True),
        # hospitals
        Mix(("letters-after-a-visit", "discharges-coded-for-billing"), one_model=True),
        Mix(("letters-after-a-visit", "findings-from-the-lab", "discharges-coded-for-billing")),
        Mix(("findings-from-the-lab", "records-for-a-study")),
        Mix(("letters-after-a-visit", "records-for-a-study")),
        # papers, radio, publishers
        Mix(("stories-as-they-are-published", "archive-of-a-newspaper-tagged"), one_model=True),
        Mix(("facts-of-an-article-checked", "archive-of-a-newspaper-tagged")),
        Mix(("stories-as-they-are-published", "episodes-given-chapters", "facts-of-an-article-checked")),
        # freight and travel
        Mix(("labels-at-the-sorting-belt", "freight-asked-by-machine", "customs-sample-looked-over")),
        Mix(("freight-asked-by-machine", "customs-sample-looked-over")),
        Mix(("passengers-in-a-chat", "release-candidates-marked")),
        Mix(("messages-translated-between-two", "hotels-summed-up-from-reviews"), one_model=True),
        Mix(("messages-translated-between-two", "listings-saved-by-hosts", "hotels-summed-up-from-reviews")),
        Mix(("trips-put-together-from-a-mail", "hotels-summed-up-from-reviews"), one_model=True),
        # schools, public offices, laboratories
        Mix(("lesson-plans-on-a-sunday", "homework-handed-in-online")),
        Mix(("questions-of-citizens", "building-files-read-in"), one_model=True),
        Mix(("open-chat-of-a-faculty", "records-for-a-study"), one_model=True),
        Mix(("open-chat-of-a-faculty", "evaluations-of-a-laboratory-by-batch", "dialogues-made-for-training")),
        # games
        Mix(("talk-with-townsfolk", "quests-into-nine-languages", "play-testers-of-a-build")),
        Mix(("play-testers-of-a-build", "quests-into-nine-languages"), one_model=True),
        # plants
        Mix(("fitters-ask-the-manual", "repair-notes-into-codes", "doubtful-parts-at-the-line")),
        Mix(("offers-laid-side-by-side", "complaints-in-eight-steps")),
        Mix(("fitters-ask-the-manual", "complaints-in-eight-steps", "offers-laid-side-by-side")),
        # agencies and consultancies
        Mix(("replies-proposed-in-a-mailbox", "mails-of-a-campaign"), one_model=True),
        Mix(("mentions-of-a-brand", "mails-of-a-campaign", "firms-in-a-sheet-looked-up")),
        Mix(("slides-from-a-side-bar", "firms-in-a-sheet-looked-up")),
        Mix(("slides-from-a-side-bar", "replies-proposed-in-a-mailbox", "records-for-a-study")),
    ),
    CROWDED: (
        Mix(
            (
                "questions-to-a-policy",
                "photo-good-enough",
                "mails-of-claims-in-a-queue",
                "claims-through-a-map-state",
                "claims-looked-into-by-an-agent",
                "replies-proposed-in-a-mailbox",
                "names-screened-against-news",
                "risk-desk-asks-its-data",
                "receipts-of-clients-by-batch",
            )
        ),
        Mix(
            (
                "ask-box-of-the-docs",
                "terminal-agents-of-a-vendor",
                "issues-given-to-a-bot",
                "pull-requests-put-into-words",
                "model-chosen-for-each-request",
                "deals-that-changed-stage",
                "release-candidates-marked",
                "tickets-of-the-week-told-to-product",
                "dialogues-made-for-training",
                "evaluations-of-a-laboratory-by-batch",
            )
        ),
        Mix(
            (
                "passengers-in-a-chat",
                "messages-translated-between-two",
                "listings-saved-by-hosts",
                "trips-put-together-from-a-mail",
                "hotels-summed-up-from-reviews",
                "returns-settled-in-a-chat",
                "orders-with-a-remark",
                "attributes-for-new-articles",
                "mails-of-a-campaign",
                "mentions-of-a-brand",
            )
        ),
        Mix(
            (
                "fitters-ask-the-manual",
                "doubtful-parts-at-the-line",
                "offers-laid-side-by-side",
                "complaints-in-eight-steps",
                "repair-notes-into-codes",
                "freight-asked-by-machine",
                "customs-sample-looked-over",
                "slides-from-a-side-bar",
                "building-files-read-in",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("fitters-ask-the-manual", "repair-notes-into-codes"), one_model=True),
        Mix(("doubtful-parts-at-the-line", "repair-notes-into-codes"), one_model=True),
        Mix(("offers-laid-side-by-side", "repair-notes-into-codes")),
        Mix(("complaints-in-eight-steps", "repair-notes-into-codes")),
        Mix(("freight-asked-by-machine", "customs-sample-looked-over"), one_model=True),
        Mix(("labels-at-the-sorting-belt", "customs-sample-looked-over")),
        Mix(("replies-proposed-in-a-mailbox", "customs-sample-looked-over"), one_model=True),
        Mix(("trips-put-together-from-a-mail", "customs-sample-looked-over")),
        Mix(("stories-as-they-are-published", "episodes-given-chapters"), one_model=True),
        Mix(("facts-of-an-article-checked", "episodes-given-chapters")),
        Mix(("slides-from-a-side-bar", "episodes-given-chapters"), one_model=True),
        Mix(("open-chat-of-a-faculty", "episodes-given-chapters")),
    ),
}
