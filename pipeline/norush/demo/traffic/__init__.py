"""Kinds of traffic, one module each: frozen parameters and a `run` that makes a month of calls.

Reads nothing, writes nothing. Closed loops are simulated (a worker's next start follows its last end);
people and events arrive on their own (Poisson, with the rhythm of days and weeks).
"""
