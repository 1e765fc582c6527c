"""Which held-out kinds share a key in agencies, bureaus, practices and small start-ups."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # marketing and SEO agencies
        Mix(
            ("outlines-and-sections-at-a-content-desk", "pages-of-a-new-client-judged-for-a-content-audit"),
            one_model=True,
        ),
        Mix(("outlines-and-sections-at-a-content-desk", "search-terms-of-yesterday-held-against-campaigns")),
        Mix(("sites-walked-by-an-seo-agent", "pages-of-a-new-client-judged-for-a-content-audit"), one_model=True),
        Mix(
            (
                "sites-walked-by-an-seo-agent",
                "outlines-and-sections-at-a-content-desk",
                "rankings-of-the-week-told-to-seo-clients",
            )
        ),
        Mix(("campaign-pages-built-with-a-terminal-agent", "search-terms-of-yesterday-held-against-campaigns")),
        Mix(("sponsored-posts-checked-at-publishing", "search-terms-of-yesterday-held-against-campaigns")),
        Mix(
            ("sponsored-posts-checked-at-publishing", "pages-of-a-new-client-judged-for-a-content-audit"),
            one_model=True,
        ),
        # accounting and law practices
        Mix(
            ("replies-to-clients-drafted-by-accountants", "engagement-letters-checked-for-missing-terms"),
            one_model=True,
        ),
        Mix(("new-matters-checked-for-conflicts", "engagement-letters-checked-for-missing-terms")),
        Mix(("new-matters-checked-for-conflicts", "replies-to-clients-drafted-by-accountants"), one_model=True),
        # translation bureaus
        Mix(
            ("requests-for-translation-read-as-they-are-mailed", "packages-pretranslated-before-post-editors"),
            one_model=True,
        ),
        Mix(("replies-to-clients-drafted-by-accountants", "packages-pretranslated-before-post-editors")),
        # call-centre outsourcers
        Mix(
            ("help-pages-asked-during-outsourced-calls", "promises-in-chats-of-the-day-looked-for"),
            one_model=True,
        ),
        Mix(("chat-lines-masked-before-an-agent-sees-them", "promises-in-chats-of-the-day-looked-for")),
        Mix(
            (
                "chat-lines-masked-before-an-agent-sees-them",
                "help-pages-asked-during-outsourced-calls",
                "promises-in-chats-of-the-day-looked-for",
            ),
            one_model=True,
        ),
        # labelling vendors and market researchers
        Mix(
            ("labelled-tasks-audited-by-batch-before-delivery", "questions-of-annotators-summed-up-each-evening"),
            one_model=True,
        ),
        Mix(("respondents-judged-before-the-redirect", "meetings-made-up-for-a-start-ups-test-set")),
        Mix(("respondents-judged-before-the-redirect", "delegates-of-past-fairs-put-into-segments"), one_model=True),
        # recruiters
        Mix(("candidates-opened-beside-a-vacancy", "a-talent-pool-tagged-by-batch"), one_model=True),
        Mix(("candidates-opened-beside-a-vacancy", "requests-for-translation-read-as-they-are-mailed")),
        # event organisers
        Mix(
            (
                "venues-sought-by-an-event-agent",
                "mails-of-exhibitors-sorted-for-a-fair",
                "delegates-of-past-fairs-put-into-segments",
            )
        ),
        # start-ups that sell one feature
        Mix(("a-help-window-sold-into-other-apps", "cases-of-a-feature-run-before-its-release"), one_model=True),
        Mix(("documents-pushed-to-the-api-of-a-start-up", "cases-of-a-feature-run-before-its-release")),
        Mix(
            (
                "a-help-window-sold-into-other-apps",
                "documents-pushed-to-the-api-of-a-start-up",
                "meetings-made-up-for-a-start-ups-test-set",
                "cases-of-a-feature-run-before-its-release",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("outlines-and-sections-at-a-content-desk", "rankings-of-the-week-told-to-seo-clients"), one_model=True),
        Mix(("sites-walked-by-an-seo-agent", "rankings-of-the-week-told-to-seo-clients")),
        Mix(("sponsored-posts-checked-at-publishing", "rankings-of-the-week-told-to-seo-clients"), one_model=True),
        Mix(("candidates-opened-beside-a-vacancy", "news-on-key-clients-put-on-half-a-page")),
        Mix(("replies-to-clients-drafted-by-accountants", "news-on-key-clients-put-on-half-a-page"), one_model=True),
        Mix(("new-matters-checked-for-conflicts", "news-on-key-clients-put-on-half-a-page")),
        Mix(
            ("documents-pushed-to-the-api-of-a-start-up", "questions-of-annotators-summed-up-each-evening"),
            one_model=True,
        ),
        Mix(("a-help-window-sold-into-other-apps", "questions-of-annotators-summed-up-each-evening")),
    ),
    CROWDED: (
        Mix(
            (
                "outlines-and-sections-at-a-content-desk",
                "replies-to-clients-drafted-by-accountants",
                "sites-walked-by-an-seo-agent",
                "campaign-pages-built-with-a-terminal-agent",
                "sponsored-posts-checked-at-publishing",
                "search-terms-of-yesterday-held-against-campaigns",
                "pages-of-a-new-client-judged-for-a-content-audit",
                "rankings-of-the-week-told-to-seo-clients",
            )
        ),
    ),
}
