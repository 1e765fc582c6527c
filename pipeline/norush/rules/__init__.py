"""Declarative evidence: what a signal means, which way it points, how much."""
