"""Kinds that no rule was tuned on. Do not look at their figures one by one while changing rules."""
