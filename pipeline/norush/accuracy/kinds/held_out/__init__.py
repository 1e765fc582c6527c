"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what those who make,
grow and move things (plants, builders, farms, warehouses, mines, ships), and those with whom people spend their free
time (hotels, clubs, museums, games, shows, sports, pets, hobbies) do most with such an API, built as their engineers
build it, none of it more than a twentieth of the spend of all. Do not look at their figures one by one while changing
rules."""
