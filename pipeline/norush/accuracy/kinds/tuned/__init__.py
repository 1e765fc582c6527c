"""Kinds that rules may be tuned on."""
