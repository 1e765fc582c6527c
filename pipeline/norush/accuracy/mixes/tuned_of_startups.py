"""Which kinds held out from tuning share a key where start-ups build a product on a language model.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # meeting notes and add-ons for a CRM
        Mix(("meetings-asked-about-afterwards", "fields-of-old-calls-filled-again-under-a-new-prompt"), one_model=True),
        Mix(
            ("deals-filled-in-when-a-recording-is-synced", "fields-of-old-calls-filled-again-under-a-new-prompt"),
            one_model=True,
        ),
        Mix(
            ("deals-filled-in-when-a-recording-is-synced", "deals-of-each-seller-summed-up-before-monday"),
            one_model=True,
        ),
        Mix(("twins-looked-for-while-a-crm-record-is-saved", "deals-of-each-seller-summed-up-before-monday")),
        Mix(("meetings-asked-about-afterwards", "recorded-prompts-replayed-when-a-model-is-out")),
        Mix(
            (
                "twins-looked-for-while-a-crm-record-is-saved",
                "deals-filled-in-when-a-recording-is-synced",
                "fields-of-old-calls-filled-again-under-a-new-prompt",
            ),
            one_model=True,
        ),
        # searches over documents
        Mix(
            ("answers-with-places-over-company-documents", "golden-questions-of-a-document-search-each-night"),
            one_model=True,
        ),
        Mix(("answers-with-places-over-company-documents", "changed-pages-described-as-connectors-push-them")),
        Mix(("changed-pages-described-as-connectors-push-them", "golden-questions-of-a-document-search-each-night")),
        Mix(
            ("sentences-held-until-their-source-is-found", "golden-questions-of-a-document-search-each-night"),
            one_model=True,
        ),
        Mix(
            (
                "answers-with-places-over-company-documents",
                "changed-pages-described-as-connectors-push-them",
                "golden-questions-of-a-document-search-each-night",
                "recorded-prompts-replayed-when-a-model-is-out",
            )
        ),
        # code review, scanners, tools for developers
        Mix(
            ("pull-requests-reviewed-with-the-repository-beside", "remarks-of-a-review-bot-rated-for-fine-tuning"),
            one_model=True,
        ),
        Mix(("own-product-coded-at-a-terminal-agent", "remarks-of-a-review-bot-rated-for-fine-tuning")),
        Mix(
            ("findings-followed-to-their-source-by-a-scanner", "findings-of-the-nights-scan-given-a-severity"),
            one_model=True,
        ),
        Mix(("findings-followed-to-their-source-by-a-scanner", "snippets-with-holes-made-up-for-a-scanner")),
        Mix(("own-product-coded-at-a-terminal-agent", "snippets-with-holes-made-up-for-a-scanner"), one_model=True),
        Mix(("dependencies-raised-by-an-upgrade-agent", "files-of-repositories-described-by-batch-at-weekends")),
        Mix(
            (
                "own-product-coded-at-a-terminal-agent",
                "pull-requests-reviewed-with-the-repository-beside",
                "files-of-repositories-described-by-batch-at-weekends",
            )
        ),
        # voice agents and help desks
        Mix(
            ("people-rung-up-by-a-dialling-voice-agent", "calls-of-a-voice-agent-put-into-fields-as-they-end"),
            one_model=True,
        ),
        Mix(
            (
                "people-rung-up-by-a-dialling-voice-agent",
                "ends-of-turns-told-for-a-voice-agent",
                "recorded-prompts-replayed-when-a-model-is-out",
            )
        ),
        Mix(
            (
                "calls-of-a-voice-agent-put-into-fields-as-they-end",
                "history-of-a-new-help-desk-customer-put-under-topics",
            ),
            one_model=True,
        ),
        # data catalogues, analytics, compliance
        Mix(
            ("figures-asked-for-in-an-analytics-assistant", "changed-tables-described-overnight-for-a-catalogue"),
            one_model=True,
        ),
        Mix(
            (
                "figures-asked-for-in-an-analytics-assistant",
                "tables-of-a-new-customer-explained-by-batch",
                "changed-tables-described-overnight-for-a-catalogue",
            )
        ),
        Mix(
            ("questionnaires-answered-beside-a-suggestion", "recorded-prompts-replayed-when-a-model-is-out"),
            one_model=True,
        ),
        Mix(("questionnaires-answered-beside-a-suggestion", "findings-of-the-nights-scan-given-a-severity")),
    ),
    SMALL_JOBS: (
        Mix(("own-product-coded-at-a-terminal-agent", "trial-accounts-told-to-the-founders"), one_model=True),
        Mix(("dependencies-raised-by-an-upgrade-agent", "trial-accounts-told-to-the-founders")),
        Mix(("figures-asked-for-in-an-analytics-assistant", "trial-accounts-told-to-the-founders"), one_model=True),
        Mix(("people-rung-up-by-a-dialling-voice-agent", "recorded-calls-marked-after-each-release-of-a-voice-agent")),
        Mix(
            (
                "calls-of-a-voice-agent-put-into-fields-as-they-end",
                "recorded-calls-marked-after-each-release-of-a-voice-agent",
            ),
            one_model=True,
        ),
        Mix(("ends-of-turns-told-for-a-voice-agent", "recorded-calls-marked-after-each-release-of-a-voice-agent")),
        Mix(
            ("answers-with-places-over-company-documents", "gaps-in-help-centres-told-to-pilot-customers"),
            one_model=True,
        ),
        Mix(("changed-pages-described-as-connectors-push-them", "gaps-in-help-centres-told-to-pilot-customers")),
    ),
    CROWDED: (
        Mix(
            (
                "answers-with-places-over-company-documents",
                "meetings-asked-about-afterwards",
                "own-product-coded-at-a-terminal-agent",
                "sentences-held-until-their-source-is-found",
                "changed-pages-described-as-connectors-push-them",
                "golden-questions-of-a-document-search-each-night",
                "recorded-prompts-replayed-when-a-model-is-out",
                "trial-accounts-told-to-the-founders",
            )
        ),
    ),
}
