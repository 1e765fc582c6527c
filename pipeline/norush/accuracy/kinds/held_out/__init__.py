"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what the departments
of ordinary companies do most with such an API, and what ordinary products and platforms do with it for their users,
built as their engineers build it, none of it more than a twentieth of the spend of all. Do not look at their figures
one by one while changing rules."""
