"""Which tuned kinds share a key in houses that make software, platforms and data."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # teams for tools and platforms
        Mix(("commits-worded-in-the-terminal", "functions-described-for-a-code-search"), one_model=True),
        Mix(("commits-worded-in-the-terminal", "plans-held-at-a-gate")),
        Mix(
            (
                "commits-worded-in-the-terminal",
                "plans-held-at-a-gate",
                "functions-described-for-a-code-search",
                "models-compared-when-one-is-new",
            )
        ),
        # errors, issues, sessions
        Mix(("errors-explained-at-a-click", "issues-labelled-as-they-are-filed"), one_model=True),
        Mix(("errors-explained-at-a-click", "sessions-summed-up-by-batch")),
        Mix(("errors-explained-at-a-click", "support-bundles-searched-by-an-agent")),
        # tools for work
        Mix(("helper-in-the-side-of-a-work-tool", "accounts-weighed-on-sunday"), one_model=True),
        Mix(("helper-in-the-side-of-a-work-tool", "wishes-of-all-customers-put-under-themes")),
        Mix(
            (
                "helper-in-the-side-of-a-work-tool",
                "models-compared-when-one-is-new",
                "accounts-weighed-on-sunday",
            )
        ),
        # platforms for data
        Mix(("queries-written-in-an-editor", "connectors-written-from-their-docs")),
        Mix(("queries-written-in-an-editor", "models-compared-when-one-is-new"), one_model=True),
        Mix(
            (
                "queries-written-in-an-editor",
                "sessions-summed-up-by-batch",
                "functions-described-for-a-code-search",
            )
        ),
        # payments, and clouds with a free plan
        Mix(("papers-of-merchants-who-join", "merchants-pages-read-again"), one_model=True),
        Mix(("chargebacks-answered-by-an-agent", "merchants-pages-read-again"), one_model=True),
        Mix(("chargebacks-answered-by-an-agent", "papers-of-merchants-who-join", "merchants-pages-read-again")),
        Mix(("sign-ups-held-for-an-abuse-check", "accounts-weighed-on-sunday"), one_model=True),
        # vendors of security
        Mix(("pastes-held-by-a-browser-guard", "detections-told-as-they-fire"), one_model=True),
        Mix(("pastes-held-by-a-browser-guard", "models-compared-when-one-is-new"), one_model=True),
        Mix(("web-apps-attacked-by-an-agent", "detections-told-as-they-fire")),
        # marketplaces and advertising
        Mix(("creatives-put-into-categories", "old-listings-given-attributes"), one_model=True),
        # makers of data and of AI
        Mix(("finished-labels-read-a-second-time", "instructions-written-for-a-fine-tune"), one_model=True),
        Mix(("characters-in-a-pocket", "models-compared-when-one-is-new"), one_model=True),
        Mix(
            (
                "characters-in-a-pocket",
                "answers-for-a-smaller-model-by-batch",
                "instructions-written-for-a-fine-tune",
            )
        ),
        Mix(
            (
                "finished-labels-read-a-second-time",
                "answers-for-a-smaller-model-by-batch",
                "models-compared-when-one-is-new",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("plans-held-at-a-gate", "advisories-weighed-each-morning"), one_model=True),
        Mix(("commits-worded-in-the-terminal", "advisories-weighed-each-morning")),
        Mix(("detections-told-as-they-fire", "advisories-weighed-each-morning"), one_model=True),
        Mix(("support-bundles-searched-by-an-agent", "slow-queries-of-yesterday-explained")),
        Mix(("queries-written-in-an-editor", "slow-queries-of-yesterday-explained"), one_model=True),
        Mix(("errors-explained-at-a-click", "slow-queries-of-yesterday-explained")),
        Mix(("helper-in-the-side-of-a-work-tool", "sales-calls-put-into-fields"), one_model=True),
        Mix(("issues-labelled-as-they-are-filed", "sales-calls-put-into-fields")),
    ),
    CROWDED: (
        Mix(
            (
                "helper-in-the-side-of-a-work-tool",
                "commits-worded-in-the-terminal",
                "sign-ups-held-for-an-abuse-check",
                "issues-labelled-as-they-are-filed",
                "accounts-weighed-on-sunday",
                "sales-calls-put-into-fields",
                "wishes-of-all-customers-put-under-themes",
                "models-compared-when-one-is-new",
                "sessions-summed-up-by-batch",
            )
        ),
    ),
}
