"""Which tuned kinds share a key in groups that are spread over countries and hours."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # a retail group: one key for the shops, another for headquarters, and both together
        Mix(
            ("sellers-ask-a-handheld-in-the-shop", "remarks-of-all-shops-sorted-when-a-country-has-closed"),
            one_model=True,
        ),
        Mix(("sellers-ask-a-handheld-in-the-shop", "refunds-weighed-at-the-till"), one_model=True),
        Mix(("refunds-weighed-at-the-till", "remarks-of-all-shops-sorted-when-a-country-has-closed")),
        Mix(("sellers-ask-a-handheld-in-the-shop", "goods-worded-for-a-country-that-opens"), one_model=True),
        Mix(
            (
                "sellers-ask-a-handheld-in-the-shop",
                "refunds-weighed-at-the-till",
                "remarks-of-all-shops-sorted-when-a-country-has-closed",
                "goods-worded-for-a-country-that-opens",
            )
        ),
        # hotels and restaurants
        Mix(("front-desks-answer-guests-by-a-button", "incidents-filed-by-branches-of-a-chain"), one_model=True),
        Mix(
            (
                "front-desks-answer-guests-by-a-button",
                "pickup-of-each-hotel-told-to-revenue",
                "incidents-filed-by-branches-of-a-chain",
            )
        ),
        # carriers by air, and who sells their seats
        Mix(("cancelled-bookings-worked-through-by-an-agent", "delays-of-each-hub-given-codes"), one_model=True),
        Mix(("fare-rules-read-while-a-search-is-held", "cancelled-bookings-worked-through-by-an-agent")),
        # telecoms
        Mix(
            ("subscribers-served-by-an-agent-of-a-carrier", "bot-held-against-cases-in-nine-languages"), one_model=True
        ),
        Mix(("subscribers-served-by-an-agent-of-a-carrier", "agreements-of-carriers-read-into-fields")),
        Mix(
            (
                "subscribers-served-by-an-agent-of-a-carrier",
                "bot-held-against-cases-in-nine-languages",
                "tickets-summed-up-when-they-change-sites",
            ),
            one_model=True,
        ),
        # outsourcers
        Mix(("chat-answers-polished-at-an-outsourcer", "old-chats-given-a-cause-for-a-new-client"), one_model=True),
        Mix(("chat-answers-polished-at-an-outsourcer", "calls-of-each-region-scored-by-batch")),
        Mix(
            (
                "chat-answers-polished-at-an-outsourcer",
                "made-up-calls-in-dialects",
                "calls-of-each-region-scored-by-batch",
            )
        ),
        # consultancies, and houses that make software at three sites
        Mix(("consultants-ask-the-papers-of-a-tender", "positions-of-subsidiaries-put-on-one-ladder"), one_model=True),
        Mix(("code-passed-on-by-three-sites", "tickets-summed-up-when-they-change-sites")),
        # banks, holdings
        Mix(("owners-of-firms-traced-through-registers", "models-compared-on-letters-of-ten-branches")),
        Mix(("mails-of-suppliers-to-buying-offices", "positions-of-subsidiaries-put-on-one-ladder"), one_model=True),
        # marketplaces in many countries
        Mix(
            ("notes-for-drivers-put-into-their-language", "sellers-of-a-marketplace-looked-over-each-week"),
            one_model=True,
        ),
        Mix(("notes-for-drivers-put-into-their-language", "dishes-of-all-markets-translated-by-batch")),
        # games and films
        Mix(("viewers-say-what-they-feel-like-watching", "server-logs-of-each-region-read-for-tone"), one_model=True),
        # aid
        Mix(("relief-staff-chat-over-a-thin-line", "reports-from-the-field-put-into-three-languages"), one_model=True),
        Mix(
            (
                "relief-staff-chat-over-a-thin-line",
                "field-news-gathered-by-an-agent-at-dawn",
                "reports-from-the-field-put-into-three-languages",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("front-desks-answer-guests-by-a-button", "pickup-of-each-hotel-told-to-revenue"), one_model=True),
        Mix(("incidents-filed-by-branches-of-a-chain", "pickup-of-each-hotel-told-to-revenue")),
        Mix(("fare-rules-read-while-a-search-is-held", "pickup-of-each-hotel-told-to-revenue")),
        Mix(
            ("owners-of-firms-traced-through-registers", "letters-to-branches-put-into-english-overnight"),
            one_model=True,
        ),
        Mix(("mails-of-suppliers-to-buying-offices", "letters-to-branches-put-into-english-overnight")),
        Mix(("relief-staff-chat-over-a-thin-line", "letters-to-branches-put-into-english-overnight"), one_model=True),
        Mix(("fare-rules-read-while-a-search-is-held", "delays-of-each-hub-given-codes"), one_model=True),
        Mix(("cancelled-bookings-worked-through-by-an-agent", "delays-of-each-hub-given-codes")),
    ),
    CROWDED: (
        Mix(
            (
                "sellers-ask-a-handheld-in-the-shop",
                "relief-staff-chat-over-a-thin-line",
                "code-passed-on-by-three-sites",
                "refunds-weighed-at-the-till",
                "mails-of-suppliers-to-buying-offices",
                "remarks-of-all-shops-sorted-when-a-country-has-closed",
                "letters-to-branches-put-into-english-overnight",
                "positions-of-subsidiaries-put-on-one-ladder",
                "dishes-of-all-markets-translated-by-batch",
            )
        ),
    ),
}
