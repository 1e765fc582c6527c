"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what ordinary
companies of ordinary sectors do most with such an API (insurers, banks, shops, hospitals, papers, hauliers, travel,
schools, public offices, studios, plants, agencies, laboratories, vendors of software), built as their engineers build
it, none of it more than a twentieth of the spend of all. Do not look at their figures one by one while changing
rules."""
