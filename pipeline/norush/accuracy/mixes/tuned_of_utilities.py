"""Which tuned kinds share a key at utilities and public bodies."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # power, gas and water
        Mix(("tariffs-and-moves-in-a-chat", "fitters-notes-put-into-codes"), one_model=True),
        Mix(("tariffs-and-moves-in-a-chat", "bills-explained-by-batch", "fitters-notes-put-into-codes")),
        Mix(("meters-photographed-by-customers", "fitters-notes-put-into-codes")),
        Mix(("meters-photographed-by-customers", "bills-explained-by-batch"), one_model=True),
        Mix(("solar-roofs-examined-by-night", "fitters-notes-put-into-codes"), one_model=True),
        Mix(("solar-roofs-examined-by-night", "interruptions-told-to-the-regulator")),
        # telecoms
        Mix(("messages-held-at-the-text-firewall", "faults-on-a-line-traced")),
        Mix(("messages-held-at-the-text-firewall", "tariffs-and-moves-in-a-chat"), one_model=True),
        Mix(("faults-on-a-line-traced", "fitters-notes-put-into-codes"), one_model=True),
        # railways and city transport
        Mix(("announcements-on-the-platform", "complaints-of-passengers-before-the-meeting"), one_model=True),
        Mix(("announcements-on-the-platform", "golden-questions-to-a-timetable-bot")),
        Mix(("golden-questions-to-a-timetable-bot", "complaints-of-passengers-before-the-meeting")),
        # hospitals and health insurers
        Mix(("guidelines-asked-on-the-ward", "referrals-as-they-arrive"), one_model=True),
        Mix(("guidelines-asked-on-the-ward", "hospital-bills-looked-through")),
        Mix(("referrals-as-they-arrive", "hospital-bills-looked-through"), one_model=True),
        # cities
        Mix(("potholes-sorted-at-the-next-screen", "papers-for-the-council-in-plain-words")),
        Mix(("notices-drafted-by-clerks", "objections-to-a-plan-taken-apart"), one_model=True),
        Mix(("notices-drafted-by-clerks", "files-gathered-for-a-request", "papers-for-the-council-in-plain-words")),
        Mix(("notices-drafted-by-clerks", "leaflets-in-twelve-languages"), one_model=True),
        # courts and police
        Mix(("reports-dictated-after-a-patrol", "tips-through-an-online-form")),
        Mix(("files-gathered-for-a-request", "judgments-blacked-out-in-passages"), one_model=True),
        # libraries, archives, statistics, maps
        Mix(("readers-ask-the-library", "subject-headings-for-new-books", "theses-given-keywords-by-batch")),
        Mix(("readers-ask-the-library", "pages-of-an-archive-read-right"), one_model=True),
        Mix(("old-programs-moved-by-statisticians", "occupations-put-into-classes"), one_model=True),
        Mix(("old-programs-moved-by-statisticians", "road-signs-read-from-a-survey-car")),
    ),
    CROWDED: (
        Mix(
            (
                "notices-drafted-by-clerks",
                "potholes-sorted-at-the-next-screen",
                "files-gathered-for-a-request",
                "tips-through-an-online-form",
                "papers-for-the-council-in-plain-words",
                "objections-to-a-plan-taken-apart",
                "leaflets-in-twelve-languages",
                "theses-given-keywords-by-batch",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("tariffs-and-moves-in-a-chat", "interruptions-told-to-the-regulator"), one_model=True),
        Mix(("meters-photographed-by-customers", "interruptions-told-to-the-regulator")),
        Mix(("faults-on-a-line-traced", "interruptions-told-to-the-regulator"), one_model=True),
        Mix(("announcements-on-the-platform", "complaints-of-passengers-before-the-meeting")),
        Mix(("guidelines-asked-on-the-ward", "complaints-of-passengers-before-the-meeting"), one_model=True),
        Mix(("readers-ask-the-library", "subject-headings-for-new-books"), one_model=True),
        Mix(("notices-drafted-by-clerks", "subject-headings-for-new-books")),
        Mix(("old-programs-moved-by-statisticians", "subject-headings-for-new-books")),
    ),
}
