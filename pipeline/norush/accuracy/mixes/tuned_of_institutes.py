"""Which tuned kinds share a key at institutes and public services."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # universities and research groups
        Mix(("chat-of-a-university-for-all", "speeches-of-a-parliament-annotated"), one_model=True),
        Mix(
            ("chat-of-a-university-for-all", "module-handbook-put-into-english", "mails-to-the-registrar-as-they-come")
        ),
        Mix(("mails-to-the-registrar-as-they-come", "module-handbook-put-into-english"), one_model=True),
        Mix(("analyses-written-with-an-agent-in-a-lab", "benchmark-before-a-paper-deadline")),
        Mix(("analyses-written-with-an-agent-in-a-lab", "new-papers-rated-for-a-group"), one_model=True),
        Mix(("next-measurement-proposed-in-a-lab", "new-papers-rated-for-a-group"), one_model=True),
        Mix(
            (
                "next-measurement-proposed-in-a-lab",
                "analyses-written-with-an-agent-in-a-lab",
                "benchmark-before-a-paper-deadline",
            )
        ),
        Mix(("preprints-screened-as-handed-in", "speeches-of-a-parliament-annotated"), one_model=True),
        # hospitals, practices, medical societies
        Mix(("note-of-a-visit-at-a-button", "notes-of-made-up-patients"), one_model=True),
        Mix(("findings-of-radiology-as-they-are-signed", "notes-of-made-up-patients")),
        Mix(("note-of-a-visit-at-a-button", "findings-of-radiology-as-they-are-signed")),
        Mix(("evidence-searched-for-a-guideline", "notes-of-made-up-patients"), one_model=True),
        # charities
        Mix(("advisers-ask-about-benefits", "thanks-to-donors-drafted")),
        Mix(("texts-to-a-helpline-put-in-order", "advisers-ask-about-benefits", "thanks-to-donors-drafted")),
        Mix(("texts-to-a-helpline-put-in-order", "thanks-to-donors-drafted"), one_model=True),
        # libraries
        Mix(("loans-sought-in-other-libraries", "authors-told-apart-by-night"), one_model=True),
        Mix(("loans-sought-in-other-libraries", "authors-told-apart-by-night", "preprints-screened-as-handed-in")),
        # schools
        Mix(("pupils-ask-for-feedback-in-class", "answers-of-a-school-test-marked-by-batch")),
        # statistics
        Mix(("websites-of-firms-read-for-a-statistic", "causes-of-death-coded-by-batch")),
        Mix(("websites-of-firms-read-for-a-statistic", "analyses-written-with-an-agent-in-a-lab"), one_model=True),
        # courts, parliaments, and the computing centre of a state
        Mix(("judges-ask-the-file", "hearings-interpreted-by-sentences"), one_model=True),
        Mix(("judges-ask-the-file", "permits-of-plants-read-into-a-register"), one_model=True),
        Mix(("hearings-of-committees-summed-up", "questions-to-ministers-tagged", "judges-ask-the-file")),
        Mix(("emergency-calls-heard-along", "permits-of-plants-read-into-a-register")),
    ),
    SMALL_JOBS: (
        Mix(("note-of-a-visit-at-a-button", "near-misses-of-a-hospital-classified"), one_model=True),
        Mix(("findings-of-radiology-as-they-are-signed", "near-misses-of-a-hospital-classified")),
        Mix(("evidence-searched-for-a-guideline", "near-misses-of-a-hospital-classified"), one_model=True),
        Mix(("advisers-ask-about-benefits", "thanks-to-donors-drafted"), one_model=True),
        Mix(("texts-to-a-helpline-put-in-order", "thanks-to-donors-drafted")),
        Mix(("judges-ask-the-file", "questions-to-ministers-tagged")),
        Mix(("chat-of-a-university-for-all", "hearings-of-committees-summed-up"), one_model=True),
        Mix(("hearings-interpreted-by-sentences", "questions-to-ministers-tagged")),
    ),
    CROWDED: (
        Mix(
            (
                "chat-of-a-university-for-all",
                "mails-to-the-registrar-as-they-come",
                "loans-sought-in-other-libraries",
                "analyses-written-with-an-agent-in-a-lab",
                "new-papers-rated-for-a-group",
                "benchmark-before-a-paper-deadline",
                "module-handbook-put-into-english",
                "answers-of-a-school-test-marked-by-batch",
            )
        ),
    ),
}
