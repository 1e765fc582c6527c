"""Which tuned kinds share a key where things are made, grown and moved."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # machine builders and car suppliers
        Mix(("spare-parts-found-in-a-chat", "answers-about-machines-marked"), one_model=True),
        Mix(("spare-parts-found-in-a-chat", "old-drawings-read-into-part-data")),
        Mix(("controllers-programmed-at-the-desk", "old-drawings-read-into-part-data"), one_model=True),
        Mix(("controllers-programmed-at-the-desk", "answers-about-machines-marked", "spare-parts-found-in-a-chat")),
        Mix(("warranty-claims-put-into-causes", "controllers-programmed-at-the-desk"), one_model=True),
        Mix(("warranty-claims-put-into-causes", "spare-parts-found-in-a-chat")),
        # chemical, food and paper plants, pharma
        Mix(("substances-asked-about-on-the-shift", "patents-sorted-for-chemists"), one_model=True),
        Mix(("substances-asked-about-on-the-shift", "requests-for-repair-as-they-are-saved")),
        Mix(("requests-for-repair-as-they-are-saved", "shift-books-taken-apart-each-morning"), one_model=True),
        Mix(("deviations-worded-in-the-quality-system", "package-leaflets-for-all-markets"), one_model=True),
        Mix(("deviations-worded-in-the-quality-system", "reports-of-side-effects-as-they-come")),
        Mix(
            ("reports-of-side-effects-as-they-come", "package-leaflets-for-all-markets", "patents-sorted-for-chemists")
        ),
        # semiconductor and device makers
        Mix(("lots-on-hold-explained", "notices-of-changed-chips-by-batch")),
        Mix(("lots-on-hold-explained", "patents-sorted-for-chemists"), one_model=True),
        # farms and their co-operatives, mines, waste
        Mix(("crops-asked-about-in-an-app", "diaries-of-growers-checked-for-the-label"), one_model=True),
        Mix(("drill-cores-described-each-week", "requests-for-repair-as-they-are-saved")),
        Mix(("loads-looked-at-on-the-weighbridge", "delivery-notes-photographed-at-the-site"), one_model=True),
        # warehouses, forwarders, shipping lines
        Mix(("goods-checked-while-a-booking-is-made", "bills-of-lading-checked-by-night"), one_model=True),
        Mix(("goods-checked-while-a-booking-is-made", "late-containers-rebooked-before-the-desk-opens")),
        Mix(("late-containers-rebooked-before-the-desk-opens", "bills-of-lading-checked-by-night"), one_model=True),
        Mix(("words-of-pickers-understood", "bills-of-lading-checked-by-night")),
        # wind parks
        Mix(("turbines-that-stand-still-examined", "blades-looked-over-from-drone-pictures"), one_model=True),
        # furniture and clothes
        Mix(("kitchens-planned-with-a-seller", "furniture-texts-by-batch")),
        Mix(("kitchens-planned-with-a-seller", "defects-made-up-for-a-classifier"), one_model=True),
    ),
    CROWDED: (
        Mix(
            (
                "substances-asked-about-on-the-shift",
                "deviations-worded-in-the-quality-system",
                "requests-for-repair-as-they-are-saved",
                "lots-on-hold-explained",
                "patents-sorted-for-chemists",
                "shift-books-taken-apart-each-morning",
                "answers-about-machines-marked",
                "notices-of-changed-chips-by-batch",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("substances-asked-about-on-the-shift", "shift-books-taken-apart-each-morning"), one_model=True),
        Mix(("requests-for-repair-as-they-are-saved", "shift-books-taken-apart-each-morning")),
        Mix(("spare-parts-found-in-a-chat", "shift-books-taken-apart-each-morning")),
        Mix(("controllers-programmed-at-the-desk", "shift-books-taken-apart-each-morning"), one_model=True),
        Mix(("crops-asked-about-in-an-app", "diaries-of-growers-checked-for-the-label"), one_model=True),
        Mix(("crops-asked-about-in-an-app", "diaries-of-growers-checked-for-the-label")),
        Mix(("delivery-notes-photographed-at-the-site", "diaries-of-growers-checked-for-the-label"), one_model=True),
        Mix(("loads-looked-at-on-the-weighbridge", "diaries-of-growers-checked-for-the-label")),
    ),
}
