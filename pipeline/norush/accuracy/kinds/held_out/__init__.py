"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong. Do not look at their
figures one by one while changing rules."""
