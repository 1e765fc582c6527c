"""Which tuned kinds share a key in travel, shops, banks, schools, at desks and on watches: `tuned` has the others."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # travel
        Mix(("trips-planned-with-tools", "metrics-of-answers-from-documents"), one_model=True),
        Mix(("trips-planned-with-tools", "texts-over-the-weekend")),
        Mix(("shards-of-a-nightly-workflow", "trips-planned-with-tools", "texts-over-the-weekend")),
        Mix(("photographs-of-dents", "old-answers-marked-while-others-sleep")),
        # cars and machines
        Mix(("questions-at-the-wheel", "tasks-mapped-over-partitions"), one_model=True),
        Mix(("contexts-for-each-chunk", "it-help-in-direct-messages")),
        Mix(("contexts-for-each-chunk", "files-dropped-by-dealers", "posts-in-three-languages")),
        # shops
        Mix(("customers-served-with-tools", "twenty-rows-a-prompt"), one_model=True),
        Mix(("salespeople-open-a-record", "marks-of-all-sellers"), one_model=True),
        Mix(("questions-in-a-live-sale", "pairs-scored-for-a-search"), one_model=True),
        Mix(("a-shop-clicked-through", "articles-sent-off-at-dusk")),
        Mix(("words-on-a-shelf", "street-photos-on-a-growing-cluster")),
        Mix(("orders-taken-by-telephone", "ten-golden-prompts", "orders-by-mail-to-a-wholesaler")),
        Mix(("cases-behind-a-next-button", "cases-for-the-auditors"), one_model=True),
        Mix(("cases-behind-a-next-button", "tagging-at-the-lowest-tier")),
        # those who meet, play and show
        Mix(("first-lines-for-a-match", "profiles-when-the-queue-is-empty"), one_model=True),
        Mix(("pictures-of-live-shows", "profiles-when-the-queue-is-empty"), one_model=True),
        Mix(("texts-for-an-ad-slot", "names-for-playlists"), one_model=True),
        Mix(("four-versions-on-a-canvas", "names-of-new-topics", "texts-for-an-ad-slot")),
        # money
        Mix(("faces-at-sign-up", "portfolios-after-the-close"), one_model=True),
        Mix(("firms-searched-overnight", "windows-of-filings"), one_model=True),
        Mix(("firms-searched-overnight", "portfolios-after-the-close", "windows-of-filings")),
        Mix(("claims-argued-by-two", "whole-base-in-three-files")),
        Mix(("claims-argued-by-two", "a-migration-by-night", "portfolios-after-the-close")),
        # people at work
        Mix(("words-ahead-in-a-mail", "candidates-for-open-jobs"), one_model=True),
        Mix(("papers-of-applicants", "candidates-for-open-jobs")),
        Mix(("it-help-in-direct-messages", "solutions-tried-by-tests")),
        Mix(("tickets-given-to-an-agent", "shards-of-a-nightly-workflow"), one_model=True),
        Mix(("tickets-given-to-an-agent", "solutions-tried-by-tests"), one_model=True),
        Mix(("contracts-read-by-a-council", "abstracts-screened-twice"), one_model=True),
        Mix(("prompts-bettered-in-rounds", "arena-of-pairs")),
        Mix(("prompts-bettered-in-rounds", "metrics-of-answers-from-documents"), one_model=True),
        # desks and watches
        Mix(("alarms-looked-into", "ten-at-a-time-from-a-backlog"), one_model=True),
        Mix(("guard-of-what-agents-do", "attacks-before-a-release"), one_model=True),
        Mix(("tickets-of-many-desks", "ten-at-a-time-from-a-backlog")),
        Mix(("notes-when-a-call-ends", "salespeople-open-a-record", "judged-the-day-after")),
        Mix(("readings-out-of-line", "ten-golden-prompts")),
        # schools and books
        Mix(("homework-by-photo", "attacks-before-a-release")),
        Mix(("homework-by-photo", "course-books-written-through")),
        Mix(("course-books-written-through", "councils-of-the-week"), one_model=True),
        Mix(("screen-at-a-station", "batches-told-by-a-call-back", "councils-of-the-week")),
    ),
    CROWDED: (
        Mix(
            (
                "salespeople-open-a-record",
                "cases-behind-a-next-button",
                "customers-served-with-tools",
                "faces-at-sign-up",
                "orders-by-mail-to-a-wholesaler",
                "marks-of-all-sellers",
                "pairs-scored-for-a-search",
                "articles-sent-off-at-dusk",
                "ten-at-a-time-from-a-backlog",
            )
        ),
        Mix(
            (
                "it-help-in-direct-messages",
                "tickets-given-to-an-agent",
                "a-migration-by-night",
                "words-ahead-in-a-mail",
                "guard-of-what-agents-do",
                "notes-when-a-call-ends",
                "metrics-of-answers-from-documents",
                "contexts-for-each-chunk",
                "shards-of-a-nightly-workflow",
                "judged-the-day-after",
            )
        ),
        Mix(
            (
                "first-lines-for-a-match",
                "pictures-of-live-shows",
                "four-versions-on-a-canvas",
                "alarms-looked-into",
                "posts-in-three-languages",
                "names-for-playlists",
                "profiles-when-the-queue-is-empty",
                "names-of-new-topics",
                "arena-of-pairs",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("it-help-in-direct-messages", "ten-golden-prompts"), one_model=True),
        Mix(("cases-behind-a-next-button", "ten-golden-prompts")),
        Mix(("customers-served-with-tools", "ten-golden-prompts"), one_model=True),
        Mix(("alarms-looked-into", "ten-at-a-time-from-a-backlog")),
        Mix(("questions-at-the-wheel", "ten-at-a-time-from-a-backlog"), one_model=True),
        Mix(("salespeople-open-a-record", "twenty-rows-a-prompt")),
        Mix(("orders-taken-by-telephone", "twenty-rows-a-prompt"), one_model=True),
        Mix(("first-lines-for-a-match", "names-of-new-topics"), one_model=True),
        Mix(("homework-by-photo", "names-of-new-topics")),
        Mix(("tickets-given-to-an-agent", "files-dropped-by-dealers")),
    ),
}
