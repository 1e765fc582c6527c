"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what ordinary
companies do most, none of it more than a twentieth of the spend of all. Do not look at their figures one by one while
changing rules."""
