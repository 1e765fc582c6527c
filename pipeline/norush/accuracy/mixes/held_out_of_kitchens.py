"""Which held-out kinds share a key where food is grown, made, sold and brought to the door."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # restaurants and their chains
        Mix(("cooks-ask-the-handbook-of-a-chain", "hygiene-books-of-all-shops-read-each-night"), one_model=True),
        Mix(("cooks-ask-the-handbook-of-a-chain", "hygiene-books-of-all-shops-read-each-night")),
        Mix(("cooks-ask-the-handbook-of-a-chain", "orders-to-suppliers-put-together-at-night"), one_model=True),
        Mix(("orders-spoken-at-a-drive-through", "drivers-orders-made-up-for-a-voice-model"), one_model=True),
        Mix(("orders-spoken-at-a-drive-through", "hygiene-books-of-all-shops-read-each-night")),
        Mix(("orders-to-suppliers-put-together-at-night", "delivery-notes-photographed-at-the-back-door")),
        # food delivery
        Mix(
            ("replies-to-hungry-customers-drafted-at-the-desk", "orders-gone-wrong-settled-by-an-agent"), one_model=True
        ),
        Mix(("replies-to-hungry-customers-drafted-at-the-desk", "menus-of-all-partners-marked-for-allergens")),
        Mix(("orders-gone-wrong-settled-by-an-agent", "menus-of-all-partners-marked-for-allergens"), one_model=True),
        Mix(("messages-between-courier-and-customer-translated", "menus-of-all-partners-marked-for-allergens")),
        Mix(
            (
                "messages-between-courier-and-customer-translated",
                "orders-gone-wrong-settled-by-an-agent",
                "dispatch-code-of-a-delivery-firm-changed-in-terminals",
            )
        ),
        # groceries online
        Mix(("baskets-filled-in-a-grocers-chat", "substitutes-of-yesterday-judged-for-a-grocer"), one_model=True),
        Mix(("substitutes-offered-to-a-picker", "substitutes-of-yesterday-judged-for-a-grocer"), one_model=True),
        Mix(("substitutes-offered-to-a-picker", "products-of-a-grocer-given-attributes-by-batch")),
        Mix(
            (
                "baskets-filled-in-a-grocers-chat",
                "substitutes-offered-to-a-picker",
                "substitutes-of-yesterday-judged-for-a-grocer",
                "products-of-a-grocer-given-attributes-by-batch",
            )
        ),
        # makers of food and laboratories
        Mix(("food-developers-talk-over-a-formula", "labels-held-against-a-new-food-law"), one_model=True),
        Mix(("food-developers-talk-over-a-formula", "lots-called-back-traced-by-an-agent")),
        Mix(("complaints-of-eaters-read-as-they-come", "lots-called-back-traced-by-an-agent"), one_model=True),
        Mix(("complaints-of-eaters-read-as-they-come", "labels-held-against-a-new-food-law")),
        Mix(("results-of-a-food-laboratory-worded-on-release", "residue-reports-of-farms-put-into-fields-by-batch")),
        # recipe apps and meal kits
        Mix(
            ("meals-of-the-week-planned-in-an-app", "answers-of-a-cooking-assistant-marked-before-release"),
            one_model=True,
        ),
        Mix(("meals-of-the-week-planned-in-an-app", "old-recipes-of-an-app-compared-for-twins"), one_model=True),
        Mix(("meals-of-the-week-planned-in-an-app", "cards-of-a-meal-kit-put-into-five-languages")),
        # caterers
        Mix(
            ("cooks-ask-the-handbook-of-a-chain", "remarks-on-canteens-coded-each-weekend"),
            one_model=True,
        ),
    ),
    SMALL_JOBS: (
        Mix(("cooks-ask-the-handbook-of-a-chain", "day-of-each-restaurant-told-to-its-owner"), one_model=True),
        Mix(("cooks-ask-the-handbook-of-a-chain", "day-of-each-restaurant-told-to-its-owner")),
        Mix(("delivery-notes-photographed-at-the-back-door", "day-of-each-restaurant-told-to-its-owner")),
        Mix(("orders-spoken-at-a-drive-through", "day-of-each-restaurant-told-to-its-owner"), one_model=True),
        Mix(("food-developers-talk-over-a-formula", "certificates-of-growers-checked-each-evening"), one_model=True),
        Mix(("lots-called-back-traced-by-an-agent", "certificates-of-growers-checked-each-evening")),
        Mix(("complaints-of-eaters-read-as-they-come", "certificates-of-growers-checked-each-evening"), one_model=True),
        Mix(("replies-to-hungry-customers-drafted-at-the-desk", "prices-of-wholesale-markets-told-each-night")),
    ),
    CROWDED: (
        Mix(
            (
                "baskets-filled-in-a-grocers-chat",
                "meals-of-the-week-planned-in-an-app",
                "orders-gone-wrong-settled-by-an-agent",
                "messages-between-courier-and-customer-translated",
                "complaints-of-eaters-read-as-they-come",
                "menus-of-all-partners-marked-for-allergens",
                "prices-of-wholesale-markets-told-each-night",
            )
        ),
    ),
}
