"""Which kinds held out from tuning share a key where the product is software that people use online.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # CRMs and those who sell to sellers
        Mix(("sales-mails-drafted-beside-a-contact", "new-leads-enriched-by-a-workflow"), one_model=True),
        Mix(("sales-mails-drafted-beside-a-contact", "firms-in-a-data-vendors-file-described")),
        Mix(("prospects-looked-up-by-an-outreach-agent", "firms-in-a-data-vendors-file-described"), one_model=True),
        Mix(("visitors-sorted-when-a-demo-form-is-sent", "new-leads-enriched-by-a-workflow"), one_model=True),
        Mix(
            (
                "sales-mails-drafted-beside-a-contact",
                "visitors-sorted-when-a-demo-form-is-sent",
                "prospects-looked-up-by-an-outreach-agent",
            )
        ),
        # project tools and dashboards
        Mix(("boards-tidied-by-an-assistant-with-tools", "workspaces-told-their-week"), one_model=True),
        Mix(("charts-asked-for-in-a-dashboard-tool", "table-questions-made-up-for-a-fine-tune"), one_model=True),
        Mix(("charts-asked-for-in-a-dashboard-tool", "workspaces-told-their-week")),
        Mix(
            (
                "boards-tidied-by-an-assistant-with-tools",
                "charts-asked-for-in-a-dashboard-tool",
                "workspaces-told-their-week",
            )
        ),
        # accounting
        Mix(("bills-mailed-into-bookkeeping", "bills-of-a-gold-set-read-by-three-models")),
        Mix(("ledgers-reconciled-by-an-accounting-agent", "bills-mailed-into-bookkeeping"), one_model=True),
        Mix(
            (
                "ledgers-reconciled-by-an-accounting-agent",
                "bills-mailed-into-bookkeeping",
                "bills-of-a-gold-set-read-by-three-models",
            )
        ),
        # legal tech and translation
        Mix(("clauses-reworded-in-a-legal-add-in", "contracts-of-a-new-customer-read-into-a-register"), one_model=True),
        Mix(("patent-pages-put-into-english-by-batch", "clauses-reworded-in-a-legal-add-in")),
        Mix(("patent-pages-put-into-english-by-batch", "contracts-of-a-new-customer-read-into-a-register")),
        # marketplaces
        Mix(("goods-checked-before-a-listing-goes-live", "names-of-goods-put-into-languages-by-batch"), one_model=True),
        Mix(("goods-checked-before-a-listing-goes-live", "charts-asked-for-in-a-dashboard-tool")),
        # games and learning
        Mix(("lines-of-players-screened-before-they-show", "game-code-written-with-a-terminal-agent")),
        Mix(("phrases-practised-with-a-language-partner", "lessons-of-a-course-site-put-into-spanish"), one_model=True),
        Mix(("game-code-written-with-a-terminal-agent", "table-questions-made-up-for-a-fine-tune"), one_model=True),
        # research and analysts
        Mix(("questions-to-filings-in-a-research-tool", "earnings-calls-tagged-for-a-factor-file"), one_model=True),
        Mix(("questions-to-filings-in-a-research-tool", "contracts-of-a-new-customer-read-into-a-register")),
        Mix(("survey-responses-tagged-on-submit", "interviews-put-under-the-questions-of-a-guide"), one_model=True),
        Mix(
            (
                "survey-responses-tagged-on-submit",
                "interviews-put-under-the-questions-of-a-guide",
                "charts-asked-for-in-a-dashboard-tool",
                "lessons-of-a-course-site-put-into-spanish",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("phrases-practised-with-a-language-partner", "cancellations-of-the-day-given-a-cause"), one_model=True),
        Mix(("game-code-written-with-a-terminal-agent", "cancellations-of-the-day-given-a-cause")),
        Mix(("boards-tidied-by-an-assistant-with-tools", "cancellations-of-the-day-given-a-cause"), one_model=True),
        Mix(("visitors-sorted-when-a-demo-form-is-sent", "gaps-of-a-help-centre-drafted-by-night")),
        Mix(("sales-mails-drafted-beside-a-contact", "gaps-of-a-help-centre-drafted-by-night"), one_model=True),
        Mix(("survey-responses-tagged-on-submit", "accounts-of-advertisers-commented-before-dawn"), one_model=True),
        Mix(("prospects-looked-up-by-an-outreach-agent", "accounts-of-advertisers-commented-before-dawn")),
        Mix(("new-leads-enriched-by-a-workflow", "gaps-of-a-help-centre-drafted-by-night")),
    ),
    CROWDED: (
        Mix(
            (
                "sales-mails-drafted-beside-a-contact",
                "boards-tidied-by-an-assistant-with-tools",
                "visitors-sorted-when-a-demo-form-is-sent",
                "new-leads-enriched-by-a-workflow",
                "gaps-of-a-help-centre-drafted-by-night",
                "cancellations-of-the-day-given-a-cause",
                "workspaces-told-their-week",
                "bills-of-a-gold-set-read-by-three-models",
            )
        ),
    ),
}
