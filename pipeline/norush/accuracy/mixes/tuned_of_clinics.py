"""Which kinds held out from tuning share a key where people are treated, insured, examined and cared for, and at those
who make medicines, devices and software for it.

Written without a look at the rules.
"""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # hospital groups
        Mix(("notes-written-when-a-consultation-ends", "charts-abstracted-for-the-quality-register"), one_model=True),
        Mix(("findings-worded-by-radiologists", "patients-held-against-open-trials-each-night"), one_model=True),
        Mix(("charts-abstracted-for-the-quality-register", "refused-claims-appealed-by-an-agent"), one_model=True),
        Mix(("findings-worded-by-radiologists", "refused-claims-appealed-by-an-agent")),
        Mix(
            (
                "findings-worded-by-radiologists",
                "charts-abstracted-for-the-quality-register",
                "voices-of-patients-put-under-themes",
            )
        ),
        # makers of scribes and of other health software
        Mix(("notes-written-when-a-consultation-ends", "visits-made-up-for-a-scribes-training"), one_model=True),
        Mix(
            (
                "notes-written-when-a-consultation-ends",
                "interfaces-coded-by-a-health-software-house",
                "visits-made-up-for-a-scribes-training",
            )
        ),
        # telemedicine
        Mix(("patients-tell-the-app-before-the-doctor", "case-vignettes-put-to-the-symptom-checker"), one_model=True),
        Mix(("video-visits-summed-up-as-they-end", "visits-made-up-for-a-scribes-training"), one_model=True),
        Mix(("interfaces-coded-by-a-health-software-house", "case-vignettes-put-to-the-symptom-checker")),
        Mix(
            (
                "patients-tell-the-app-before-the-doctor",
                "video-visits-summed-up-as-they-end",
                "case-vignettes-put-to-the-symptom-checker",
            )
        ),
        # health insurers
        Mix(("members-files-opened-on-the-service-line", "papers-for-prior-permission-as-they-arrive"), one_model=True),
        Mix(("prescriptions-let-through-at-the-counter", "papers-for-prior-permission-as-they-arrive"), one_model=True),
        Mix(("prescriptions-let-through-at-the-counter", "charts-reread-for-the-risk-pool-by-batch")),
        Mix(
            (
                "members-files-opened-on-the-service-line",
                "papers-for-prior-permission-as-they-arrive",
                "prescriptions-let-through-at-the-counter",
                "charts-reread-for-the-risk-pool-by-batch",
            )
        ),
        # makers of medicines
        Mix(("enquiries-answered-at-a-medicines-desk", "authors-and-studies-watched-for-a-medicine"), one_model=True),
        Mix(("reactions-in-mails-taken-in-as-they-come", "safety-signals-read-up-by-agents"), one_model=True),
        Mix(("reactions-in-mails-taken-in-as-they-come", "authors-and-studies-watched-for-a-medicine")),
        Mix(("enquiries-answered-at-a-medicines-desk", "abstracts-screened-for-a-systematic-review")),
        Mix(("safety-signals-read-up-by-agents", "abstracts-screened-for-a-systematic-review")),
        # dental chains, makers of devices, laboratories
        Mix(("callers-of-a-dental-chain-put-through", "paper-records-of-bought-practices-read-in"), one_model=True),
        Mix(
            ("complaints-about-devices-looked-into-by-an-agent", "service-notes-of-devices-given-fault-codes"),
            one_model=True,
        ),
        Mix(("complaints-about-devices-looked-into-by-an-agent", "manuals-of-devices-put-into-nine-languages")),
        Mix(("reasons-coded-while-the-tube-label-prints", "tissue-reports-put-into-fields-by-batch")),
    ),
    SMALL_JOBS: (
        Mix(("carers-dictate-what-happened-on-the-shift", "care-plans-reviewed-in-turn-at-night"), one_model=True),
        Mix(("interfaces-coded-by-a-health-software-house", "care-plans-reviewed-in-turn-at-night")),
        Mix(("enquiries-answered-at-a-medicines-desk", "narratives-of-cases-drafted-each-night"), one_model=True),
        Mix(("reactions-in-mails-taken-in-as-they-come", "narratives-of-cases-drafted-each-night")),
        Mix(("safety-signals-read-up-by-agents", "narratives-of-cases-drafted-each-night")),
        Mix(("reasons-coded-while-the-tube-label-prints", "refusals-of-insurers-put-under-reasons"), one_model=True),
        Mix(("refused-claims-appealed-by-an-agent", "refusals-of-insurers-put-under-reasons")),
        Mix(
            (
                "reasons-coded-while-the-tube-label-prints",
                "interfaces-coded-by-a-health-software-house",
                "refusals-of-insurers-put-under-reasons",
            ),
            one_model=True,
        ),
    ),
    CROWDED: (
        Mix(
            (
                "notes-written-when-a-consultation-ends",
                "findings-worded-by-radiologists",
                "reasons-coded-while-the-tube-label-prints",
                "video-visits-summed-up-as-they-end",
                "refused-claims-appealed-by-an-agent",
                "charts-abstracted-for-the-quality-register",
                "patients-held-against-open-trials-each-night",
                "voices-of-patients-put-under-themes",
                "tissue-reports-put-into-fields-by-batch",
            )
        ),
    ),
}
