"""Which held-out kinds share a key at public bodies and with those who work for the public."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # ministries and parliaments
        Mix(("civil-servants-talk-to-the-ministry-chat", "statutes-put-into-plain-words-by-night"), one_model=True),
        Mix(("civil-servants-talk-to-the-ministry-chat", "speeches-drafted-for-the-minister")),
        Mix(("speeches-drafted-for-the-minister", "statutes-put-into-plain-words-by-night"), one_model=True),
        Mix(("speeches-drafted-for-the-minister", "protocols-of-parliament-summed-up-by-batch")),
        Mix(
            (
                "civil-servants-talk-to-the-ministry-chat",
                "protocols-of-parliament-summed-up-by-batch",
                "reports-of-grantees-read-into-a-table",
            )
        ),
        # embassies
        Mix(
            ("mails-at-the-embassies-sorted-as-they-come", "consular-cases-worked-by-an-embassy-agent"), one_model=True
        ),
        Mix(("civil-servants-talk-to-the-ministry-chat", "consular-cases-worked-by-an-embassy-agent")),
        # cities and registries
        Mix(("permits-prepared-by-a-building-office-agent", "reports-of-kitchen-inspectors-read-each-week")),
        Mix(
            ("benefit-papers-checked-before-the-submit", "reports-of-kitchen-inspectors-read-each-week"), one_model=True
        ),
        Mix(("permits-prepared-by-a-building-office-agent", "residents-made-up-for-a-test-registry"), one_model=True),
        Mix(("benefit-papers-checked-before-the-submit", "residents-made-up-for-a-test-registry")),
        # tax offices
        Mix(("taxpayers-ask-while-filling-the-return", "tax-answers-compared-on-three-models")),
        Mix(("taxpayers-ask-while-filling-the-return", "objections-off-the-tax-office-scanner"), one_model=True),
        Mix(("objections-off-the-tax-office-scanner", "tax-answers-compared-on-three-models")),
        Mix(
            (
                "programs-of-a-tax-authority-changed-in-a-terminal",
                "tax-answers-compared-on-three-models",
                "taxpayers-ask-while-filling-the-return",
            )
        ),
        Mix(
            ("programs-of-a-tax-authority-changed-in-a-terminal", "residents-made-up-for-a-test-registry"),
            one_model=True,
        ),
        # schools and universities
        Mix(("school-secretaries-write-to-parents", "pupils-messages-held-by-the-school-filter")),
        Mix(("school-secretaries-write-to-parents", "courses-of-transfer-students-matched"), one_model=True),
        # health
        Mix(("disease-notices-at-the-health-office", "old-certificates-of-a-health-insurer-read-in"), one_model=True),
        Mix(("emergency-texts-put-into-the-dispatchers-language", "old-certificates-of-a-health-insurer-read-in")),
        # charities, museums, statistics
        Mix(("donations-matched-by-a-charity-agent", "reports-of-grantees-read-into-a-table"), one_model=True),
        Mix(
            ("museum-visitors-ask-the-audio-guide", "museum-objects-described-for-the-open-collection"),
            one_model=True,
        ),
        Mix(("census-answers-coded-by-batch", "remarks-in-a-business-survey-classified"), one_model=True),
        Mix(
            (
                "civil-servants-talk-to-the-ministry-chat",
                "remarks-in-a-business-survey-classified",
                "census-answers-coded-by-batch",
                "disease-notices-at-the-health-office",
            )
        ),
    ),
    CROWDED: (
        Mix(
            (
                "civil-servants-talk-to-the-ministry-chat",
                "school-secretaries-write-to-parents",
                "permits-prepared-by-a-building-office-agent",
                "benefit-papers-checked-before-the-submit",
                "objections-off-the-tax-office-scanner",
                "reports-of-kitchen-inspectors-read-each-week",
                "museum-objects-described-for-the-open-collection",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("civil-servants-talk-to-the-ministry-chat", "petitions-put-under-committees-each-night"), one_model=True),
        Mix(("speeches-drafted-for-the-minister", "petitions-put-under-committees-each-night")),
        Mix(("civil-servants-talk-to-the-ministry-chat", "complaints-to-the-ombudsman-summed-up-nightly")),
        Mix(
            ("permits-prepared-by-a-building-office-agent", "complaints-to-the-ombudsman-summed-up-nightly"),
            one_model=True,
        ),
        Mix(("school-secretaries-write-to-parents", "courses-of-transfer-students-matched")),
        Mix(("pupils-messages-held-by-the-school-filter", "courses-of-transfer-students-matched"), one_model=True),
        Mix(("emergency-texts-put-into-the-dispatchers-language", "lost-things-described-for-the-police-register")),
        Mix(
            ("benefit-papers-checked-before-the-submit", "lost-things-described-for-the-police-register"),
            one_model=True,
        ),
    ),
}
