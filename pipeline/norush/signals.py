"""How each workload behaves, in numbers. One SQL file a family of signals; no opinions here.

Reads `calls`, and of `requests` what few calls have; writes `signals`, one row a (period, workload).
"""

from norush.params import Params
from norush.warehouse import Warehouse

STEPS = (
    *("flow", "episodes", "main_parts", "volume", "key_calls", "strand_shares", "successors", "silent_days", "models"),
    *("failures", "first_tokens", "hints"),
    *("in_flight", "triggered", "pacing", "stretches", "token_pace", "pauses", "endings", "last_answers", "repeats"),
    *("chains", "carried", "tool_loops", "growth", "schedule", "set_times", "usual_hours", "day_sizes"),
    "signals",
)


def write_signals(warehouse: Warehouse, params: Params) -> None:
    """Makes `signals`. Null in a column means that the log cannot show it."""
    for step in STEPS:
        warehouse.run_step(f"3_signals/{step}", params.named())
