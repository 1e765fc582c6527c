"""Which tuned kinds share a key where models are made, tried and fed."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # prompt engineers, and who evaluates
        Mix(("prompts-tried-at-a-workbench", "prompt-variants-over-a-test-set"), one_model=True),
        Mix(("prompts-tried-at-a-workbench", "prompts-bettered-by-an-optimiser", "judge-held-against-people")),
        Mix(("judge-held-against-people", "tasks-of-a-benchmark-for-agents"), one_model=True),
        Mix(("tasks-of-a-benchmark-for-agents", "benchmark-of-the-week-by-batch", "prompt-variants-over-a-test-set")),
        # red teams
        Mix(("attacks-refined-until-they-work", "harmless-prompts-that-might-be-refused"), one_model=True),
        Mix(("attacks-refined-until-they-work", "harmless-prompts-that-might-be-refused", "words-held-by-a-guard")),
        # search
        Mix(("answers-above-the-results", "grades-for-a-search-test-collection"), one_model=True),
        Mix(("results-ranked-in-slices", "grades-for-a-search-test-collection"), one_model=True),
        Mix(("answers-above-the-results", "results-ranked-in-slices", "questions-made-up-for-passages")),
        Mix(("chunks-told-where-they-stand", "answers-with-questions-to-go-on")),
        Mix(("deep-answers-by-several-searchers", "chunks-told-where-they-stand"), one_model=True),
        # recommendation and experiments
        Mix(("new-items-described-for-recommendations", "results-ranked-in-slices"), one_model=True),
        Mix(
            (
                "new-items-described-for-recommendations",
                "segments-of-an-experiment-read-weekly",
                "cells-written-in-a-notebook",
            )
        ),
        # assistants in production
        Mix(("turns-sent-to-the-right-skill", "words-held-by-a-guard"), one_model=True),
        Mix(("answers-with-questions-to-go-on", "traces-scored-by-the-hour"), one_model=True),
        Mix(("answers-with-questions-to-go-on", "thumbs-down-looked-into", "past-talks-put-under-intents")),
        Mix(
            (
                "turns-sent-to-the-right-skill",
                "traces-scored-by-the-hour",
                "thumbs-down-looked-into",
                "past-talks-put-under-intents",
            )
        ),
        Mix(("files-read-into-a-knowledge-base", "deep-answers-by-several-searchers")),
        # data and labelling
        Mix(("proposals-before-a-labeller", "items-labelled-beforehand-as-they-come"), one_model=True),
        Mix(("proposals-before-a-labeller", "pictures-captioned-for-training"), one_model=True),
        Mix(("preferences-labelled-by-batch", "pictures-captioned-for-training", "questions-made-up-for-passages")),
        Mix(("house-chat-that-names-its-talks", "pages-of-a-crawl-rated-for-days", "trainings-run-by-an-agent")),
        # platforms, and research engineers
        Mix(("house-chat-that-names-its-talks", "past-talks-put-under-intents"), one_model=True),
        Mix(("tool-calls-checked-before-they-run", "traces-scored-by-the-hour"), one_model=True),
        Mix(("cells-written-in-a-notebook", "trainings-run-by-an-agent", "judge-held-against-people")),
    ),
    SMALL_JOBS: (
        Mix(("house-chat-that-names-its-talks", "new-papers-told-in-short"), one_model=True),
        Mix(("cells-written-in-a-notebook", "training-runs-told-each-night")),
        Mix(("prompts-tried-at-a-workbench", "new-papers-told-in-short"), one_model=True),
        Mix(("trainings-run-by-an-agent", "training-runs-told-each-night"), one_model=True),
        Mix(("proposals-before-a-labeller", "disputed-labels-settled-each-evening")),
        Mix(("items-labelled-beforehand-as-they-come", "disputed-labels-settled-each-evening"), one_model=True),
        Mix(("tool-calls-checked-before-they-run", "training-runs-told-each-night")),
        Mix(("cells-written-in-a-notebook", "new-papers-told-in-short", "training-runs-told-each-night")),
    ),
    CROWDED: (
        Mix(
            (
                "house-chat-that-names-its-talks",
                "turns-sent-to-the-right-skill",
                "traces-scored-by-the-hour",
                "prompt-variants-over-a-test-set",
                "attacks-refined-until-they-work",
                "training-runs-told-each-night",
            )
        ),
    ),
}
